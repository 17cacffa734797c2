/** One function for each place that text from a file can end up in, so that it is shown literally and does nothing. */

/** For a terminal: no control characters, no changes of direction, one line. */
export function plainText(text: string): string {
  let plain = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const control = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const direction =
      (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code === 0x200e || code === 0x200f;
    plain += control ? " " : direction ? "" : character;
  }
  return plain;
}

const HTML_ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** For text and attribute values in HTML and SVG. */
export function html(text: string): string {
  return plainTextKeepingLines(text).replace(/[&<>"']/g, (character) => HTML_ENTITIES.get(character) ?? character);
}

function plainTextKeepingLines(text: string): string {
  return text.split("\n").map(plainText).join("\n");
}

/** For a text cell of a CSV file (RFC 4180); what a spreadsheet would take for a formula gets an apostrophe in front (OWASP). */
export function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** For a number in a CSV file: full precision, empty when nothing was observed. */
export function csvNumber(value: number): string {
  if (Number.isNaN(value)) return "";
  if (value === Infinity) return "Inf";
  if (value === -Infinity) return "-Inf";
  return String(value === 0 ? 0 : value);
}
