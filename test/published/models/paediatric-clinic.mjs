// Ciw, tutorial IV: mean waits of 16 runs of 30 hours.
import { metric } from "../readers.mjs";

const HOUR = 60;
const row = (label, measure, published) => ({
  label,
  arm: "baseline",
  published,
  read: metric(`measure.${measure}`, HOUR),
});

export const paediatricClinic = {
  name: "A paediatric clinic",
  file: "paediatric-clinic.yaml",
  source: "Documentation of Ciw, tutorial IV, CiwPython/Ciw at 05f1727 (MIT).",
  replications: 4000,
  set: {},
  tables: [
    {
      title: "Mean waits, h",
      about: "No spread is published: ours over 16 runs is taken for it.",
      runs: 16,
      rows: [
        row("reception, babies", "babiesReception", 0.298488),
        row("reception, children", "childrenReception", 0.261834),
        row("specialists for babies", "babySpecialists", 0.268752),
        row("specialists for children", "childSpecialists", 0.284763),
      ],
    },
  ],
};
