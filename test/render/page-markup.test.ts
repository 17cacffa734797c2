import { describe, expect, test } from "vitest";
import { joined, markup } from "../../src/render/page/markup.ts";

describe("markup", () => {
  test("escapes texts for elements and attributes, once", () => {
    const inner = markup`<b title="${`"'`}">${"<&>"}</b>`;
    expect(inner.source).toBe('<b title="&quot;&#39;">&lt;&amp;&gt;</b>');
    expect(markup`<p>${inner}${[inner]}</p>`.source).toBe(`<p>${inner.source}${inner.source}</p>`);
  });

  test("writes coordinates to two decimals without a negative zero", () => {
    expect(markup`${1 / 3} ${-0.001} ${-0} ${12}`.source).toBe("0.33 0 0 12");
  });

  test("refuses a coordinate that is not finite", () => {
    expect(() => markup`${Number.NaN}`).toThrow("NaN is not a number that can be drawn");
    expect(() => markup`${Number.POSITIVE_INFINITY}`).toThrow("Infinity");
  });

  test("joins pieces without escaping them again", () => {
    expect(joined([markup`<i>`, markup`${"<"}`]).source).toBe("<i>&lt;");
  });
});
