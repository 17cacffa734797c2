import { describe, expect, test } from "vitest";
import { flowsOf, type Traffic, type Way } from "../../src/render/page/pathway-flows.ts";
import { hostsOf } from "../../src/render/page/pathway-hosts.ts";
import { reportPage } from "../../src/render/report.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { clinic, findingsOf } from "./page-findings.ts";

function way(from: string, to: string, kind: Way["kind"] = "next"): Way {
  return { from, to, kind, unused: false };
}

function traffic(counts: Record<string, number>, early: Record<string, number> = {}): Traffic {
  return {
    source: "counted",
    per: "a week",
    arrivals: (name) => counts[name],
    entries: (name) => counts[name],
    completed: (name) => counts[name] - (early[name] ?? 0),
    early: (name) => early[name] ?? 0,
    exits: (name) => counts[name],
  };
}

describe("patients on the ways of a pathway", () => {
  test("are what is left of those who come and go where one way is unknown", () => {
    const ways = [
      way("class all", "stage a"),
      way("stage a", "stage b"),
      way("stage a", "exit out"),
      way("stage b", "exit out"),
    ];
    expect(flowsOf(ways, traffic({ all: 10, a: 10, b: 4, out: 10 }))).toEqual([10, 4, 6, 4]);
  });

  test("stay unknown where two ways may share them in any way", () => {
    const pairs = ["a", "b"].flatMap((from) => ["c", "d"].map((to) => way(`stage ${from}`, `exit ${to}`)));
    expect(flowsOf(pairs, traffic({ a: 5, b: 5, c: 6, d: 4 }))).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("tell those who leave early from those who go on", () => {
    const ways = [way("class all", "stage a"), way("stage a", "exit home"), way("stage a", "exit home2", "early")];
    expect(flowsOf(ways, { ...traffic({ all: 10, a: 10 }, { a: 3 }), exits: () => undefined })).toEqual([10, 7, 3]);
    const both = [way("stage a", "exit home", "both")];
    expect(flowsOf(both, { ...traffic({ a: 10 }, { a: 3 }), exits: () => undefined })).toEqual([10]);
  });

  test("are none on a way that is no longer used, and never fewer than none", () => {
    const ways = [{ ...way("stage a", "stage b"), unused: true }, way("stage a", "stage c"), way("stage a", "exit x")];
    expect(flowsOf(ways, traffic({ a: 5, b: 0, c: 5.01, x: 0 }))[0]).toBe(0);
    expect(flowsOf(ways, { ...traffic({ a: 5, c: 5.01 }), exits: () => undefined })).toEqual([0, 5.01, 0]);
  });
});

/** A bed of the trust, then perhaps a package of the council's; only those who need it take it. */
function hosted(next: string): ReadonlyMap<string, string> {
  const read = readScenario({
    name: "hosts.yaml",
    text: `careway: 1
title: Hosts
clock: { start: 2026-04-06, warmUp: 0 days, run: 4 weeks }
organisations: { trust: Trust, council: Council }
resources:
  bed: { capacity: 10, organisation: trust }
  package: { capacity: 10, organisation: council }
patients:
  all: { arrive: { poisson: 1 per day }, attributes: { support: { chance: 50% } }, enter: ward }
stages:
  ward: { seize: bed, duration: 1 day, next: talk }
  talk: { duration: 1 h, next: [{ when: support, to: wait }, { to: leave }] }
  wait: { seize: package, duration: 1 h, next: leave }
  leave: { duration: 1 h, next: ${next} }
  care: { release: bed, duration: 9 days, next: check }
  check: { release: bed, duration: 1 h, next: home }
exits: { home: Home }
`,
  });
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join("\n"));
  return hostsOf(read.value.arms[0]);
}

describe("a stage that asks for nothing", () => {
  test("stands with the organisation whose place all who are there hold", () => {
    const hosts = hosted("[{ when: support, to: care }, { to: check }]");
    expect(hosts.get("talk")).toBe("trust");
    expect(hosts.get("leave")).toBe("trust");
    expect(hosts.get("care")).toBe("council");
  });

  test("stands alone when some who come there hold nothing, or what they hold is another's", () => {
    expect(hosted("[{ when: support, to: care }, { to: check }]").has("check")).toBe(false);
    expect(hosted("[{ chance: 50%, to: care }, { to: check }]").has("care")).toBe(false);
    expect(hosted("[{ when: support, to: check }, { to: home }]").get("check")).toBe("council");
  });
});

describe("the caption of a pathway", () => {
  test("says that the numbers are counted in the runs of an arm that settles", async () => {
    const page = reportPage(await findingsOf(clinic()));
    const captions = [...page.matchAll(/<figcaption>(Numbers are[^<]*)/g)].map(([, text]) => text);
    expect(captions).toHaveLength(3);
    for (const caption of captions) expect(caption).toContain("a week, counted in the runs");
  });

  test("says that they are the inputs' of one that does not", async () => {
    const page = reportPage(await findingsOf(clinic({ rooms: 2 })));
    const captions = [...page.matchAll(/<figcaption>(Numbers are[^<]*)/g)].map(([, text]) => text);
    expect(captions.map((text) => text.includes("expected from the inputs"))).toEqual([true, false, true]);
  });
});
