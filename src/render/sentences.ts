/**
 * What may be said of a comparison, in words that follow from its verdicts by a fixed grammar. Nothing here decides: the
 * verdicts are made in src/experiment, and the pictures are drawn from the same ones.
 */
export { type Answer, sayAnswer, sayPayers } from "./words/answer.ts";
export { type Labels, type Mark, type MeasureLabel, type Sentence, sayAll } from "./words/labels.ts";
export { sayImplementation, sayLimit, sayNotFound, sayTarget } from "./words/other-sentences.ts";
export { type SharedTradeOff, sharedTradeOffs } from "./words/trade-off.ts";
export { markOf, sayVerdict } from "./words/verdicts.ts";
