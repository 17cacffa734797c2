import { constant } from "./formula.ts";
import { atPricesOfFile, price, priceFields } from "./prices.ts";
import { doubt, mistake, type Reader } from "./reading.ts";
import { optional, record } from "./records.ts";
import { mapped, nameOf, text } from "./scalars.ts";
import type { InterventionCost } from "./scenario.ts";
import { DURATION, MONEY, MONEY_PER_TIME } from "./units.ts";

type CostRead = Omit<InterventionCost, "name" | "label"> & { readonly label: string | undefined };

const BASES = ["once", "rate", "perPatient"] as const;
const FOR = constant({ what: "a time of paying", unit: DURATION, least: 0, above: true });

/** `costs.NAME` of an intervention. */
export function interventionCost(organisations: () => readonly string[]): Reader<CostRead> {
  const fields = record("a cost of an intervention", {
    label: optional(text("a label"), "what to call it in words"),
    once: optional(price(MONEY), "paid at day 0", "£12000"),
    rate: optional(price(MONEY_PER_TIME), "paid from day 0 on", "£500 per week"),
    for: optional(FOR, "how long a rate is paid, from day 0 on; for good when left out", "26 weeks"),
    perPatient: optional(price(MONEY), "paid for each patient who adopts", "£30"),
    organisation: optional(nameOf("an organisation", "unknown-organisation", organisations), "who pays"),
    ...priceFields,
  });
  return mapped(fields, (read, node, reading) => {
    const { label, organisation } = read;
    if (organisation === undefined && organisations().length > 0) {
      const message = "no organisation pays this cost: it stands in a row of its own";
      reading.report(
        doubt("nobody-pays", message, reading.at, `say who pays, such as organisation: ${organisations()[0]}`),
      );
    }
    const [basis, ...others] = BASES.filter((each) => read[each] !== undefined);
    if (basis === undefined || others.length > 0) {
      const message = "a cost is paid `once`, at a `rate` or `perPatient`, one of them";
      return reading.report(mistake("no-basis", message, node.span, "such as once: £12000"));
    }
    if (read.for !== undefined && basis !== "rate") {
      const message = `"for" says how long a rate is paid, and this cost is paid ${PAID[basis]}`;
      return reading.report(mistake("for-of-no-rate", message, node.span, 'write "rate", or leave "for" out'));
    }
    const cost = read[basis];
    const amount = cost && atPricesOfFile(cost, read, reading);
    if (cost === undefined || amount === undefined) return undefined;
    const { kind = read.kind } = cost;
    return { label, organisation, basis, amount, kind, lasts: read.for ?? Infinity };
  });
}

const PAID = { once: "once", perPatient: "for each patient" };

/** A cost without a label is called by its name. */
export function namedCosts(costs: ReadonlyMap<string, CostRead> | undefined): InterventionCost[] {
  return [...(costs ?? [])].map(([name, each]) => ({ ...each, name, label: each.label ?? name }));
}
