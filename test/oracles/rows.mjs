// All rows of the bank: those of the file, and those that follow from them.
import { readFileSync } from "node:fs";
import { hourlyRows } from "./hourly-census.mjs";

const published = JSON.parse(readFileSync(new URL("rows.json", import.meta.url), "utf8"));
/** Rows of counts that are Poisson: their variance is their mean. */
const POISSON = ["mginf.L", "mginf.t1", "mginf.t20", "nhpp.count"];

export const rows = [...published, ...hourlyRows(), ...POISSON.map(varianceRow)];

/** The exact value of a row that has one, or the first of several. @param {string} id */
export function exactOf(id) {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no row is called ${id}`);
  return Array.isArray(row.value) ? row.value[0] : row.value;
}

/** @param {string} id */
function varianceRow(id) {
  const row = published.find((one) => one.id === id);
  const value = Array.isArray(row.value) ? row.value[0] : row.value;
  return { ...row, id: `${id}.variance`, metric: "variance (Poisson: the mean)", value };
}
