// Planted in where time goes and why, and in what one more is worth.
import { binding, oneMore, rootCauses, worth } from "./detectors.mjs";

/** @type {import("./mutants.d.mts").Mutant[]} */
export const causes = [
  {
    name: "root-stops-after-one-step",
    harm: "a ward that waits for rehab that waits for home care is charged to rehab",
    file: "src/collect/root-shares.ts",
    find: "if (place[to] === NOWHERE) stays[stay + to] += units / all;",
    replace: "if (place[to] === NOWHERE || units > 0) stays[stay + to] += units / all;",
    after: [rootCauses],
  },
  {
    name: "root-forgets-who-is-at-work",
    harm: "one blocked patient of four charges the whole ward downstream",
    file: "src/collect/root-shares.ts",
    find: "? this.used[node] - this.linked[node] : 0;",
    replace: "? 0 : 0;",
    after: [rootCauses],
  },
  {
    name: "root-never-let-go",
    harm: "who is served again goes on to pass his bed's share on",
    file: "src/collect/root-causes.ts",
    find: "this.hold(row, before, -1);",
    replace: "",
    after: [rootCauses],
  },
  {
    name: "binding-is-the-first-by-name",
    harm: "every hour of the week is held up by the resource whose name comes first",
    file: "src/experiment/binding-hours.ts",
    find: "waiting === most);",
    replace: "waiting > 0);",
    after: [binding],
  },
  {
    name: "one-more-around-the-clock",
    harm: "one more nurse of the day works nights too, and is worth far more than she costs",
    file: "src/experiment/one-more.ts",
    find: "(units > 0 ? units + more : units)",
    replace: "(units + more)",
    after: [oneMore],
  },
  {
    name: "worth-of-less-waiting-is-a-loss",
    harm: "the change that shortens waits most is ranked last",
    file: "src/experiment/worth.ts",
    find: 'return better === "lower" ? -1 : 1;',
    replace: 'return better === "lower" ? 1 : 1;',
    after: [worth],
  },
];
