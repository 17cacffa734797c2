import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportPage } from "../../src/render/report.ts";
import { clinic, findingsOf } from "./page-findings.ts";

const places = [process.env.CHROMIUM ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = places.find((path) => path !== "" && existsSync(path));

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** What is asked of an element in the browser; Node has no types for it. */
interface Seen {
  readonly id: string;
  readonly tagName: string;
  readonly textContent: string | null;
  readonly scrollWidth: number;
  readonly labels?: readonly Seen[];
  readonly ownerDocument: {
    getElementById(id: string): Seen | null;
    readonly defaultView: { getComputedStyle(element: Seen): { readonly strokeDasharray: string } };
  };
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  closest(selector: string): Seen | null;
  querySelector(selector: string): Seen | null;
  querySelectorAll(selector: string): Iterable<Seen>;
  getBoundingClientRect(): Box;
  checkVisibility(): boolean;
}

/** Where no browser is installed the page cannot be looked at. */
describe.skipIf(executablePath === undefined)("the page in a browser", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] });
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    const weekly = "  seenAWeek: { count: all, of: visits(see), per: week, every: week, better: higher }\n";
    const health = "value: { horizon: 8 weeks, utility: 0.8 }\n";
    const text = clinic()
      .replace("interventions:", `${weekly}forWhom: [class]\ninterventions:`)
      .replace("resources:", `${health}resources:`)
      .replace("see: { label", "see: { utility: 0.5, label");
    await page.setContent(reportPage(await findingsOf(text)));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
  });

  const fromAll = <T>(selector: string, read: (element: Seen) => T): Promise<T[]> =>
    page.$$eval(
      selector,
      (elements, source) => elements.map(new Function(`return ${source}`)()),
      String(read),
    ) as Promise<T[]>;

  /** Opens everything that is folded, so that it has a size. */
  async function unfold(): Promise<void> {
    await page.$$eval("details", (all) => {
      for (const one of all) one.setAttribute("open", "");
    });
  }

  test("has one first heading, and none that skips a level", async () => {
    const levels = await fromAll("h1,h2,h3,h4,h5,h6", (element) => Number(element.tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, i) => i > 0 && level > levels[i - 1] + 1)).toEqual([]);
    const texts = await fromAll("h1,h2,h3,h4,h5,h6", (element) => element.textContent ?? "");
    expect(texts.filter((text) => text.trim() === "")).toEqual([]);
  });

  test("tells every picture in words, or leaves it out beside the words that say the same", async () => {
    const pictures = await fromAll("svg,img", (element) => {
      const named = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id: string) => {
        return element.ownerDocument.getElementById(id)?.textContent ?? "";
      });
      const label = element.getAttribute("aria-label") ?? element.getAttribute("alt") ?? named.join(" ");
      return { hidden: element.getAttribute("aria-hidden") === "true", role: element.getAttribute("role"), label };
    });
    expect(pictures.length).toBeGreaterThan(20);
    for (const { hidden, role, label } of pictures) {
      if (!hidden) expect([role, label.trim() === ""]).toEqual(["img", false]);
    }
  });

  test("names every control, every region that takes the focus, and every table with its heads", async () => {
    const controls = await fromAll("input,select,textarea,button", (element) => {
      const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent;
      return label ?? element.textContent ?? "";
    });
    expect(controls.filter((name) => name.trim() === "")).toEqual([]);
    const links = await fromAll("a,summary", (element) => element.textContent ?? "");
    expect(links.filter((name) => name.trim() === "")).toEqual([]);
    const regions = await fromAll("[tabindex],[role=region],nav,aside", (element) =>
      element.getAttribute("aria-label"),
    );
    expect(regions.filter((name) => name === null || name === "")).toEqual([]);
    const tables = await fromAll("table", (element) => ({
      caption: element.querySelector("caption")?.textContent ?? "",
      heads: [...element.querySelectorAll("th")].every((head) => head.hasAttribute("scope")),
      empty: [...element.querySelectorAll("td,th")].filter((cell) => cell.textContent?.trim() === "").length,
    }));
    expect(tables.length).toBeGreaterThan(5);
    for (const { caption, heads, empty } of tables) {
      expect(caption).not.toBe("");
      expect([heads, empty]).toEqual([true, 0]);
    }
  });

  test("says in words and signs what it says in colour", async () => {
    const verdicts = await fromAll(".better,.worse,.neutral", (element) => element.textContent ?? "");
    expect(verdicts.length).toBeGreaterThan(0);
    for (const text of verdicts) expect(text).toMatch(/^[▲▼=?⚠◔] \S/);
    const lines = await fromAll(".line", (element) => {
      const { strokeDasharray } = element.ownerDocument.defaultView.getComputedStyle(element);
      return { order: /c\d/.exec(element.getAttribute("class") ?? "")?.[0], strokeDasharray };
    });
    const dashes = new Map(lines.map(({ order, strokeDasharray }) => [order, strokeDasharray]));
    expect(dashes.size).toBeGreaterThan(2);
    expect(new Set(dashes.values()).size).toBe(dashes.size);
  });

  test("counts what a week sees per week", async () => {
    const heads = await fromAll("#figure-changes svg text.strong", (element) => element.textContent);
    expect(heads).toContain("per week");
    expect(heads).not.toContain("number");
  });

  test("cuts no text of a picture off and needs no scrolling sideways, on a screen and on a telephone", async () => {
    await unfold();
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 720 });
      const cut = await fromAll("svg[role=img] text", (element) => {
        const frame = element.closest("svg")?.getBoundingClientRect();
        const { left, right, top, bottom } = element.getBoundingClientRect();
        if (frame === undefined || frame.width === 0 || right === left) return "";
        const inside =
          left > frame.left - 1 && right < frame.right + 1 && top > frame.top - 1 && bottom < frame.bottom + 1;
        return inside ? "" : (element.textContent ?? "");
      });
      expect(cut.filter((text) => text !== "")).toEqual([]);
      const [wide] = await fromAll("html", (element) => element.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
    }
  });

  test("prints the answer, the differences, the money and the checks, and leaves folded what is folded", async () => {
    await page.$$eval("details", (all) => {
      for (const one of all) one.removeAttribute("open");
    });
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.emulateMedia({ media: "print" });
    const shown = await fromAll("section", (element) => (element.getBoundingClientRect().height > 0 ? element.id : ""));
    for (const id of ["others", "changes", "money", "checks"]) expect(shown).toContain(id);
    for (const id of ["pathway", "week", "series", "time"]) expect(shown).not.toContain(id);
    const folded = await fromAll("#checks details .scroll", (element) => element.checkVisibility());
    expect(folded).toEqual(folded.map(() => false));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(12);
    await page.emulateMedia({ media: "screen" });
  });
});
