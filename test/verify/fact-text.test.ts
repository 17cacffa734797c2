import { expect, test } from "vitest";
import type { Fact } from "../../src/collect/event-log.ts";
import type { ModelNames } from "../../src/model/model.ts";
import { NONE, QUEUED } from "../../src/model/opcodes.ts";
import { factText } from "../../src/verify/fact-text.ts";

const NAMES: ModelNames = {
  classes: ["elective", "emergency"],
  attributes: ["age", "risk"],
  stages: ["triage", "ward"],
  exits: ["home"],
  resources: ["bed", "nurse"],
  interventions: ["d2a", "virtualWard"],
  organisations: [],
  measures: [],
  servers: ["bed", "locum"],
  attributeValues: [[], ["low", "high"]],
  contacts: ["call"],
};
const WHO = { class: 1, number: 7 };

const FACTS: readonly (readonly [Fact, string])[] = [
  [{ at: 5, ...WHO, verb: "is", attribute: 0, value: 64.5 }, "5 is emergency number 7 age 64.5"],
  [{ at: 5, ...WHO, verb: "is", attribute: 1, value: 1 }, "5 is emergency number 7 risk high"],
  [
    { at: -Infinity, ...WHO, verb: "asked", intervention: 1, adopts: true },
    "before time 0 asked emergency number 7 virtualWard adopts true",
  ],
  [{ at: 0.1, ...WHO, verb: "servedBy", stage: 1, server: 1 }, "0.1 servedBy emergency number 7 ward by locum"],
  [{ at: 0.1, ...WHO, verb: "servedBy", stage: 1, server: NONE }, "0.1 servedBy emergency number 7 ward by nobody"],
  [
    { at: 1, ...WHO, child: [0, 2], verb: "doing", state: QUEUED, cause: 0, asks: true },
    "1 doing emergency number 7 child triage.2 queued for bed asks true",
  ],
  [{ at: 1, verb: "ready", resource: 1, units: 2 }, "1 ready nurse units 2"],
];

test.each(FACTS)("%j is said with the names of the file", (fact, text) => {
  expect(factText(fact, NAMES)).toBe(text);
});
