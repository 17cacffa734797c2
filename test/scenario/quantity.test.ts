import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Span } from "../../src/diagnostics/diagnostic.ts";
import { currencyFits, looksLikeQuantity, readQuantity } from "../../src/scenario/quantity.ts";
import { describeUnit } from "../../src/scenario/units.ts";

function spanOf(text: string): Span {
  return { source: { name: "test.yaml", text }, start: 0, end: text.length };
}

function read(text: string) {
  const result = readQuantity(text, spanOf(text));
  if (!result.ok) throw new Error(result.diagnostics[0].message);
  return result.value;
}

describe("a quantity is read in minutes and in whole units of the currency", () => {
  test.each([
    ["45 min", 45, "a duration"],
    ["45min", 45, "a duration"],
    ["1 minute", 1, "a duration"],
    ["3 days", 4320, "a duration"],
    ["1 d", 1440, "a duration"],
    ["1.5 h", 90, "a duration"],
    ["2 hr", 120, "a duration"],
    ["1 hour", 60, "a duration"],
    ["2 weeks", 20160, "a duration"],
    ["1 wk", 10080, "a duration"],
    ["30 s", 0.5, "a duration"],
    ["90 seconds", 1.5, "a duration"],
    ["1e3 sec", 1000 / 60, "a duration"],
    ["9.5 per day", 9.5 / 1440, "a rate"],
    ["9.5/day", 9.5 / 1440, "a rate"],
    ["9.5 / day", 9.5 / 1440, "a rate"],
    ["50% per week", 0.5 / 10080, "a rate"],
    ["50%", 0.5, "a number"],
    ["50 %", 0.5, "a number"],
    ["£345", 345, "money"],
    ["£ 345.50", 345.5, "money"],
    ["£12,000", 12000, "money"],
    ["£1,234,567.89", 1234567.89, "money"],
    ["£12000", 12000, "money"],
    ["GBP 345", 345, "money"],
    ["€5", 5, "money"],
    ["$5", 5, "money"],
    ["£53 per hour", 53 / 60, "money per time"],
    ["£345/day", 345 / 1440, "money per time"],
    ["1.34", 1.34, "a number"],
    ["0", 0, "a number"],
    ["-0.5", -0.5, "a number"],
    ["-£5", -5, "money"],
    ["- 2 h", -120, "a duration"],
    ["+3", 3, "a number"],
    ["12e03", 12000, "a number"],
    [" 7 ", 7, "a number"],
  ])("%s", (text, value, unit) => {
    const quantity = read(text);
    expect(quantity.value).toBeCloseTo(value, 12);
    expect(describeUnit(quantity.unit)).toBe(unit);
  });

  test("a number that code made is dimensionless", () => {
    const result = readQuantity(5, spanOf("5"));
    expect(result.ok && result.value.value).toBe(5);
    expect(readQuantity(Number.POSITIVE_INFINITY, spanOf("x")).ok).toBe(false);
  });

  test("money keeps its mark, and only a dollar sign is shared by currencies", () => {
    expect(read("£5").currency).toBe("GBP");
    expect(read("EUR 5").currency).toBe("EUR");
    expect(read("5 min").currency).toBe("");
    expect(currencyFits("GBP", "GBP")).toBe(true);
    expect(currencyFits("EUR", "GBP")).toBe(false);
    expect(currencyFits("$", "CAD")).toBe(true);
    expect(currencyFits("$", "GBP")).toBe(false);
    expect(currencyFits("EUR", undefined)).toBe(true);
  });
});

describe("what is ambiguous or wrong is refused at its place, with the cure", () => {
  test.each([
    ["010", "bad-number", "010", "write 10"],
    ["-007", "bad-number", "007", "write 7"],
    ["0x1F", "bad-number", "0", "decimal"],
    ["0o10", "bad-number", "0", "decimal"],
    ["1:30", "bad-number", "1:30", "90 min"],
    ["1_000", "bad-number", "1_000", "write 1000"],
    ["1,000", "bad-number", "1,000", "write 1000"],
    ["1,5 h", "bad-number", "1,5", "write 1.5"],
    ["£1,5", "bad-number", "1,5", "write 1.5"],
    [".5", "bad-number", ".5", "write 0.5"],
    ["5.", "bad-number", "5.", "write 5"],
    ["1.2.3", "bad-number", "1.2.3", "decimal point"],
    ["1e400", "not-finite", "1e400", "finite"],
    ["NaN", "not-finite", "NaN", "finite"],
    [".inf", "not-finite", ".inf", "finite"],
    ["-inf", "not-finite", "-inf", "unlimited"],
    ["£1.2k", "unknown-unit", "k", "write £1200"],
    ["50p", "unknown-unit", "p", "units are"],
    ["345 GBP", "unknown-unit", "GBP", "write GBP 345"],
    ["XYZ 345", "unknown-currency", "XYZ", "GBP 345"],
    ["3 dayz", "unknown-unit", "dayz", 'did you mean "day"'],
    ["3 parsecs", "unknown-unit", "parsecs", "units are"],
    ["2 months", "loose-unit", "months", "60.875 days"],
    ["1 year", "loose-unit", "year", "365.25 days"],
    ["5 per month", "loose-unit", "month", "divide by 30.4375 and write per day"],
    ["£50 per year", "loose-unit", "year", "divide by 365.25"],
    ["5 per dya", "unknown-unit", "dya", 'did you mean "day"'],
    ["5 per", "unknown-unit", "per", 'can follow "per"'],
    ["2 h per day", "bad-quantity", "2 h per", "9.5 per day"],
    ["1 h 30 min", "bad-quantity", "30 min", "90 min"],
    ["£5 days", "bad-quantity", "£5 days", "per days"],
    ["£5%", "bad-quantity", "£5%", "leave out"],
    ["5 min!", "bad-quantity", "!", "one number and one unit"],
    ["soon", "bad-quantity", "soon", "45 min"],
    ["", "bad-quantity", "", "45 min"],
  ])("%s: %s", (text, code, place, cure) => {
    const result = readQuantity(text, spanOf(text));
    expect(result.ok).toBe(false);
    const [{ code: found, span, hint }] = result.diagnostics;
    expect(found).toBe(code);
    expect(text.slice(span.start, span.end)).toBe(place);
    expect(hint).toContain(cure);
  });

  test("the place is that of the part inside a quoted value of the file", () => {
    const text = 'capacity: "3 dayz"';
    const result = readQuantity("3 dayz", { source: { name: "a.yaml", text }, start: 10, end: 18 });
    const { start, end } = result.diagnostics[0].span;
    expect(text.slice(start, end)).toBe("dayz");
  });

  test("a value that the file writes otherwise has the place of the whole", () => {
    const text = 'x: "3\\u0020dayz"';
    const span = { source: { name: "a.yaml", text }, start: 3, end: 16 };
    expect(readQuantity("3 dayz", span).diagnostics[0].span).toEqual(span);
  });
});

describe("a quantity is told from an expression by its looks, right or wrong", () => {
  test.each([
    "45 min",
    "-£5",
    "GBP 345",
    "9.5 per day",
    "9.5/day",
    "£53 per hour",
    "50%",
    "010",
    "1:30",
    ".inf",
    "3 dayz",
    "1 h",
  ])("%s", (text) => {
    expect(looksLikeQuantity(text)).toBe(true);
  });
  test.each([
    "2 days + 1 h",
    "age",
    "2 * age",
    "1 / age * 2",
    "(3)",
    "3 < 4",
    "2 and 3",
    "if(a, 1, 2)",
    "admissions",
    "5 - 3",
  ])("%s is not", (text) => {
    expect(looksLikeQuantity(text)).toBe(false);
  });
});

test("reading never throws, and a diagnostic lies within the text", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-£$0-9.,:_%/ a-z]{0,20}$/)), (text) => {
      const result = readQuantity(text, spanOf(text));
      if (result.ok) return Number.isFinite(result.value.value);
      const [{ span }] = result.diagnostics;
      return span.start >= 0 && span.start <= span.end && span.end <= text.length;
    }),
    { numRuns: 2000 },
  );
});
