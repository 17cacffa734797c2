// Which run answers which row.
import { pathways } from "./plan-pathways.mjs";
import { queues } from "./plan-queues.mjs";

/** Every model of the bank, with its rows. */
export const models = [...queues, ...pathways];

/** Parts of rows that a run does not answer: place of the value in its row. Formulas or `outOfScope` do. */
export const partsLeftOut = { "nhpp.count": [1], "bas.icuinf": [0], "mtginf.exp.lag": [0] };
