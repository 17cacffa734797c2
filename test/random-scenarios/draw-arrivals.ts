import type { ClassDraft, Tree } from "./draft.ts";
import type { Tape } from "./tape.ts";

/** One or two classes of the same attributes, each with a way of arriving of its own. */
export function drawClasses(tape: Tape, stages: readonly string[], run: number): Record<string, ClassDraft> {
  const names = ["a", "b"].slice(0, 1 + tape.below(2));
  return Object.fromEntries(names.map((name) => [name, drawClass(tape, stages, run)]));
}

function drawClass(tape: Tape, stages: readonly string[], run: number): ClassDraft {
  const { arrive, times, population } = drawArrivals(tape, run);
  const first = tape.whether(75) ? stages[0] : tape.pick(stages);
  const several = tape.whether(25);
  return {
    arrive,
    times,
    population,
    attributes: {
      urgency: tape.pick<Tree>([1, { poisson: { mean: 1 } }]),
      frail: tape.pick<Tree>([{ chance: "0%" }, { chance: "50%" }, "urgency > 0"]),
      tests: 0,
      ready: false,
    },
    enter: several ? [{ chance: "40%", to: tape.pick(stages) }, { to: first }] : first,
    first: several ? "" : first,
  };
}

interface Arrivals {
  readonly arrive: Tree;
  readonly times: readonly number[];
  readonly population: number;
}

const none = { times: [], population: 0 } as const;

function drawArrivals(tape: Tape, run: number): Arrivals {
  const kinds = [drawTimes, drawEvery, drawRenewal, drawPoisson, drawBooked, drawPopulation];
  return tape.pick(kinds)(tape, run);
}

/** Many of them at one time. */
function drawTimes(tape: Tape, run: number): Arrivals {
  const minutes = Array.from({ length: 1 + tape.below(40) }, () => 15 * tape.below(run / 15));
  const times = minutes.sort((a, b) => a - b);
  return { ...none, arrive: { times: times.map((at) => `${at} min`) }, times };
}

function drawEvery(tape: Tape): Arrivals {
  const every = `${15 * (1 + tape.below(4))} min`;
  const batch = tape.pick<Tree | undefined>([undefined, 2, { poisson: { mean: 1.2 } }]);
  const first = tape.whether(50) ? { first: `${15 * tape.below(4)} min` } : {};
  return { ...none, arrive: { every, ...first, ...(batch === undefined ? {} : { batch }) } };
}

function drawRenewal(tape: Tape): Arrivals {
  return {
    ...none,
    arrive: {
      every: tape.pick<Tree>([{ exponential: { mean: "30 min" } }, { gamma: { mean: "40 min", sd: "20 min" } }]),
    },
  };
}

function drawPoisson(tape: Tape): Arrivals {
  return {
    ...none,
    arrive: { poisson: `${20 + 10 * tape.below(5)} per day`, ...(tape.whether(30) ? { batch: 2 } : {}) },
  };
}

function drawBooked(tape: Tape): Arrivals {
  return {
    ...none,
    arrive: {
      booked: { "mon, tue 00:15, 08:00, 15:30": { patients: 3 + tape.below(6), every: "15 min" }, "mon 00:30": 2 },
      ...(tape.whether(50) ? { noShow: "20%" } : {}),
      ...(tape.whether(50) ? { late: { normal: { mean: "0 min", sd: "10 min", min: "-30 min", max: "30 min" } } } : {}),
    },
  };
}

function drawPopulation(tape: Tape): Arrivals {
  const population = 1 + tape.below(6);
  return { ...none, arrive: { population }, population };
}
