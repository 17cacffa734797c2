import { formatTable, LEFT, paragraph, RIGHT } from "../render/table.ts";
import { findUnitCosts, type UnitCost, unitCosts } from "../scenario/unit-costs.ts";
import { print } from "./output.ts";
import { UsageError } from "./problems.ts";

/** Lists the unit costs that a scenario can name by id, or those in which all words stand. */
export function listUnitCosts(words: readonly string[], json: boolean): void {
  const found = findUnitCosts(words);
  if (json) {
    print(`${JSON.stringify({ careway: 1, kind: "unit-costs", unitCosts: found }, null, 2)}\n`);
    return;
  }
  if (found.length === 0) {
    throw new UsageError(`None of ${unitCosts().length} unit costs has all of these words: ${words.join(" ")}`);
  }
  const rows = found.map((cost) => [cost.id, money(cost), cost.priceYear, cost.confidence]);
  print(formatTable([LEFT("id"), RIGHT("unit cost"), LEFT("price year"), LEFT("grade")], rows));
  const few = found.length <= 12;
  if (few) print(`\n${found.map(detail).join("")}${sources(found)}`);
  const more = few ? "" : " Name words to see what each is, and its source.";
  print(`\n${paragraph(`Write { unitCost: ID } in place of an amount of money. See docs/unit-costs.md.${more}`)}`);
}

function money({ value, unit }: UnitCost): string {
  const [currency, per] = unit.split("/");
  if (currency !== "GBP") return `${value} ${unit}`;
  const [pounds, pence] = (Number.isInteger(value) ? String(value) : value.toFixed(2)).split(".");
  const written = `£${pounds.replace(/\B(?=(\d{3})+$)/g, ",")}${pence === undefined ? "" : `.${pence}`}`;
  return per === undefined ? written : `${written} per ${per}`;
}

function detail({ id, label, low, high, note }: UnitCost): string {
  const range = low === undefined ? "" : ` Range: ${low} to ${high}.`;
  return paragraph(`${id}: ${label}.${range}${note === "" ? "" : ` ${note}.`}`);
}

/** Each once. */
function sources(found: readonly UnitCost[]): string {
  return [...new Set(found.map(({ source }) => source))]
    .map((source) => `\n${paragraph(`Source: ${source}.`)}`)
    .join("");
}
