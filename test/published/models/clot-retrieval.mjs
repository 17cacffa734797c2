// Huang et al. 2019: mean waits for clot retrieval in the reproduction, means of 30 runs of a year.
import { metric } from "../readers.mjs";

const inputs =
  "No test of the model: the reproduction's inputs are not the paper's, which ours are, and only 3 of the paper's 8 results were reproduced.";
const row = (label, arm, published) => ({
  label,
  arm,
  published,
  printed: 0.005,
  read: metric("measure.retrievalWait"),
  explained: inputs,
});

export const clotRetrieval = {
  name: "Endovascular clot retrieval",
  file: "clot-retrieval.yaml",
  source:
    "Huang S et al, Front Neurol 2019;10:653; pythonhealthdatascience/stars-reproduce-huang-2019 at d3fbff1 (MIT).",
  replications: 60,
  set: {},
  tables: [
    {
      title: "Wait for clot retrieval, min",
      about: "The paper prints 6 and 4 minutes less than as it is for exclusive use and for two suites.",
      runs: 30,
      rows: [
        row("as it is", "baseline", 13.96),
        row("exclusive use", "exclusive", 8.12),
        row("two suites", "twoSuites", 9.62),
        row("an hour longer", "untilSix", 12.49),
        row("two hours longer", "untilSeven", 12.49),
        row("exclusive use, two hours longer", "exclusiveUntilSeven", 6.43),
        row("two suites, two hours longer", "twoSuitesUntilSeven", 8.7),
      ],
    },
  ],
};
