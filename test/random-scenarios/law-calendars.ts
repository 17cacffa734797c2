import type { ResourceDraft } from "./draft.ts";
import type { Law, Ledger } from "./ledger.ts";

const DAY = 1440;

/** What is on duty, and open for new work, is what the windows of the day say at every moment; of calendars without sessions, dates, rotas and absence. */
export class Calendars implements Law {
  readonly seen = { closedEarly: 0 };

  over(now: number, until: number, ledger: Ledger): void {
    for (const [name, { scheduled, open }] of ledger.units) {
      const resource = ledger.draft.resources[name];
      if (
        resource.sessions !== undefined ||
        resource.rota !== undefined ||
        resource.closedOnTuesday ||
        resource.absence
      )
        continue;
      const [onDuty, mayBegin] = [capacityAt(resource, now), openAt(resource, now)];
      if (scheduled !== onDuty || open !== mayBegin) {
        throw new Error(`${scheduled} and ${open} ${name} from ${now} on, not ${onDuty} and ${mayBegin}`);
      }
      if (mayBegin < onDuty) this.seen.closedEarly++;
      const change = changesOf(resource).find((at) => at > now && at < until);
      if (change !== undefined) throw new Error(`${name} changes at ${change}, and time goes on to ${until}`);
    }
  }
}

export function capacityAt({ windows }: ResourceDraft, at: number): number {
  const minute = at % DAY;
  return windows.find(({ from, to }) => minute >= from && minute < to)?.units ?? 0;
}

/** No use begins so long before a fall of the capacity. */
function openAt(resource: ResourceDraft, at: number): number {
  const soon = [...Array(3).keys()].flatMap((day) => bounds(resource).map((bound) => bound + day * DAY));
  const near = soon.filter((bound) => bound > at && bound <= at + resource.lastStart);
  return Math.min(capacityAt(resource, at), ...near.map((bound) => capacityAt(resource, bound)));
}

function bounds({ windows }: ResourceDraft): number[] {
  return windows.flatMap(({ from, to }) => [from, to]);
}

/** Times at which the number on duty is another than just before; of two days. */
export function changesOf(resource: ResourceDraft): number[] {
  const times = [0, DAY, 2 * DAY].flatMap((day) => bounds(resource).map((bound) => bound + day));
  return times.filter((at) => at > 0 && capacityAt(resource, at) !== capacityAt(resource, at - 1));
}
