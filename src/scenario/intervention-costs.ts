import { doubt, mistake, type Reader } from "./reading.ts";
import { optional, record } from "./records.ts";
import { amount } from "./resources.ts";
import { mapped, nameOf, text } from "./scalars.ts";
import type { InterventionCost } from "./scenario.ts";
import { MONEY, MONEY_PER_TIME } from "./units.ts";

type CostRead = Omit<InterventionCost, "name" | "label"> & { readonly label: string | undefined };

/** `costs.NAME` of an intervention. */
export function interventionCost(organisations: () => readonly string[]): Reader<CostRead> {
  const fields = record("a cost of an intervention", {
    label: optional(text("a label"), "what to call it in words"),
    once: optional(amount(MONEY), "paid at day 0", "£12000"),
    rate: optional(amount(MONEY_PER_TIME), "paid from day 0 on", "£500 per week"),
    organisation: optional(nameOf("an organisation", "unknown-organisation", organisations), "who pays"),
  });
  return mapped(fields, ({ label, once, rate, organisation }, node, reading) => {
    if (organisation === undefined && organisations().length > 0) {
      const message = "no organisation pays this cost: it counts in the total alone";
      reading.report(
        doubt("nobody-pays", message, reading.at, `say who pays, such as organisation: ${organisations()[0]}`),
      );
    }
    if (once !== undefined && rate === undefined) return { label, organisation, basis: "once", amount: once };
    if (rate !== undefined && once === undefined) return { label, organisation, basis: "rate", amount: rate };
    return reading.report(
      mistake("no-basis", "a cost is paid `once` or at a `rate`, one of them", node.span, "such as once: £12000"),
    );
  });
}

/** A cost without a label is called by its name. */
export function namedCosts(costs: ReadonlyMap<string, CostRead> | undefined): InterventionCost[] {
  return [...(costs ?? [])].map(([name, each]) => ({ ...each, name, label: each.label ?? name }));
}
