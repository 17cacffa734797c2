// Plain JSON that keeps what it has no number for.

/** Typed arrays as lists; what JSON has no number for as text. @param {unknown} value @returns {string} */
export function toJson(value) {
  return JSON.stringify(value, (_, inner) => {
    if (ArrayBuffer.isView(inner)) return Array.from(/** @type {Float64Array} */ (inner));
    return typeof inner === "number" && !Number.isFinite(inner) ? String(inner) : inner;
  });
}

const NO_NUMBERS = new Map([
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
]);

/** @param {string} text @returns {any} */
export function fromJson(text) {
  return JSON.parse(text, (_, inner) => (typeof inner === "string" ? (NO_NUMBERS.get(inner) ?? inner) : inner));
}
