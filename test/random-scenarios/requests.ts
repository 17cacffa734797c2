import { DOUBLES, PRIORITY } from "../../src/kernel/patient-row.ts";
import { isWait } from "../../src/model/opcodes.ts";
import { type OptionDraft, PRIORITIES } from "./draft.ts";
import type { Ledger } from "./ledger.ts";
import { adopts, arrivedBefore, type Row } from "./rows.ts";
import { closesAt } from "./session-hours.ts";

/** What somebody asks for, as the rules of grants see it. */
export interface Asked {
  readonly row: Row;
  readonly priority: number;
  readonly at: number;
  /** In order of preference, those that are offered by now; the first of all is offered at once. */
  readonly bundles: readonly ReadonlyMap<string, number>[];
  readonly preferred: ReadonlyMap<string, number>;
  /** A further choice is still to come. */
  readonly more: boolean;
  readonly strict: boolean;
  /** Resources that any of the choices name, held or not yet offered. */
  readonly named: ReadonlySet<string>;
  readonly preempts: boolean;
  readonly place: boolean;
  /** The last request of the stage. */
  readonly last: boolean;
}

/** The request that the row makes; undefined when the scenario knows of none. */
export function askedBy(ledger: Ledger, row: Row): Asked | undefined {
  const { visit } = row;
  if (visit === undefined || visit.left) return undefined;
  const { seize, needs, strict, preempts } = adopts(ledger, row, visit.stage);
  const place = !visit.seizeMet;
  if (!place && (needs.length === 0 || visit.needsMet)) return undefined;
  const all = place ? visit.lacks : needs.map(({ bundle }) => new Map(Object.entries(bundle)));
  const options = place ? seize : needs;
  const at = visit.asked ?? ledger.now;
  const latest = latestOffer(ledger, row, options);
  const offered = all.filter((_, i) => ledger.now >= at + options[i].after && options[i].after <= latest);
  const preempting = preempts && !place;
  return {
    row,
    priority: priorityOf(ledger, row),
    at,
    bundles: offered,
    preferred: offered[0],
    more: offered.length < all.length,
    strict,
    named: new Set(options.flatMap(({ bundle }) => Object.keys(bundle))),
    preempts: preempting,
    place,
    last: !place || needs.length === 0,
  };
}

/** Whether `startIf` of the stage holds, when this is the request with which it is asked; of who was broken off it has held. */
export function isStarted(ledger: Ledger, { row, last }: Asked): boolean {
  const { startIf } = ledger.draft.stages[ledger.visit(row).stage];
  if (startIf === undefined || !last || ledger.visit(row).brokenOff > 0) return true;
  const { holds } = startIf;
  if (typeof holds !== "string") {
    return closesAt(ledger.draft.resources[holds.closes], ledger.now) - ledger.now >= 30;
  }
  switch (holds) {
    case "urgency < 2":
      return ledger.attribute(row, "urgency") < 2;
    case "not frail":
      return ledger.attribute(row, "frail") === 0;
    case "time - arrived < 2 h":
      return ledger.now - row.arrivedAt < 120;
  }
}

/** Who has been broken off in this instant is offered in (b) what he has waited for long enough, when these grants are done. */
function latestOffer({ now, state }: Ledger, { slot, visit }: Row, options: readonly OptionDraft[]): number {
  if (visit?.stoppedAt !== now) return Infinity;
  const levels = [...new Set([0, ...options.map(({ after }) => after)])].sort((a, b) => a - b);
  return levels[state.offered[slot] - 1];
}

/** Read when the request is made; one that grows is the kernel's, which `freshPriority` looks at. */
export function priorityOf(ledger: Ledger, row: Row): number {
  const visit = ledger.visit(row);
  const { priority } = adopts(ledger, row, visit.stage);
  if (PRIORITIES[priority] === "grows") return ledger.state.claimDoubles[(row.slot << DOUBLES) | PRIORITY];
  visit.priority ??= freshPriority(ledger, row);
  return visit.priority;
}

export function freshPriority(ledger: Ledger, row: Row): number {
  const { priority } = adopts(ledger, row, ledger.visit(row).stage);
  const urgency = ledger.attribute(row, "urgency");
  switch (priority) {
    case "0":
      return 0;
    case "1":
      return 1;
    case "urgency":
      return urgency;
    case "if(frail, 0, 1)":
      return ledger.attribute(row, "frail") > 0 ? 0 : 1;
    case "if(class == 'a', 1, 0)":
      return row.cls === "a" ? 1 : 0;
    case "2 - waited / 1 h": {
      const { state } = ledger;
      const waiting = isWait(state.doing(row.slot)) ? ledger.now - state.since(row.slot) : 0;
      return 2 - (state.waited(row.slot) + waiting) / 60;
    }
    case "urgency - (time - arrived) / 2 h":
      return urgency - (ledger.now - row.arrivedAt) / 120;
  }
}

/** Order of grants: priority, the time asked, the patient. */
export function standsBefore(a: Asked, b: Asked): boolean {
  if (a.priority !== b.priority) return a.priority < b.priority;
  if (a.at !== b.at) return a.at < b.at;
  return arrivedBefore(a.row, b.row);
}

/** Order of those who are stopped: the worst priority, the latest start, the last patient. */
export function stopsBefore(ledger: Ledger, a: Row, b: Row): boolean {
  const [priority, other] = [servicePriority(ledger, a), servicePriority(ledger, b)];
  if (priority !== other) return priority > other;
  const [begun, otherBegun] = [ledger.visit(a).begun, ledger.visit(b).begun];
  return begun === otherBegun ? arrivedBefore(b, a) : begun > otherBegun;
}

/** Of the request that a service was granted by. */
export function servicePriority(ledger: Ledger, row: Row): number {
  return ledger.visit(row).lost?.priority ?? ledger.state.claimDoubles[(row.slot << DOUBLES) | PRIORITY];
}

/** The fewest to stop: in their order until it is enough, then whoever need not stop after all is spared, the best first. */
export function fewest(
  ordered: readonly Row[],
  enough: (stopped: readonly Row[]) => boolean,
): readonly Row[] | undefined {
  let count = 0;
  while (count < ordered.length && !enough(ordered.slice(0, count))) count++;
  const stopped = ordered.slice(0, count);
  if (!enough(stopped)) return undefined;
  for (let i = stopped.length - 1; i >= 0; i--) {
    const without = stopped.filter((_, k) => k !== i);
    if (enough(without)) stopped.splice(i, 1);
  }
  return stopped;
}
