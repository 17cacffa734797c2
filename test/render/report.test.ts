import { beforeAll, describe, expect, test } from "vitest";
import { reportPage } from "../../src/render/report.ts";
import { clinic, findingsOf, HOSTILE } from "./page-findings.ts";

/** The page without its style sheet and the scenario file that it carries: what is said of the findings. */
function told(page: string): string {
  return page.replace(/<style>[\s\S]*?<\/style>/, "").replace(/<pre><code>careway: 1[\s\S]*?<\/pre>/, "");
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

function textOf(page: string): string {
  return page.replace(/<[^>]*>/g, " ").replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity]);
}

function section(page: string, id: string): string {
  return new RegExp(`<section id="${id}"[^>]*>[\\s\\S]*?</section>`).exec(page)?.[0] ?? "";
}

describe("the page of a comparison that settles", () => {
  let page = "";
  let same = "";
  beforeAll(async () => {
    page = reportPage(await findingsOf(clinic()));
    same = reportPage(await findingsOf(clinic()));
  });

  test("has the same bytes for the same scenario and seed", () => {
    expect(same === page).toBe(true);
  });

  test("has no hole where a number should be, and no negative zero", () => {
    expect(told(page)).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(textOf(told(page))).not.toMatch(/null|(^|\s)[−-]0(?![.\d])/);
    expect(told(page)).not.toMatch(/<td[^>]*><\/td>/);
  });

  test("allows nothing to be run, fetched or sent", () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:`);
    expect(page).not.toMatch(/<script|<link|<iframe|<form|\son\w+=|url\((?!#)|https?:/);
  });

  test("names every measure, organisation, stage, resource and scenario", () => {
    const names = ["wait", "in room", "over an hour", "trust", "council", "see", "check", "room", "nurse"];
    for (const name of [...names, "before", "after", "again"]) expect(textOf(told(page))).toContain(`Clinic: ${name}`);
  });

  test("opens with the warnings and the question, and then answers", () => {
    const places = ["numbers are assumptions", "Clinic: question", 'class="headline"', "Does it work?", "Contents"];
    const found = places.map((text) => page.indexOf(text));
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });

  test("says how sure with chance, one run, inputs and evidence", () => {
    const box = /How sure are we\?[\s\S]*?<\/dl>/.exec(page)?.[0] ?? "";
    for (const row of ["chance", "one run", "inputs", "not tested yet", "evidence"]) expect(box).toContain(row);
  });

  test("calls a scenario that changes nothing identical, in no colour", () => {
    const other = /<article class="answer compact">[\s\S]*?<\/article>/.exec(page)?.[0] ?? "";
    expect(textOf(other)).toContain("no patient's path changed");
    expect(other).not.toMatch(/class="(better|worse|more-cost|less-cost)"/);
  });

  test("gives each difference with its range or the reason why it has none", () => {
    const ranges = [...section(page, "changes").matchAll(/<td class="range">([^<]*)/g)].map(([, text]) => text);
    expect(ranges).toHaveLength(6);
    for (const range of ranges) expect(range).toMatch(/ to |within|the same in every run/);
  });

  test("leads from its contents to sections that are there", () => {
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(8);
    for (const id of links) expect(page).toContain(`id="${id}"`);
  });

  test("uses each id once", () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test("gives every picture a title and a description, and takes patterns from itself", () => {
    for (const [svg] of page.matchAll(/<svg role="img"[\s\S]*?<\/svg>/g)) {
      expect(svg).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/);
      for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(svg).toContain(`<pattern id="${id}"`);
    }
  });

  test("states price year, seed, command and version", () => {
    expect(page).toContain("prices of 2024/25");
    for (const text of ["clinic", "careway compare clinic.yaml --replications 12 --seed clinic", "Careway 0."]) {
      expect(section(page, "method")).toContain(text);
    }
    expect(page).toContain("Not an NHS product");
  });
});

describe("the page of a scenario that does not settle", () => {
  test("says so and gives no average, difference, cost or picture of them", async () => {
    const page = reportPage(await findingsOf(clinic({ rooms: 1 })));
    expect(textOf(page)).toContain("This pathway cannot cope as described.");
    for (const id of ["changes", "week", "time", "money"]) expect(section(page, id)).toBe("");
    expect(page).not.toContain('class="boxes"');
    // What follows are the inputs, which may name a cost, and the definitions.
    const text = textOf(told(page.slice(0, page.indexOf('<section id="evidence">'))));
    expect(text).not.toMatch(/on average|95% range\)? *[\d.]|£\d|percentage point/);
    expect(textOf(section(page, "targets"))).toContain("not shown: unstable");
  });

  test("shows the arms that settle when the baseline is the one that does not, but no difference", async () => {
    const page = reportPage(await findingsOf(clinic({ rooms: 2 })));
    expect(textOf(page)).toContain("with Clinic: after it settles");
    expect(section(page, "changes")).toBe("");
    expect(section(page, "money")).toBe("");
    const times = textOf(section(page, "time"));
    expect(times).toContain("Clinic: after");
    expect(times).not.toContain("Clinic: before");
  });
});

describe("the page of fewer runs than a finding takes", () => {
  test("gives no verdict word and no colour", async () => {
    const page = told(reportPage(await findingsOf(clinic(), 4)));
    expect(page).toContain("not yet a finding");
    expect(page).not.toMatch(/class="(better|worse|more-cost|less-cost)"/);
    expect(textOf(page)).not.toContain("has to find more money");
  });

  test("shows no difference as a number without a range after one run", async () => {
    const page = reportPage(await findingsOf(clinic(), 1));
    const first = page.slice(page.indexOf("Does it work?"), page.indexOf("Contents"));
    expect(textOf(first)).not.toMatch(/£\d|\d (minutes|hours) (less|more)/);
    expect(page).toContain("no range yet");
  });
});

test("labels that look like markup are shown literally and do nothing", async () => {
  const page = reportPage(await findingsOf(clinic({ label: HOSTILE })));
  expect(page).not.toMatch(/<script|<img|<\/title><\/style>/);
  expect(page.match(/<\/style>/g)).toHaveLength(1);
  expect(page.match(/<\/title>/g)).toHaveLength((page.match(/<title[ >]/g) ?? []).length);
  const tags = [...page.matchAll(/<[a-z][^>]*>/g)].map(([tag]) => tag);
  for (const tag of tags) expect(tag.replace(/"[^"]*"/g, "")).not.toMatch(/onerror|['"&]/);
  expect(textOf(told(page))).toContain("<script>alert(1)</script>");
});

test("a chart with more scenarios than marks names those it leaves out, and counts them all", async () => {
  const five = ["a", "b", "c", "d", "e"].map((name) => `  ${name}: { interventions: [more], label: One ${name} }\n`);
  const text = clinic().replace(/ {2}after:[\s\S]*?(?=targets:)/, five.join(""));
  const page = reportPage(await findingsOf(text));
  for (const id of ["changes", "money"])
    expect(textOf(section(page, id))).toContain("Not drawn: One e. The tables have it.");
  for (const id of ["week", "binding"]) expect(textOf(section(page, id))).toContain("Not drawn: One e.");
  expect(textOf(section(page, "money"))).toContain("Everyone together: 5 of 5 scenarios cost more, 0 less");
  expect(reportPage(await findingsOf(clinic()))).not.toContain("Not drawn");
}, 60_000);
