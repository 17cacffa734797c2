import { NONE } from "../model/opcodes.ts";
import { uniformAt } from "../random/streams.ts";
import { impossible, type Machine } from "./machine.ts";
import { CLASS_OF, INTS, KEY0, KEY1, STAGE_OF } from "./patient-row.ts";
import { type LinkedGuard, type LinkedRoute, SUM_LIMIT } from "./program.ts";

/** Where patients go: by conditions first, then by one draw among the chances, then the rest. */
export class Routing {
  private readonly machine: Machine;
  private readonly stageCount: number;
  /** Of each list of routes: its only target, or NONE when something has to be asked or drawn. */
  readonly only: Int32Array;

  constructor(machine: Machine) {
    this.machine = machine;
    this.stageCount = machine.model.names.stages.length;
    this.only = Int32Array.from(machine.program.routes, onlyTarget);
  }

  /** Where the patient goes next, or first, by a guarded list of routes. */
  choose(patient: number, routes: number): number {
    const only = this.only[routes];
    if (only !== NONE) return only;
    const list = this.machine.program.routes[routes];
    let chosen = 0;
    for (;;) {
      const { when } = list[chosen];
      if (when === undefined || when(patient) > 0) break;
      chosen++;
    }
    return this.chooseFrom(patient, list[chosen].use);
  }

  private chooseFrom(patient: number, route: LinkedRoute): number {
    const { conditions, conditionTargets, sums, chanceTargets, otherwise, shortest, word } = route;
    for (let i = 0; i < conditions.length; i++) if (conditions[i](patient) > 0) return conditionTargets[i];
    const count = chanceTargets.length;
    if (count === 0) return shortest.length > 0 ? this.shortestOf(patient, shortest, word) : otherwise;
    const { tables } = this.machine;
    const u = uniformAt(
      tables.ints[(patient << INTS) | KEY0],
      tables.ints[(patient << INTS) | KEY1],
      word,
      this.visit(patient),
      0,
    );
    if (sums === undefined) {
      const target = this.askChances(patient, route, u);
      if (target !== NONE) return target;
    } else {
      const first = Math.imul(tables.ints[(patient << INTS) | CLASS_OF], count);
      for (let i = 0; i < count; i++) if (u < sums[first + i]) return chanceTargets[i];
    }
    if (shortest.length > 0) return this.shortestOf(patient, shortest, word);
    // Rounding may leave the sum of constants a hair below 1: the last then takes what is left.
    return otherwise === NONE && route.exhaustive ? chanceTargets[count - 1] : otherwise;
  }

  /** By chances that depend on the patient: where a uniform sends him, or NONE beyond them. */
  private askChances(patient: number, { probabilities, chanceTargets }: LinkedRoute, u: number): number {
    let sum = 0;
    let target = NONE;
    for (let i = 0; i < probabilities.length; i++) {
      const p = probabilities[i](patient);
      if (!(p >= 0 && p <= 1)) throw impossible(this.machine, patient, `a chance of ${p} to go on`);
      sum += p;
      if (target === NONE && u < sum) target = chanceTargets[i];
    }
    if (sum > SUM_LIMIT) throw impossible(this.machine, patient, `chances that sum to ${sum}`);
    return target;
  }

  /** The stage with the fewest patients inside; of equal ones a draw decides. */
  private shortestOf(patient: number, stages: readonly number[], word: number): number {
    const { tables } = this.machine;
    let least = Infinity;
    let equal = 0;
    for (let i = 0; i < stages.length; i++) {
      const inside = tables.inside[stages[i]];
      if (inside < least) {
        least = inside;
        equal = 0;
      }
      if (inside === least) equal++;
    }
    const u = uniformAt(
      tables.ints[(patient << INTS) | KEY0],
      tables.ints[(patient << INTS) | KEY1],
      word,
      this.visit(patient),
      1,
    );
    let wanted = Math.floor(u * equal);
    for (let i = 0; i < stages.length; i++) if (tables.inside[stages[i]] === least && wanted-- === 0) return stages[i];
    throw new Error("a choice among no stages");
  }

  /** Earlier entries to the present stage; 0 before the first. */
  private visit(patient: number): number {
    const { tables } = this.machine;
    const stage = tables.ints[(patient << INTS) | STAGE_OF];
    return stage === NONE ? 0 : tables.visits[Math.imul(patient, this.stageCount) + stage] - 1;
  }
}

function onlyTarget(list: readonly LinkedGuard<LinkedRoute>[]): number {
  const [{ when, use }] = list;
  const asks = when !== undefined || use.conditions.length > 0 || use.probabilities.length > 0;
  return asks || use.shortest.length > 0 ? NONE : use.otherwise;
}
