import { WEEK } from "../time/duration.ts";
import { constant } from "./formula.ts";
import type { Node } from "./node.ts";
import type { Reader, Reading } from "./reading.ts";
import { asMap, entriesOf, mapOf, optional, record, required, withDefault } from "./records.ts";
import { nameOf } from "./scalars.ts";
import type { Training } from "./scenario.ts";
import { DURATION, NUMBER } from "./units.ts";

/** The cap on what agencies may charge above the pay of those they stand in for. */
const AGENCY_PREMIUM = 0.55;
const MOST_WEEKS = 104;

const HOURS = constant({ what: "a time of training", unit: DURATION, least: 0, above: true });
const OVER = constant({ what: "a time of training", unit: DURATION, least: 0, above: true, most: MOST_WEEKS * WEEK });
const BACKFILL = constant({ what: "a backfilled share", unit: NUMBER, least: 0, most: 1 });
const PREMIUM = constant({ what: "a premium", unit: NUMBER, least: 0 });

function fields(organisations: () => readonly string[]) {
  return record("training", {
    hours: required(HOURS, "hours of all who are trained, together, out of the resource's own calendar", "90 h"),
    over: required(OVER, "the time from day 0 on over whose scheduled opening they are spread evenly", "4 weeks"),
    backfill: withDefault(BACKFILL, 0, "share of these hours in which others stand in", "50%"),
    premium: withDefault(PREMIUM, AGENCY_PREMIUM, "what those cost above the rostered price", "55%"),
    organisation: optional(
      nameOf("an organisation", "unknown-organisation", organisations),
      "who pays for those; who pays for the resource when it is left out",
    ),
  });
}

/** `training` of an intervention: by resource. Whether it can be had of the resource is seen with the arms. */
export function training(organisations: () => readonly string[]): Reader<readonly Training[]> {
  const one = fields(organisations);
  return {
    read: (node: Node, reading: Reading) => {
      const map = asMap(node, "training", reading);
      if (map === undefined) return undefined;
      const entries = entriesOf(map);
      const read = entries.flatMap(({ key, keySpan, value }): Training[] => {
        const found = one.read(value, { ...reading, at: keySpan });
        return found === undefined ? [] : [{ ...found, resource: key, span: keySpan }];
      });
      return read.length === entries.length ? read : undefined;
    },
    schema: (definitions) => mapOf("training by resource", one).schema(definitions),
  };
}
