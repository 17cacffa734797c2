import type { Problem } from "../diagnostics/place.ts";

type ScannedNumber =
  | { readonly ok: true; readonly value: number; readonly end: number }
  | { readonly ok: false; readonly problem: Problem };

/** Everything that a number, right or wrong, is made of; an exponent's sign is in it, a sign of subtraction is not. */
const SHAPE = /[0-9.](?:[0-9._:]|,(?=[0-9])|[eE][-+]?(?=[0-9]))*/y;
const SHAPE_IN_LIST = /[0-9.](?:[0-9._]|:(?=[0-9]{2}(?![0-9]))|[eE][-+]?(?=[0-9]))*/y;
const SHAPE_OF_MONEY = /[0-9.](?:[0-9._]|,(?=[0-9]{3}(?![0-9]))|[eE][-+]?(?=[0-9]))*/y;

/**
 * The decimal number that begins at `at`. Ambiguous forms are refused with what to write: `010`, `0x1F`, `1_000`, `1,000`
 * and `1,5` (commas group thousands in money only), `1:30`, `.5`, `5.`, `1e400`.
 * @param options.grouped commas may group thousands: money · `alone`: the text is one quantity, so a comma separates nothing
 */
export function scanNumber(
  text: string,
  at: number,
  options: { readonly grouped: boolean; readonly alone: boolean },
): ScannedNumber {
  const shape = options.alone ? SHAPE : options.grouped ? SHAPE_OF_MONEY : SHAPE_IN_LIST;
  shape.lastIndex = at;
  const written = shape.exec(text)?.[0] ?? "";
  const end = at + written.length;
  const refuse = (message: string, hint: string): ScannedNumber => {
    return {
      ok: false,
      problem: { code: "bad-number", message, start: at, end: Math.max(end, Math.min(at + 1, text.length)), hint },
    };
  };
  if (written === "") return refuse("a number is missing", "write a number, such as 345");
  if (/^\d{1,2}:\d/.test(written)) return refuse(`"${written}" may be a time or a duration`, colonHint(written));
  if (written.includes(":")) return refuse(`"${written}" is not a number`, "write digits and one decimal point");
  if (written.includes("_")) return refuse(`"${written}" has an underscore`, `write ${written.replaceAll("_", "")}`);
  if (written.includes(",") && !(options.grouped && /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(written)))
    return refuse(`"${written}" has a comma`, commaHint(written));
  const digits = written.replaceAll(",", "");
  if (/^0\d/.test(digits)) return refuse(`"${written}" begins with a zero`, `write ${digits.replace(/^0+(?=\d)/, "")}`);
  if (/^0[xob]/i.test(text.slice(at, at + 2)))
    return refuse("only decimal numbers can be used", "write it in decimal digits");
  if (digits.startsWith(".")) return refuse(`"${written}" has no digit before the point`, `write 0${digits}`);
  if (/^\d+\.(?!\d)/.test(digits) && !/\..*\./.test(digits))
    return refuse(`"${written}" has no digit after the point`, `write ${digits.replace(".", "")}`);
  if (!/^\d+(\.\d+)?([eE][-+]?\d+)?$/.test(digits))
    return refuse(`"${written}" is not a number`, "write digits and one decimal point");
  const value = Number(digits);
  if (!Number.isFinite(value))
    return {
      ok: false,
      problem: {
        code: "not-finite",
        message: `${written} is too large to be held`,
        start: at,
        end,
        hint: "write a finite number",
      },
    };
  return { ok: true, value, end };
}

function colonHint(written: string): string {
  const [hours, minutes] = written.split(":").map(Number);
  const total = hours * 60 + minutes;
  return Number.isFinite(total) ? `a duration is written ${total} min` : "a duration is written 90 min";
}

function commaHint(written: string): string {
  if (/^\d{1,3}(,\d{3})+$/.test(written)) return `write ${written.replaceAll(",", "")}`;
  if (/^\d+,\d+$/.test(written)) return `the decimal sign is a point: write ${written.replace(",", ".")}`;
  return "leave out the comma";
}
