import type { ResourceDraft, SessionsDraft } from "./draft.ts";
import { capacityAt, changesOf } from "./law-calendars.ts";

const DAY = 1440;

/** When the session in progress opened, before the run perhaps; undefined between sessions. */
export function openedAt({ opens, length }: SessionsDraft, at: number): number | undefined {
  return startsAbout(opens, at).find((start) => start <= at && at < start + length);
}

/** When the next session opens or one is over, whichever is first. */
export function nextBound({ opens, length }: SessionsDraft, at: number): number {
  return Math.min(
    ...startsAbout(opens, at)
      .flatMap((start) => [start, start + length])
      .filter((bound) => bound > at),
  );
}

/** A session has opened in the run, and not begun; one that was in progress at time 0 has. */
export function isLate({ sessions }: ResourceDraft, at: number): boolean {
  const start = sessions && openedAt(sessions, at);
  return sessions !== undefined && start !== undefined && start >= 0 && at < start + sessions.late;
}

/** Units that may begin work, were the list without an end. */
export function unlistedAt(resource: ResourceDraft, sessions: SessionsDraft, at: number): number {
  if (openedAt(sessions, at) === undefined || isLate(resource, at)) return 0;
  const falls = startsAbout(sessions.opens, at)
    .map((start) => start + sessions.length)
    .filter((end) => openedAt(sessions, end) === undefined);
  if (falls.some((fall) => fall > at && fall <= at + resource.lastStart)) return 0;
  return resource.windows[0].units;
}

/** When the session or shift in progress ends, of a resource whose days are all alike. */
export function closesAt(resource: ResourceDraft, at: number): number {
  const { sessions } = resource;
  if (sessions !== undefined) return openedAt(sessions, at) === undefined ? NaN : endsAt(sessions, at);
  if (capacityAt(resource, at) === 0) return NaN;
  const day = Math.floor(at / DAY) * DAY;
  const ends = changesOf(resource).map((change) => change + day);
  return Math.min(...ends.filter((end) => end > at && capacityAt(resource, end) === 0));
}

function endsAt({ opens, length }: SessionsDraft, at: number): number {
  const bounds = startsAbout(opens, at).flatMap((start) => [start, start + length]);
  return Math.min(...bounds.filter((bound) => bound > at));
}

function startsAbout(opens: readonly number[], at: number): number[] {
  const day = Math.floor(at / DAY) * DAY;
  return [-DAY, 0, DAY].flatMap((shift) => opens.map((open) => open + day + shift));
}
