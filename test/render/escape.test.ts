import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvNumber, csvText, html, plainText } from "../../src/render/escape.ts";

describe("text in HTML and SVG", () => {
  test.each([
    ["<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"],
    ["</script><script>", "&lt;/script&gt;&lt;script&gt;"],
    [`" onload="alert(1)`, "&quot; onload=&quot;alert(1)"],
    ["' onload='alert(1)", "&#39; onload=&#39;alert(1)"],
    ["&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["{{7*7}} javascript:", "{{7*7}} javascript:"],
  ])("%s is shown literally", (text, escaped) => {
    expect(html(text)).toBe(escaped);
  });

  test("can neither open a tag nor end an attribute, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(html(text)).not.toMatch(/[<>"']/);
      }),
    );
  });
});

describe("text in a terminal", () => {
  test("has no control characters, no escape sequences and no changes of direction, and keeps the rest", () => {
    expect(plainText("a\u001b[31mb\u0085c\u202ed\u2066e")).toBe("a [31mb cde");
    expect(plainText("£345 – Führung 病棟 👩‍⚕️")).toBe("£345 – Führung 病棟 👩‍⚕️");
  });
});

describe("text in CSV", () => {
  test.each(["=cmd|'/c calc'!A1", "+1", "-1+2", "@SUM(A1)"])("%s is no formula", (text) => {
    expect(csvText(text)).toBe(`'${text}`);
  });

  test("cannot begin with a tab or a carriage return", () => {
    expect(csvText("\t=1")).toBe("'\t=1");
    expect(csvText("\r=1")).toBe(`"'\r=1"`);
  });

  test("is quoted when it holds a comma, a quote or the end of a line", () => {
    expect([`a,b`, `say "yes"`, "two\nlines", "plain"].map(csvText)).toEqual([
      `"a,b"`,
      `"say ""yes"""`,
      `"two\nlines"`,
      "plain",
    ]);
  });
});

describe("numbers in CSV", () => {
  test("keep their sign and full precision, and read back as the same number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(csvNumber(value))).toBe(value === 0 ? 0 : value);
      }),
    );
    expect(csvNumber(-1.5)).toBe("-1.5");
  });

  test("are empty where nothing was observed, and name infinity as R and Python do", () => {
    expect([NaN, Infinity, -Infinity, -0].map(csvNumber)).toEqual(["", "Inf", "-Inf", "0"]);
  });
});
