import type { OptionTable, TodayTable } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE, WIDTH } from "../model/opcodes.ts";
import { settleAttributes } from "./admission.ts";
import { CAPACITY } from "./events.ts";
import { take } from "./holding.ts";
import { Patient } from "./patient.ts";
import { setAttribute, variantOf } from "./program.ts";
import { leftOf } from "./remaining.ts";
import { ask, lacking, priorityOf } from "./requests.ts";
import { nextOpening, planEnd, tellWork } from "./services.ts";
import { endShift } from "./shift-ends.ts";
import { startTimer } from "./timers.ts";
import { draw, streamAt } from "./values.ts";
import { tellWait } from "./waits.ts";
import type { World } from "./world.ts";

/** What has been asked has been asked before day 0 of whatever spreads. */
const JUST_BEFORE = -Number.MIN_VALUE;

/** Somebody who waits at time 0; `elapsed`: minutes since entering the stage, NaN where that is not known. */
interface Waiting {
  readonly patient: Patient;
  readonly row: TodayTable;
  readonly elapsed: number;
}

/** Those of today are put into their stages: first all that is held and served, then the waits, for what is short then. */
export function placeToday(world: World): void {
  const numbers = new Map<number, number>();
  const waiting: Waiting[] = [];
  let order = 0;
  for (const row of world.model.today) {
    for (let i = 0; i < row.count; i++) {
      const number = (numbers.get(row.cls) ?? 0) + 1;
      numbers.set(row.cls, number);
      const patient = admit(world, row, number, order++);
      const elapsed = enter(world, patient, row);
      if (row.served) serve(world, patient, row, elapsed);
      else waiting.push({ patient, row, elapsed });
    }
  }
  for (const one of waiting) wait(world, one);
  for (const one of waiting) tell(world, one);
  world.now = 0;
  for (const resource of world.model.today.length === 0 ? [] : world.resources) {
    const act = (): void => {
      if (resource.atWork() > resource.scheduled) endShift(world, resource);
    };
    world.plan({ at: 0, letter: "b", kind: CAPACITY, whose: resource.index, order: 0, act });
  }
}

function admit(world: World, row: TodayTable, number: number, order: number): Patient {
  world.now = JUST_BEFORE;
  const key = world.keyOf(row.word, number);
  const patient = new Patient(row.cls, -number, ago(row.arrived), key, order, world.model.names);
  patient.since = 0;
  world.facts.view.add(patient);
  world.patients.add(patient);
  world.population[row.cls]++;
  settleAttributes(world, patient, row.given);
  keepGiven(patient, row);
  world.facts.arrived(ago(row.arrived), patient);
  for (const [resource, units] of row.held) take(world, patient, world.resources[resource], units, true, -Infinity);
  return patient;
}

/** Into the stage. Returns how long ago that was: known where what the patient does is the first thing there that can take time. */
function enter(world: World, patient: Patient, row: TodayTable): number {
  const { stage } = row;
  patient.stage = stage;
  patient.visits[stage] = 1;
  world.stages[stage].inside++;
  patient.at = world.model.stages[stage].variants.at(-1)?.use ?? 0;
  const elapsed = isAtFirst(world, patient, row) ? row.since : Number.NaN;
  patient.enteredAt[stage] = known(ago(elapsed));
  world.facts.entered(ago(elapsed), patient, stage);
  patient.at = variantOf(world, patient, stage);
  return elapsed;
}

function isAtFirst(world: World, patient: Patient, row: TodayTable): boolean {
  for (let at = patient.at; ; at += WIDTH) {
    const code = world.model.program[at];
    if (code === op.WORK) return true;
    if (code === op.ASK || code === op.PAUSE) return stopsAt(world, patient, row, at);
  }
}

/** Whether who waits waits for this. */
function stopsAt(world: World, patient: Patient, row: TodayTable, at: number): boolean {
  const { program, requests, hours } = world.model;
  const [code, a, b] = program.subarray(at, at + WIDTH);
  if (row.served) return false;
  if (code === op.PAUSE) return nextOpening(hours[a], 0) > 0;
  return b !== op.SEIZE || requests[a].options.every((one) => lacking(world, patient, one, b).length > 0);
}

function known(time: number): number {
  return time === -Infinity ? Number.NaN : time;
}

/** What is stated counts over what is drawn and set. */
function keepGiven(patient: Patient, { given }: TodayTable): void {
  for (const [attribute, value] of given) patient.attributes[attribute] = value;
}

/** Over the instructions that are behind the patient, to the one that he is at. */
function walk(world: World, patient: Patient, row: TodayTable, elapsed: number): void {
  const { program, requests } = world.model;
  world.now = JUST_BEFORE;
  for (; ; patient.at += WIDTH) {
    const at = patient.at;
    const [code, a, b] = program.subarray(at, at + WIDTH);
    const stops = code === op.ASK || code === op.PAUSE ? stopsAt(world, patient, row, at) : code === op.WORK;
    if (stops) return;
    if (code === op.SET) setAll(world, patient, row, a);
    if (code === op.WATCH) startTimers(world, patient, row, a, elapsed);
    if (code === op.ASK) {
      metBefore(world, patient, row, requests[a].options[b === op.SEIZE ? row.seizeOption : row.needsOption], b, at);
    }
  }
}

function setAll(world: World, patient: Patient, row: TodayTable, list: number): void {
  if (list === NONE) return;
  for (const { attribute, value, word } of world.model.assignments[list]) {
    setAttribute(world, patient, attribute, value, word);
  }
  keepGiven(patient, row);
}

/** What is needed is taken; who serves, how fast, and what was set. */
function metBefore(
  world: World,
  patient: Patient,
  row: TodayTable,
  option: OptionTable,
  kind: number,
  at: number,
): void {
  for (const { resource, units } of kind === op.NEEDS ? lacking(world, patient, option, kind) : []) {
    take(world, patient, world.resources[resource], units, false, -Infinity);
  }
  patient.servedBy[row.stage] = option.server;
  const speed = option.speed === NONE ? 1 : draw(world, patient, option.speed, option.speedWord, "a speed");
  if (!(speed > 0 && speed < Infinity)) throw world.impossible(patient, `a speed of ${speed}`);
  if (kind === op.SEIZE) patient.speedOfSeize = speed;
  else patient.speedOfNeeds = speed;
  setAll(world, patient, row, option.set);
  patient.askAt = at;
}

function serve(world: World, patient: Patient, row: TodayTable, elapsed: number): void {
  walk(world, patient, row, elapsed);
  const { at } = patient;
  const began = ago(row.since);
  if (patient.askAt !== NONE) patient.priority = priorityOf(world, patient);
  patient.askedAt = began;
  const speed = patient.speedOfSeize * patient.speedOfNeeds;
  const { duration } = world.model.stages[row.stage];
  const left = leftOfValue(world, patient, duration, row.leftWord, row.since * speed, "a service");
  patient.workAt = at;
  patient.at = at + WIDTH;
  patient.startedAt[row.stage] = known(began);
  const passed = Number.isNaN(row.since) ? 0 : row.since;
  world.now = began;
  tellWork(world, patient);
  patient.work = { begun: began, left, speed, end: undefined, stoppedBy: [], timesBrokenOff: 0 };
  world.facts.started(began, patient, passed + left / speed);
  world.now = 0;
  patient.work.end = planEnd(world, patient, left / speed);
}

/** Timers go on with what is left of them, counted from entering the stage. */
function startTimers(world: World, patient: Patient, row: TodayTable, list: number, elapsed: number): void {
  for (const timer of world.model.timerLists[list]) {
    const { after, word, scope } = world.model.timers[timer];
    if (row.served && scope === "waiting") continue;
    const minutes = leftOfValue(world, patient, after, word, elapsed, "a timer");
    world.now = 0;
    startTimer(world, patient, timer, minutes);
    world.now = JUST_BEFORE;
  }
}

/** Waits for what the walk stopped at: since a known time, or as if asked at time 0 before all who come then. */
function wait(world: World, { patient, row, elapsed }: Waiting): void {
  walk(world, patient, row, elapsed);
  const [code, a, b, c] = world.model.program.subarray(patient.at, patient.at + WIDTH);
  if (code !== op.ASK) {
    world.now = 0;
    world.steps.goOn(patient);
    return;
  }
  const priority = priorityOf(world, patient);
  world.now = 0;
  patient.askAt = patient.at;
  patient.at += WIDTH;
  const at = Number.isNaN(row.since) ? 0 : -row.since;
  const asked = ask(world, patient, { row: a, kind: b, queue: c }, { at, priority });
  asked.again = false;
  asked.place = "inside";
}

/** When all ask: what the wait is for. One of unknown length counts from time 0 on. */
function tell(world: World, { patient, row }: Waiting): void {
  if (patient.asked === undefined) return;
  world.now = ago(row.since);
  tellWait(world, patient);
  world.now = 0;
  patient.since = patient.asked.at;
}

function leftOfValue(
  world: World,
  patient: Patient,
  value: number,
  word: number,
  elapsed: number,
  what: string,
): number {
  let minutes: number;
  try {
    minutes = leftOf(world.model.values[value], world, patient, streamAt(patient.key, word, 0), elapsed);
  } catch (error) {
    throw world.impossible(patient, `${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (minutes >= 0) return minutes;
  throw world.impossible(
    patient,
    Number.isNaN(elapsed)
      ? `${what} of which no one knows since when, and whose mean is not known either`
      : `${what} that has lasted ${elapsed} min, which is longer than it can`,
  );
}

/** The time of what was so many minutes ago; −Infinity when that is not known. */
function ago(minutes: number): number {
  return Number.isNaN(minutes) ? -Infinity : -minutes;
}
