import { type CostKind, KIND_OF_BASIS, RESOURCE_COSTS, type ResourceBasis } from "../model/cost-kinds.ts";
import type { ResourcePhase, ResourceTable, SessionTable, Value } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { word } from "../random/streams.ts";
import type { Clock, Resource, SessionRules, ResourcePhase as WrittenPhase } from "../scenario/scenario.ts";
import { compileCapacity } from "./capacity.ts";
import type { ExpressionContext } from "./expressions.ts";
import { compileValue } from "./values.ts";

/** In the order of the names; a resource that the arm lacks has no capacity. @param values of the model, to which those here are added */
export function compileResources(
  resources: readonly Resource[],
  context: ExpressionContext,
  clock: Clock,
  values: Value[],
): readonly ResourceTable[] {
  const { names } = context;
  const byName = new Map(resources.map((resource) => [resource.name, resource]));
  return names.names.resources.map((name) => {
    const { organisation, parts, phases } = byName.get(name) ?? LACKING;
    return {
      organisation: names.organisation(organisation),
      parts,
      word: word(name),
      absenceWord: word(`${name}/absence`),
      turnoverWord: word(`${name}/turnover`),
      lateWord: word(`${name}/late`),
      noShowWord: word(`${name}/noShow`),
      kinds: RESOURCE_COSTS.map((basis) => kindOf(basis, phases)),
      phases: phases.map(({ from, value }) => {
        const { turnover } = value;
        const row = turnover === undefined ? NONE : values.push(compileValue(turnover, context)) - 1;
        return compilePhase(from, value, parts, row);
      }),
      calendars: phases.flatMap(({ from, value }, i) => {
        const to = i + 1 < phases.length ? phases[i + 1].from : Infinity;
        const table = value.sessions && sessionTable(value.sessions, context, values);
        return compileCapacity(value, from, to, clock).map((one) => ({ ...one, sessions: table }));
      }),
    };
  });
}

const NOBODY: WrittenPhase = {
  capacity: { kind: "constant", units: 0 },
  dates: [],
  absence: 0,
  lastStart: 0,
  atShiftEnd: "finish",
  turnover: undefined,
  sessions: undefined,
  costs: [],
};
const LACKING: Pick<Resource, "organisation" | "parts" | "phases"> = {
  organisation: undefined,
  parts: 1,
  phases: [{ from: 0, value: NOBODY }],
};

function sessionTable(
  { late, booked, noShow }: SessionRules,
  context: ExpressionContext,
  values: Value[],
): SessionTable {
  return {
    late: late === undefined ? NONE : values.push(compileValue(late, context)) - 1,
    booked: booked ?? Infinity,
    noShow,
  };
}

/** As the last says who speaks of it; overtime that has no price of its own is still what its hours make it. */
function kindOf(basis: ResourceBasis, phases: Resource["phases"]): CostKind {
  const said = phases.flatMap(({ value }) => value.costs.filter((cost) => cost.basis === basis));
  return said.at(-1)?.kind ?? KIND_OF_BASIS[basis];
}

/** Prices of time are for a whole. */
function compilePhase(
  from: number,
  { costs, atShiftEnd }: WrittenPhase,
  parts: number,
  turnover: number,
): ResourcePhase {
  const costOf = (basis: (typeof costs)[number]["basis"]): number =>
    costs.reduce((sum, cost) => (cost.basis === basis ? sum + cost.amount : sum), 0);
  const rostered = costOf("rostered") / parts;
  return {
    from,
    held: costOf("held") / parts,
    rostered,
    overtime: costs.some(({ basis }) => basis === "overtime") ? costOf("overtime") / parts : rostered,
    use: costOf("use"),
    fixed: costOf("fixed"),
    stepped: costOf("stepped"),
    every: (costs.find(({ basis }) => basis === "stepped")?.every ?? 1) * parts,
    atShiftEnd,
    turnover,
  };
}
