import { constant } from "./formula.ts";
import type { Schema } from "./json-schema.ts";
import type { Node } from "./node.ts";
import { atPricesOfFile, type Price, price } from "./prices.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { asMap, entriesOf, mapOf, optional, record, withDefault } from "./records.ts";
import { nameOf, word } from "./scalars.ts";
import type { FreedRelease, FreedUse } from "./scenario.ts";
import { MONEY_PER_TIME, NUMBER } from "./units.ts";

const USES: readonly FreedUse[] = ["morePatients", "shorterWaits", "nothing"];

const fields = record("a release", {
  share: optional(
    constant({ what: "a share", unit: NUMBER, least: 0, most: 1 }),
    "share of what is freed that is released for another use; by the rule of `implementation` when left out",
    "60%",
  ),
  whole: withDefault(
    constant({ what: "a whole", unit: NUMBER, least: 0, above: true }),
    1,
    "units that can only be given up together: a bay, a ward, a post",
    20,
    "37.5 h / 1 week",
  ),
  value: optional(price(MONEY_PER_TIME), "what a unit that is released is worth", "£65 per day"),
  cash: optional(price(MONEY_PER_TIME), "what a unit saves that is given up", "£515 per day"),
  use: withDefault(word("a use of what is released", USES), "nothing", "what becomes of what is released"),
});

export interface WrittenRelease {
  readonly share: number | undefined;
  readonly whole: number;
  readonly value: Price | undefined;
  readonly cash: Price | undefined;
  readonly use: FreedUse;
}

/** What becomes of what an intervention frees, resource by resource. */
export function releases(
  resources: (reading: Reading) => readonly string[],
): Reader<ReadonlyMap<string, WrittenRelease>> {
  const name = nameOf("a resource", "unknown-resource", resources);
  const all = mapOf("releases", fields);
  return {
    read: (node, reading) => {
      const map = asMap(node, "releases", reading);
      if (map === undefined) return undefined;
      const known = entriesOf(map).map(({ key, keySpan }) => name.read(scalar(key, keySpan), reading) !== undefined);
      const read = all.read(node, reading);
      return known.includes(false) ? undefined : read;
    },
    schema: (definitions): Schema => all.schema(definitions),
  };
}

/** At the prices of the file's year. @param ruled the share by the rule of `implementation`; undefined where there is none */
export function withShares(
  written: ReadonlyMap<string, WrittenRelease> | undefined,
  ruled: number | undefined,
  reading: Reading,
): readonly FreedRelease[] {
  const amount = (stated: Price | undefined): number | undefined => stated && atPricesOfFile(stated, {}, reading);
  return [...(written ?? [])].flatMap(([resource, { share, whole, value, cash, use }]): FreedRelease[] => {
    const released = share ?? ruled;
    if (released !== undefined) {
      return [{ resource, share: released, whole, value: amount(value), cash: amount(cash), use }];
    }
    const message = `how much of what is freed of "${resource}" is released for other use is not stated`;
    reading.report(mistake("no-share", message, reading.at, "write share: 27%, or state implementation"));
    return [];
  });
}

function scalar(text: string, span: Node["span"]): Node {
  return { kind: "scalar", text, quoted: false, span };
}
