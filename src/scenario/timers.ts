import type { Node } from "./node.ts";
import { doubt, mistake, type Reader, type Reading } from "./reading.ts";
import { record, required } from "./records.ts";
import { nameOf, oneOrMore } from "./scalars.ts";
import type { Timer } from "./scenario.ts";
import { DURATION } from "./units.ts";
import { valueIn } from "./values.ts";

/** `{ after, while: waiting | here | { in: [stages] }, to }`, one or a list. */
export function timers(targets: () => readonly string[], stages: () => readonly string[]): Reader<readonly Timer[]> {
  const among = oneOrMore("stages", nameOf("a stage", "unknown-stage", stages));
  const scope: Reader<Timer["scope"]> = {
    read: (node, reading) => readScope(node, reading, among),
    schema: (definitions) => ({
      anyOf: [
        { enum: ["waiting", "here"] },
        {
          type: "object",
          properties: { in: among.schema(definitions) },
          required: ["in"],
          additionalProperties: false,
        },
      ],
    }),
  };
  const timer = record("a timer", {
    after: required(valueIn({ wanted: DURATION, notNegative: true }), "how long it runs", "2 h", {
      weibull: { shape: 2, scale: "3 days" },
    }),
    while: required(
      scope,
      "waiting: to the start of service; here: to its end; { in: [stages] }: as long as the patient is in them",
      "waiting",
    ),
    to: required(nameOf("a stage or an exit", "unknown-target", targets), "where those go whose time is over", "home"),
  });
  const one: Reader<Timer> = {
    read: (node, reading) => {
      const read = timer.read(node, reading);
      return read && { after: read.after, scope: read.while, to: read.to };
    },
    schema: (definitions) => timer.schema(definitions),
  };
  return oneOrMore("timers", one);
}

function readScope(node: Node, reading: Reading, among: Reader<readonly string[]>): Timer["scope"] | undefined {
  if (node.kind === "scalar" && (node.text === "waiting" || node.text === "here")) return node.text;
  const inside = node.kind === "map" && node.entries.size === 1 ? node.entries.get("in") : undefined;
  if (inside !== undefined) {
    const stages = among.read(inside.value, { ...reading, at: inside.keySpan });
    const { ownStage } = reading;
    if (stages !== undefined && ownStage !== undefined && !stages.includes(ownStage)) {
      const message = `the timer runs in stage "${ownStage}" too, for it begins there`;
      const hint = `name it: in: [${[ownStage, ...stages].join(", ")}]`;
      reading.report(doubt("scope-without-own-stage", message, inside.value.span, hint));
    }
    return stages;
  }
  return reading.report(
    mistake(
      "unknown-word",
      "a timer runs while waiting, here, or in some stages",
      node.span,
      "write waiting, here or { in: [stage] }",
    ),
  );
}
