import { CANCELLED, DUE, SKIPPED } from "../kernel/recorder.ts";
import { AWAY, JOIN, NONE, PAUSING, WIDTH } from "../model/opcodes.ts";
import { CONTACT } from "./events.ts";
import { giveAll } from "./holding.ts";
import { type Contacts, type Joined, Patient } from "./patient.ts";
import { endTimersOfStages } from "./timers.ts";
import { draw } from "./values.ts";
import { keyBelow, type World } from "./world.ts";

/** Numbers that key the children of one visit stay below this, and those of the gaps between contacts. */
const BIRTHS = 1048576;
const GAPS = 16384;

/** Tasks are born, then each goes as far as it can; contacts are planned. Either may be NONE. */
export function startChildren(world: World, patient: Patient, tasks: number, contacts: number): void {
  if (tasks !== NONE) startTasks(world, patient, tasks);
  if (contacts !== NONE) {
    patient.contacts = world.model.contactLists[contacts].map((row) => startContacts(world, patient, row));
  }
}

function startTasks(world: World, patient: Patient, list: number): void {
  const { stages, words, join } = world.model.tasks[list];
  const order = stages.map((stage, i) => ({ stage, word: words[i] })).sort((a, b) => a.stage - b.stage);
  const born = order.map(({ stage, word }) =>
    bear(world, patient, stage, word, patient.visit() * BIRTHS, { kind: join, list }),
  );
  for (const child of born) if (world.patients.has(child)) world.steps.go(child, child.childStage);
}

function bear(world: World, patient: Patient, stage: number, word: number, number: number, joined: Joined): Patient {
  const key = keyBelow(patient.key, word, number);
  const child = new Patient(patient.cls, patient.number, patient.arrivedAt, key, patient.todayOrder, world.model.names);
  child.inherit(patient);
  child.joined = joined;
  child.childStage = stage;
  child.birth = patient.born++;
  child.fromInside = true;
  if (joined.kind !== "none") {
    child.parent = patient;
    patient.children.unshift(child);
  }
  world.patients.add(child);
  world.facts.view.add(child);
  world.facts.born(world.now, child, patient);
  return child;
}

/** A child's pathway is done. */
export function finishChild(world: World, child: Patient): void {
  const { joined, parent } = child;
  if (joined === undefined) throw new Error("a patient is done like a child");
  bury(world, child);
  if (parent === undefined) return;
  const { brings } = joined.kind === "contact" ? world.model.contacts[joined.list] : world.model.tasks[joined.list];
  for (const attribute of brings) parent.attributes[attribute] = child.attributes[attribute];
  if (joined.kind === "any") {
    for (const other of [...parent.children]) if (other.joined?.kind === "any") stopChild(world, other);
  }
  if (joined.kind === "contact") contactDone(world, joined.contacts);
  if (parent.joining && parent.children.length === 0) world.steps.endStage(parent);
}

/** It has given everything back, and is no more. */
function bury(world: World, child: Patient): void {
  const { parent } = child;
  giveAll(world, child);
  endTimersOfStages(world, child, NONE);
  world.patients.delete(child);
  if (parent !== undefined) parent.children = parent.children.filter((other) => other !== child);
  world.facts.finished(world.now, child, parent?.slot ?? NONE);
}

/** Requests are withdrawn, services broken off, and everything is given back. */
function stopChild(world: World, child: Patient): void {
  if (child.stage !== NONE) world.steps.breakOff(child);
  bury(world, child);
}

/** A timer takes the patient out: all that are joined stop. */
export function stopChildren(world: World, patient: Patient): void {
  endContacts(world, patient, true);
  for (const child of [...patient.children]) stopChild(world, child);
}

function startContacts(world: World, patient: Patient, row: number): Contacts {
  const { first, firstWord, count, countWord } = world.model.contacts[row];
  const most = count === NONE ? Infinity : draw(world, patient, count, countWord, "a number of contacts");
  if (!(most >= 0)) throw world.impossible(patient, `${most} contacts`);
  const contacts: Contacts = {
    row,
    patient,
    visit: patient.visit(),
    most,
    fallen: 0,
    births: 0,
    putOff: 0,
    child: undefined,
    event: undefined,
  };
  if (first === NONE || most < 1) planNext(world, contacts);
  else planIn(world, contacts, draw(world, patient, first, firstWord, "the time to a contact"));
  return contacts;
}

function planNext(world: World, contacts: Contacts): void {
  contacts.event = undefined;
  if (contacts.fallen + 1 > contacts.most) return;
  const { every, everyWord } = world.model.contacts[contacts.row];
  const visit = contacts.visit * GAPS + contacts.fallen;
  planIn(world, contacts, draw(world, contacts.patient, every, everyWord, "the time to a contact", visit));
}

function planIn(world: World, contacts: Contacts, minutes: number): void {
  if (!(minutes >= 0)) throw world.impossible(contacts.patient, `contacts ${minutes} min apart`);
  const { name } = world.model.contacts[contacts.row];
  const act = (): void => fallDue(world, contacts);
  const { patient } = contacts;
  contacts.event = world.plan({
    at: world.now + minutes,
    letter: "e",
    kind: CONTACT,
    whose: patient,
    order: name,
    act,
  });
}

function fallDue(world: World, contacts: Contacts): void {
  const { patient } = contacts;
  const { name, stage, late } = world.model.contacts[contacts.row];
  contacts.fallen++;
  patient.events[name].push(world.now);
  world.facts.contact(world.now, patient, name, DUE);
  planNext(world, contacts);
  if (stage === NONE) return;
  if (contacts.child === undefined) begin(world, contacts);
  else if (late === "queue") contacts.putOff++;
  else world.facts.contact(world.now, patient, name, SKIPPED);
}

function begin(world: World, contacts: Contacts): void {
  const { stage, word } = world.model.contacts[contacts.row];
  const number = contacts.visit * BIRTHS + ++contacts.births;
  const joined: Joined = { kind: "contact", list: contacts.row, contacts };
  contacts.child = bear(world, contacts.patient, stage, word, number, joined);
  world.steps.go(contacts.child, stage);
}

/** The next that was put off is made at once. */
function contactDone(world: World, contacts: Contacts): void {
  contacts.child = undefined;
  if (contacts.putOff === 0) return;
  contacts.putOff--;
  begin(world, contacts);
}

/** The duration is over: no contact falls due any more, those that have not begun are cancelled; or all stop. */
function endContacts(world: World, patient: Patient, all: boolean): void {
  for (const contacts of patient.contacts) {
    const { name } = world.model.contacts[contacts.row];
    const { child } = contacts;
    if (contacts.event !== undefined) contacts.event.void = true;
    if (child !== undefined && isWaitingToBegin(child)) {
      stopChild(world, child);
      world.facts.contact(world.now, patient, name, CANCELLED);
    } else if (child !== undefined && all) stopChild(world, child);
    for (; contacts.putOff > 0; contacts.putOff--) world.facts.contact(world.now, patient, name, CANCELLED);
  }
  patient.contacts = [];
}

/** In its first stage for the first time, and not yet met. */
function isWaitingToBegin({ asked, stage, childStage, visits }: Patient): boolean {
  return asked !== undefined && !asked.again && stage === childStage && visits[stage] === 1;
}

/** The duration of the patient is over. True when nobody is left to be waited for. */
export function joinsNow(world: World, patient: Patient): boolean {
  endContacts(world, patient, false);
  if (world.model.program[patient.at] !== JOIN) return true;
  patient.at += WIDTH;
  if (patient.children.length === 0) return true;
  patient.joining = true;
  const kept = patient.holdsPlace() || patient.holdsStaff();
  if (kept) world.suspicious = true;
  world.facts.doing(world.now, patient, kept ? PAUSING : AWAY, NONE);
  return false;
}
