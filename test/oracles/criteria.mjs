// What is asked of an answer.
import { rows } from "./rows.mjs";

/** The row of an answer, whose id may name a part of it. @param {string} id */
function rowOf(id) {
  const [, name, part] = /^(.*?)(?:\[(\d+)\])?$/.exec(id);
  return { row: rows.find((one) => one.id === name), part };
}

/** The exact value of an answer. @param {string} id */
export function exactOfAnswer(id) {
  const { row, part } = rowOf(id);
  return part === undefined ? row.value : row.value[Number(part)];
}

/** @param {string} id */
export function modelOfAnswer(id) {
  return rowOf(id).row.model;
}

/** The half-width that is allowed, as a share of the exact value. @param {string} id */
export function limitOf(id) {
  const { row } = rowOf(id);
  const small = exactOfAnswer(id) < 0.05 && /^\[?P\(|probability/.test(row.metric);
  const { arrival_rate, service_rate, servers, capacity_total, patience_rate } = row.params ?? {};
  // Full lines forget slowly, where nobody is turned away and nobody leaves them.
  const endless = capacity_total === undefined && patience_rate === undefined;
  const heavy = endless && arrival_rate >= 0.95 * service_rate * servers;
  return small || heavy || /P95/.test(id) ? 0.02 : 0.01;
}
