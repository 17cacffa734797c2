import { type Measured, measured } from "./measure.ts";
import { elementary } from "./measures.ts";
import { special } from "./measures-special.ts";

export const measures = [...elementary, ...special];

/** Every function over every range. @param points of those whose reference is quick @param onRow told of each as it is done */
export function measureAll(points: number, onRow: (row: Measured) => void): void {
  for (const measure of measures) onRow(measured(measure, points));
}
