import type { ResourcePhase, ResourceTable } from "../model/model.ts";
import { word } from "../random/streams.ts";
import type { Clock, Resource, ResourceCost, ResourcePhase as WrittenPhase } from "../scenario/scenario.ts";
import { compileCapacity } from "./capacity.ts";
import type { NameIndex } from "./names.ts";

/** In the order of the names; a resource that the arm lacks has no capacity. */
export function compileResources(
  resources: readonly Resource[],
  names: NameIndex,
  clock: Clock,
): readonly ResourceTable[] {
  const byName = new Map(resources.map((resource) => [resource.name, resource]));
  return names.names.resources.map((name) => {
    const { organisation, parts, phases } = byName.get(name) ?? LACKING;
    return {
      organisation: names.organisation(organisation),
      parts,
      word: word(name),
      absenceWord: word(`${name}/absence`),
      phases: phases.map(({ from, value }) => compilePrices(from, value.costs, parts)),
      calendars: phases.flatMap(({ from, value }, i) => {
        return compileCapacity(value, from, i + 1 < phases.length ? phases[i + 1].from : Infinity, clock);
      }),
    };
  });
}

const NOBODY: WrittenPhase = {
  capacity: { kind: "constant", units: 0 },
  dates: [],
  absence: 0,
  lastStart: 0,
  costs: [],
};
const LACKING: Pick<Resource, "organisation" | "parts" | "phases"> = {
  organisation: undefined,
  parts: 1,
  phases: [{ from: 0, value: NOBODY }],
};

/** Prices of time are for a whole. */
function compilePrices(from: number, costs: readonly ResourceCost[], parts: number): ResourcePhase {
  const costOf = (basis: ResourceCost["basis"]): number =>
    costs.reduce((sum, cost) => (cost.basis === basis ? sum + cost.amount : sum), 0);
  const rostered = costOf("rostered") / parts;
  return {
    from,
    held: costOf("held") / parts,
    rostered,
    overtime: costs.some(({ basis }) => basis === "overtime") ? costOf("overtime") / parts : rostered,
    use: costOf("use"),
    fixed: costOf("fixed"),
  };
}
