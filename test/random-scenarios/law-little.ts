import type { Model } from "../../src/model/model.ts";
import type { Presence, Span } from "./presence.ts";

/**
 * Little's law on the path: the number present, summed over time, is the sum of the times that each was present; in the system, and in each
 * stage. The times in each state add up to the presence of each patient.
 */
export function expectLittlesLaw(model: Model, presence: Presence): void {
  const window = { from: model.clock.warmUp, to: model.clock.warmUp + model.clock.run };
  const cut = ({ from, to }: Span): number => Math.max(0, Math.min(to, window.to) - Math.max(from, window.from));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const equal = (what: string, integral: number, times: number): void => {
    if (!isNear(integral, times)) throw new Error(`${what}: ${integral} by number, ${times} by times`);
  };
  const patients = presence.lives.filter(({ isChild }) => !isChild);
  equal("in the system", sum(presence.levels.map((level) => cut(level) * level.present)), sum(patients.map(cut)));
  for (const stage of model.names.stages) {
    const number = sum(presence.levels.map((level) => cut(level) * (level.inside.get(stage) ?? 0)));
    const stays = presence.lives.flatMap(({ visits }) => visits.filter((stay) => stay.stage === stage));
    equal(`in ${stage}`, number, sum(stays.map(({ enter, leave }) => cut({ from: enter, to: leave }))));
  }
  const minutes = new Map(patients.map((life) => [life, 0]));
  for (const { life, from, to } of presence.together) {
    const before = minutes.get(life);
    if (before !== undefined) minutes.set(life, before + to - from);
  }
  for (const [life, inStates] of minutes) {
    if (life.exit !== undefined) equal(`minutes of ${life.name}`, inStates, life.to - life.from);
  }
}

function isNear(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) < 1e-9 * (1 + Math.abs(b));
}
