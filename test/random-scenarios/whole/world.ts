import type { Tape } from "../tape.ts";

/** What there is to speak of in the scenario that is being drawn, and how its times fall. */
export interface World {
  readonly tape: Tape;
  /** Of a hundred times so many are off the grid of quarter hours: on it ties abound. */
  readonly offGrid: number;
  readonly run: number;
  /** From the beginning to the last minute of all. */
  readonly whole: number;
  readonly warmUp: number;
  /** Stages of patients, in the order in which they mostly go; those of tasks and contacts. */
  readonly stages: readonly string[];
  readonly children: readonly string[];
  /** Stages that are no plain ones: patients meet there, or have tasks, contacts or both. */
  readonly kinds: Readonly<Record<string, StageKind>>;
  /** What expressions may count. */
  readonly contacts: readonly string[];
  readonly resources: readonly string[];
  readonly classes: readonly string[];
  readonly interventions: readonly string[];
}

export type StageKind = "meeting" | "tasks" | "contacts" | "both";

export const EXITS = ["home", "away"];
export const SITES = ["north", "south", "east"];
/** What some bundles call themselves. */
export const SERVERS = ["deputy", "senior"];
export const ORGANISATIONS = ["trust", "council"];
/** The run begins on a Monday at 00:00. */
export const DATES = ["2026-04-06", "2026-04-07", "2026-04-08"];

export function drawWorld(tape: Tape): World {
  const run = 600 + 240 * tape.below(5);
  const warmUp = 120 * tape.below(3);
  const stages = ["s1", "s2", "s3", "s4", "s5"].slice(0, 1 + tape.below(5));
  const kinds = drawKinds(tape, stages);
  const contacts = Object.values(kinds).some((kind) => kind === "contacts" || kind === "both");
  return {
    tape,
    offGrid: tape.pick([0, 0, 30, 100]),
    run,
    warmUp,
    whole: warmUp + run,
    stages,
    children: ["c1", "c2"],
    kinds,
    contacts: contacts ? ["call", "event"].slice(0, 1 + tape.below(2)) : [],
    resources: ["doctor", "nurse", "bed", "chair"].slice(0, 2 + tape.below(3)),
    classes: ["a", "b", "c"].slice(0, 1 + tape.below(3)),
    interventions: ["plan", "trial", "redesign"].slice(0, tape.below(4)),
  };
}

function drawKinds(tape: Tape, stages: readonly string[]): Record<string, StageKind> {
  const families = tape.whether(45);
  const kinds = stages.flatMap((name, i): [string, StageKind][] => {
    if (tape.whether(12)) return [[name, "meeting"]];
    const has = families && (i === 0 || tape.whether(30));
    return has ? [[name, tape.pick(["tasks", "contacts", "both"] as const)]] : [];
  });
  return Object.fromEntries(kinds);
}

/** From `least` to `most` quarters of an hour, in minutes. */
export function minutes({ tape, offGrid }: World, least: number, most: number): number {
  const quarters = 15 * (least + tape.below(most - least + 1));
  return tape.whether(offGrid) ? quarters + tape.below(150) / 10 : quarters;
}

export function time(world: World, least: number, most: number): string {
  return `${minutes(world, least, most)} min`;
}

/** `08:15`, of the day. */
export function clock(minute: number): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
