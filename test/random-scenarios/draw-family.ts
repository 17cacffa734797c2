import type { ContactDraft, StageDraft, Tree } from "./draft.ts";
import { drawStage, type Place } from "./draw-stage.ts";
import type { Tape } from "./tape.ts";

/** Stages of tasks and contacts: the first goes on to the second, the second to the end. */
export function drawChildStages(tape: Tape, resources: Place["resources"]): Record<string, StageDraft> {
  const names = ["c1", "c2"];
  return Object.fromEntries(
    names.map((name, i) => {
      const onward = names.slice(i + 1);
      return [name, drawStage(tape, { resources, onward, back: [name], out: ["done"] })];
    }),
  );
}

/** Gives the stage tasks, contacts or both. What has them cannot be broken off. */
export function withChildren(tape: Tape, stage: StageDraft): StageDraft {
  const what = tape.pick(["tasks", "contacts", "both"]);
  return {
    ...stage,
    whenPreempted: "never",
    tasks:
      what === "contacts"
        ? undefined
        : {
            start: tape.pick([["c1"], ["c2"], ["c1", "c2"]]),
            join: tape.pick(["all", "any", "none"] as const),
            brings: tape.whether(40) ? ["tests"] : [],
          },
    contacts: what === "tasks" ? {} : drawContacts(tape),
    set: tape.whether(20) && what !== "tasks" ? { tests: "count(call)" } : stage.set,
  };
}

function drawContacts(tape: Tape): Record<string, ContactDraft> {
  const call = drawContact(tape);
  return tape.whether(40) ? { call, event: { ...drawContact(tape), start: undefined, brings: [] } } : { call };
}

function drawContact(tape: Tape): ContactDraft {
  return {
    every: tape.pick<Tree>(["15 min", "30 min", { exponential: { mean: "20 min" } }]),
    first: tape.whether(30) ? `${15 * tape.below(3)} min` : undefined,
    count: tape.whether(30) ? 1 + tape.below(3) : undefined,
    start: tape.pick(["c1", "c2", undefined]),
    late: tape.pick(["skip", "queue"] as const),
    brings: [],
  };
}
