// Metrics of everybody and of each class, exit, intervention and contact.
import { evaluate } from "./expressions.mjs";
import { BLOCKED, isWait, QUEUED, STATES, WAITING_FOR_STAFF } from "./history.mjs";
import { groupOf } from "./measures.mjs";
import { costsOf } from "./money.mjs";
import { length, listIn, share, spread, sum } from "./numbers.mjs";
import { DAY } from "./run-of.mjs";

/**
 * @typedef {import("./history.mjs").Life} Life
 * @typedef {import("./history.mjs").Doing} Doing
 * @typedef {import("./run-of.mjs").Run} Run
 * @typedef {(id: string, value: number) => void} Say
 */

/** @param {Run} run @param {Say} say */
export function patientMetrics(run, say) {
  const { classes } = run.model.names;
  groupMetrics(run, "overall", () => true, say);
  classes.forEach((/** @type {string} */ name, /** @type {number} */ c) => {
    groupMetrics(run, `class.${name}`, (cls) => cls === c, say);
  });
  figuresOfGroups(run, say);
  exitMetrics(run, say);
  adoptionMetrics(run, say);
  contactMetrics(run, say);
}

/** @param {Run} run @param {string} group @param {(cls: number) => boolean} isOf @param {Say} say */
function groupMetrics(run, group, isOf, say) {
  const { model, window, inWindow, counts, cut, isPresent } = run;
  const minutes = length(window);
  /** @type {Say} */
  const tell = (id, value) => say(`${group}.${id}`, value);
  const members = run.patients.filter(({ cls }) => isOf(cls));
  const left = members.filter((life) => inWindow(life.left));
  const counted = members.filter(({ came, left }) => counts(came, left));
  const known = counted.filter(({ came }) => came.at > -Infinity);

  const arrived = members.filter(({ came }) => inWindow(came));
  tell("arrivals.count", arrived.length);
  tell("missed.count", run.told("missed").filter((fact) => isOf(fact.class)).length);
  tell("exits.count", left.length);
  model.names.exits.forEach((/** @type {string} */ name, /** @type {number} */ exit) => {
    tell(`exitsTo.${name}.count`, left.filter((life) => life.left?.exit === exit).length);
  });
  tell("throughput.rate", (left.length / minutes) * DAY);
  tell("present.mean", sum(members.map((life) => cut({ from: life.came.at, to: life.left?.at ?? run.end }))) / minutes);
  tell("presentAtStart.count", members.filter((life) => isPresent(life, window.from)).length);
  tell("presentAtEnd.count", members.filter((life) => isPresent(life, window.to)).length);
  tell("followed.count", known.length);
  tell("stillInside.count", arrived.filter((life) => life.left === undefined).length);
  tell("arrivalUnknown.count", counted.length - known.length);
  spread((id, value) => tell(`lengthOfStay.${id}`, value), known.map(stay));

  const whole = counted.filter(isWhole);
  const waits = whole.map((life) => sum(doingsOf(run, life).filter(isWait).map(length)));
  spread((id, value) => tell(`wait.${id}`, value), waits);
  tell("wait.share", share(waits.map((wait) => wait > 0)));
  const ofLeavers = byColumn(whole.flatMap((life) => doingsOf(run, life)));
  const ofAll = byColumn(members.flatMap((life) => doingsOf(run, life)));
  for (const { name, subject, key } of columnsOf(model)) {
    tell(`${name}${subject}.mean`, sum((ofLeavers.get(key) ?? []).map(length)) / whole.length);
    tell(`${name}PerDay${subject}.rate`, (sum((ofAll.get(key) ?? []).map(cut)) / minutes) * DAY);
  }
}

/** Stay, wait and cost by what the file breaks figures down by. @param {Run} run @param {Say} say */
function figuresOfGroups(run, say) {
  const { model, patients, counts } = run;
  const counted = patients.filter(({ came, left }) => counts(came, left));
  for (const by of model.forWhom.groupings) {
    const groups = counted.map((life) => {
      const moment = { model, now: life.left?.at ?? NaN, upTo: life.left?.i ?? NaN, life };
      return groupOf(by, evaluate(by.of, { ...moment, system: undefined, session: undefined }));
    });
    by.names.forEach((/** @type {string} */ name, /** @type {number} */ group) => {
      /** @type {Say} */
      const tell = (id, value) => say(`group.${by.name}.${name}.${id}`, value);
      const members = counted.filter((_, i) => groups[i] === group);
      tell("patients.count", members.length);
      const stays = members.filter(({ came }) => came.at > -Infinity).map(stay);
      spread((id, value) => tell(`lengthOfStay.${id}`, value), stays);
      const waits = members.filter(isWhole).map((life) => sum(doingsOf(run, life).filter(isWait).map(length)));
      spread((id, value) => tell(`wait.${id}`, value), waits);
      tell("wait.share", share(waits.map((wait) => wait > 0)));
      const payers = members.filter(({ today }) => !today);
      const costs = payers.flatMap((life) => costsOf(model, life, Infinity)).map(({ amount }) => amount);
      tell("attributedCost.mean", sum(costs) / payers.length);
    });
  }
}

/** @param {Run} run @param {Life} life @returns {Doing[]} */
const doingsOf = (run, life) => run.doings.get(life) ?? [];

/** @param {Life} life */
const stay = ({ came, left }) => (left?.at ?? NaN) - came.at;

/** Whether all is known: of those of today, that they entered their stage on arriving and have done the same since. @param {Life} life */
function isWhole({ came, visits, doings, left, today }) {
  if (!today) return true;
  return came.at > -Infinity && visits[0].enter.at === came.at && (doings[0]?.from ?? left?.at) === came.at;
}

/** Where minutes go: to a state, and those of a wait to what is waited for. @param {import("./history.mjs").Model} model */
function columnsOf({ names }) {
  /** @param {string} name @param {string} way @param {readonly string[]} subjects */
  const of = (name, way, subjects) =>
    subjects.map((subject, i) => ({ name, subject: `.${subject}`, key: `${way} ${i}` }));
  return [
    ...STATES.map((name, state) => ({ name, subject: "", key: `${state}` })),
    ...of("queuedFor", `${QUEUED} for`, names.resources),
    ...of("blockedBy", `${BLOCKED} for`, names.resources),
    ...of("waitingForStaff", `${WAITING_FOR_STAFF} for`, names.resources),
    ...of("queueOf", "queue of", names.stages),
  ];
}

/** @param {readonly Doing[]} doings */
function byColumn(doings) {
  /** @type {Map<string, Doing[]>} */
  const columns = new Map();
  for (const doing of doings) {
    const { state, cause } = doing;
    listIn(columns, `${state}`).push(doing);
    if (isWait(doing)) listIn(columns, cause < 0 ? `queue of ${-1 - cause}` : `${state} for ${cause}`).push(doing);
  }
  return columns;
}

/** @param {Run} run @param {Say} say */
function exitMetrics({ model, patients, inWindow }, say) {
  const left = patients.filter((life) => inWindow(life.left));
  model.names.exits.forEach((/** @type {string} */ name, /** @type {number} */ exit) => {
    const by = left.map((life) => life.left?.exit === exit);
    say(`exit.${name}.exits.count`, by.filter(Boolean).length);
    say(`exit.${name}.exits.share`, share(by));
  });
}

/** @param {Run} run @param {Say} say */
function adoptionMetrics({ model, patients, counts }, say) {
  const counted = patients.filter(({ came, left }) => counts(came, left));
  model.names.interventions.forEach((/** @type {string} */ name, /** @type {number} */ intervention) => {
    const answers = counted.flatMap(({ facts }) => {
      return facts.filter((fact) => fact.verb === "asked" && fact.intervention === intervention);
    });
    const adopted = answers.map(({ adopts }) => adopts);
    say(`intervention.${name}.asked.count`, adopted.length);
    say(`intervention.${name}.adopted.count`, adopted.filter(Boolean).length);
    say(`intervention.${name}.adopted.share`, share(adopted));
  });
}

/** @param {Run} run @param {Say} say */
function contactMetrics({ model, told }, say) {
  model.names.contacts.forEach((/** @type {string} */ name, /** @type {number} */ contact) => {
    for (const verb of ["due", "skipped", "cancelled"]) {
      say(`contact.${name}.${verb}.count`, told(verb).filter((fact) => fact.contact === contact).length);
    }
  });
}
