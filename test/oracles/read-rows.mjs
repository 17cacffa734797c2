// The readers of a model's rows, one for each answer.
import { partsLeftOut } from "./plan.mjs";
import { rows } from "./rows.mjs";

/** One answer for each value of a row, but for the parts that a run cannot answer. @param {import("./plan.d.mts").OracleModel} model */
export function readersOf(model) {
  return Object.entries(model.rows).flatMap(([id, reader]) => answersOf(id, reader));
}

/** The id may name one part of its row, which a model of its own answers. */
function answersOf(id, reader) {
  if (id.endsWith("]")) return [{ id, read: reader }];
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no row is called ${id}`);
  if (!Array.isArray(row.value)) return [{ id, read: reader }];
  const leftOut = partsLeftOut[id] ?? [];
  return row.value.flatMap((_, part) => {
    const read = Array.isArray(reader) ? reader[part] : reader;
    return leftOut.includes(part) ? [] : [{ id: `${id}[${part}]`, read }];
  });
}
