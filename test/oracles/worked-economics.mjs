// Worked examples of economics, by the functions of the public interface.
import {
  chanceCostEffective,
  frontier,
  presentValueOfLumps,
  presentValueOfStream,
  valueOfPerfectInformation,
  valueOfSampleInformation,
} from "../../dist/index.js";
import { rows } from "./rows.mjs";

/** What the row says in words alone: the spread of one pair of patients. */
const SD_OF_A_PAIR = 8000;

/** What is found for each row, in the order of its values. @returns {[id: string, found: number[]][]} */
export function workedEconomics() {
  const stream = paramsOf("econ.stream");
  const lump = paramsOf("econ.lump");
  const yearly = Array.from({ length: lump.years }, (_, year) => /** @type {const} */ ([lump.rate, year]));
  const belief = paramsOf("econ.evpi");
  const strategies = Object.entries(paramsOf("oa.dominance")).map(([name, [cost, qalys]]) => ({ name, cost, qalys }));
  const ratios = frontier(strategies).flatMap((one) => (one.standing === "frontier" ? (one.ratio ?? []) : []));
  return [
    ["econ.stream", [presentValueOfStream(stream.rate, stream.years, stream.discount)]],
    ["econ.lump", [presentValueOfLumps(yearly, lump.discount)]],
    ["econ.evpi", [chanceCostEffective(belief), valueOfPerfectInformation(belief)]],
    ["econ.evsi", [valueOfSampleInformation(belief, SD_OF_A_PAIR, paramsOf("econ.evsi").n)]],
    ["oa.dominance", ratios],
  ];
}

/** @param {string} id @returns {Record<string, any>} */
function paramsOf(id) {
  return rows.find((row) => row.id === id).params;
}
