import { namesOf } from "./expression-names.ts";
import type { Node } from "./node.ts";
import { mistake, type Reader } from "./reading.ts";
import { asText, nameOf } from "./scalars.ts";
import type { Measure } from "./scenario.ts";

/** What a measure looks at, and where. */
export interface Records {
  readonly kind: Measure["records"];
  /** The stage of visits, the resource of stays and sessions. */
  readonly subject: string | undefined;
}

export const OF_PATIENTS: Records = { kind: "patients", subject: undefined };

const WRITTEN = /^(?:(patients|time)|(visits|stays|sessions)\s*\(\s*([^()\s]+)\s*\))$/;

/** What is measured, whether or not its stage or resource is known; patients where that is not said, or nonsense. */
export function kindIn(node: Node | undefined): Records["kind"] {
  const [, plain, kind] = (node?.kind === "scalar" && WRITTEN.exec(node.text.trim())) || [];
  return (plain ?? kind ?? "patients") as Records["kind"];
}

/** `patients`, `time`, `visits(stage)`, `stays(resource)` or `sessions(resource)`. */
export const recordsOf: Reader<Records> = {
  read: (node, reading) => {
    const scalar = asText(node, "what is measured", reading);
    if (scalar === undefined) return undefined;
    const found = WRITTEN.exec(scalar.text.trim());
    if (found === null) {
      const hint = "write patients, visits(stage), stays(resource), sessions(resource) or time";
      return reading.report(mistake("unknown-word", `"${scalar.text}" is not what is measured`, scalar.span, hint));
    }
    const [, plain, kind, name] = found;
    if (plain === "patients" || plain === "time") return { kind: plain, subject: undefined };
    const reader = kind === "visits" ? named("stage") : named("resource");
    const subject = reader.read({ ...scalar, text: name }, reading);
    return subject === undefined ? undefined : { kind: kind as Records["kind"], subject };
  },
  schema: () => ({ type: "string" }),
};

function named(kind: "stage" | "resource"): Reader<string> {
  return nameOf(`a ${kind}`, `unknown-${kind}`, (reading) => namesOf(reading, [kind]));
}
