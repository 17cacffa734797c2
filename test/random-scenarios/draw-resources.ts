import type { ResourceDraft, SessionsDraft, WindowDraft } from "./draft.ts";
import type { Tape } from "./tape.ts";

/** Few units, of constant capacity, in sessions, or with shifts that begin and end on quarter hours; of the staff three in the first of them. */
export function drawResources(tape: Tape, staff: string): Record<string, ResourceDraft> {
  const names = [staff, "bed", "nurse", "chair"].slice(0, 2 + tape.below(3));
  const drawn = Object.fromEntries(names.map((name) => [name, drawResource(tape, name !== staff)]));
  const enough = drawn[staff].windows.map((window, i) => (i === 0 ? { ...window, units: 3 } : window));
  return { ...drawn, [staff]: { ...drawn[staff], windows: enough } };
}

/** The most that there ever is. */
export function mostOf({ windows, rota }: ResourceDraft): number {
  return Math.max(...[...windows, ...(rota ?? [])].map(({ units }) => units));
}

function drawResource(tape: Tape, mayHaveSessions: boolean): ResourceDraft {
  if (mayHaveSessions && tape.whether(40)) return drawInSessions(tape);
  const shifts = tape.whether(65);
  const plain = {
    windows: shifts ? drawWindows(tape) : [{ from: 0, to: 1440, units: 1 + tape.below(4) }],
    turnover: tape.whether(30) ? 15 * (1 + tape.below(2)) : 0,
    rota: undefined,
    closedOnTuesday: false,
    atShiftEnd: "finish",
    lastStart: 0,
    absence: false,
    sessions: undefined,
  } as const;
  if (!shifts) return plain;
  return {
    ...plain,
    rota: tape.whether(15) ? drawWindows(tape) : undefined,
    closedOnTuesday: tape.whether(15),
    atShiftEnd: tape.pick(["finish", "pause", "preempt", "pause", "preempt"]),
    lastStart: tape.whether(20) ? 15 * (1 + tape.below(2)) : 0,
    absence: tape.whether(15),
  };
}

function drawInSessions(tape: Tape): ResourceDraft {
  return {
    windows: [{ from: 0, to: 1440, units: 1 + tape.below(3) }],
    turnover: tape.whether(30) ? 15 * (1 + tape.below(2)) : 0,
    rota: undefined,
    closedOnTuesday: false,
    atShiftEnd: tape.pick(["finish", "pause", "preempt"]),
    lastStart: tape.whether(30) ? 15 * (1 + tape.below(2)) : 0,
    absence: false,
    sessions: drawSessions(tape),
  };
}

/** One to three of a day, some of which touch, at any time of the day or night. */
function drawSessions(tape: Tape): SessionsDraft {
  const length = 60 * (1 + tape.below(6));
  const first = 15 * tape.below(96);
  const opens = [first];
  for (let more = tape.below(3); more > 0; more--) {
    const next = opens[opens.length - 1] + length + (tape.whether(50) ? 0 : 15 * (1 + tape.below(20)));
    if (next + length <= first + 1440) opens.push(next);
  }
  const booked = tape.whether(60) ? 1 + tape.below(4) : undefined;
  return {
    opens: opens.map((at) => at % 1440).sort((a, b) => a - b),
    length,
    late: tape.whether(10) ? length + 15 : 15 * tape.below(3),
    booked,
    noShow: booked !== undefined && tape.whether(50) ? 50 : 0,
  };
}

/** Shifts of a day that do not overlap, now and then with a gap; some of them have nobody, but not the first. */
function drawWindows(tape: Tape): WindowDraft[] {
  const ends = Array.from({ length: 2 + tape.below(4) }, () => 15 * (1 + tape.below(95)));
  const cuts = [...new Set([0, ...ends, 1440])].sort((a, b) => a - b);
  return cuts.slice(1).flatMap((to, i) => {
    const units = i === 0 ? 1 + tape.below(3) : tape.below(4);
    return i > 0 && tape.whether(15) ? [] : [{ from: cuts[i], to, units }];
  });
}
