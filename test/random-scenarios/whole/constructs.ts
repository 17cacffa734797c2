import { STATE_NAMES } from "../../../src/model/state-names.ts";
import { distributions } from "../../../src/random/distributions.ts";
import { namedFunctions, nullaryWords, sessionWords, valueFunctions } from "../../../src/scenario/expression-words.ts";
import { scenarioSchema } from "../../../src/scenario/schema.ts";

/**
 * All that must come to bear in some of the scenarios drawn. What the language lists is read from it, so that a new key, word or
 * distribution has to be drawn; the rest is written out.
 */
export function constructs(): readonly string[] {
  const keys = (section: string): readonly string[] =>
    keysOf(section)
      .filter((key) => !NOT_DRAWN.has(`${section}.${key}`) && !NAMING.has(key))
      .map((key) => `${section}.${key}`);
  const calls = [...namedFunctions.keys(), ...valueFunctions.keys(), "if", "count", "mean"];
  const all = [
    ...["resources", "stages", "patients", "measures"].flatMap(keys),
    ...calls.map((name) => `${name}()`),
    ...nullaryWords.keys(),
    ...[...sessionWords.keys()].map((name) => `${name} of a session`),
    ...[...distributions.values()].flatMap(({ name, forms }) =>
      name === "categorical" ? [name] : forms.map(({ parameters }) => `${name}(${stated(name, parameters)})`),
    ),
    ...STATE_NAMES,
    ...WRITTEN.flatMap((group) => group.trim().split(/\s*\n\s*/)),
  ];
  return [...new Set(all)];
}

/** What something is called, and where a number comes from. */
const NAMING = new Set(["label", "evidence", "note", "headline"]);
/** Another spelling of `costs`. */
const NOT_DRAWN = new Set(["resources.cost"]);

function keysOf(section: string): readonly string[] {
  const { $defs } = scenarioSchema() as {
    readonly $defs: Record<string, { patternProperties: Record<string, unknown> }>;
  };
  const [one] = Object.values($defs[section].patternProperties) as { readonly properties: Record<string, unknown> }[];
  return Object.keys(one.properties);
}

/** Parameters that may be left out are those drawn somewhere. */
function stated(name: string, parameters: readonly { readonly name: string; readonly default?: number }[]): string {
  const kept = parameters.filter((one) => one.default === undefined || ALSO[name]?.includes(one.name) === true);
  return kept.map((one) => one.name).join(", ");
}

const ALSO: Readonly<Record<string, readonly string[]>> = {
  pert: ["lambda"],
  normal: ["min", "max"],
  lognormal: ["unit"],
  beta: ["min", "max"],
};

const WRITTEN: readonly string[] = [
  `resources.capacity = unlimited
   resources.capacity = units
   resources.capacity.daily
   resources.capacity.days
   resources.capacity.cycle
   resources.capacity.from
   resources.dates.date
   resources.dates.date to date
   resources.dates.date onwards
   resources.dates.date onwards.daily
   resources.atShiftEnd = pause
   resources.atShiftEnd = preempt
   resources.turnover: cases
   resources.turnover: drawn
   resources.turnover: expression
   resources.sessions.opens
   resources.sessions.length
   resources.sessions.late
   resources.sessions.late: cases
   resources.sessions.late: drawn
   resources.sessions.late: expression
   resources.sessions.booked
   resources.sessions.noShow
   resources.costs.held
   resources.costs.rostered
   resources.costs.overtime
   resources.costs.use
   resources.costs.fixed
   resources.costs.stepped`,
  `patients.arrive.poisson
   patients.arrive.poisson: expression
   patients.arrive.profile.hours
   patients.arrive.profile.days
   patients.arrive.every
   patients.arrive.every: cases
   patients.arrive.every: drawn
   patients.arrive.every: expression
   patients.arrive.first
   patients.arrive.first: drawn
   patients.arrive.batch
   patients.arrive.batch: drawn
   patients.arrive.booked.days.patients
   patients.arrive.booked.days.every
   patients.arrive.noShow
   patients.arrive.noShow: expression
   patients.arrive.late
   patients.arrive.late: drawn
   patients.arrive.times
   patients.arrive.times.at
   patients.arrive.times.set
   patients.arrive.population
   patients.attributes.*: cases
   patients.attributes.*: chance
   patients.attributes.*: drawn
   patients.attributes.*: expression
   patients.attributes.*: text
   patients.enter.chance
   patients.enter.when
   patients.enter.shortest`,
  `stages.setOnEntry.*: cases
   stages.setOnEntry.*: drawn
   stages.set.*: cases
   stages.set.*: chance
   stages.set.*: drawn
   stages.set.*: expression
   stages.set.*: text
   stages.balk.when
   stages.balk.chance
   stages.leave.after: cases
   stages.leave.after: drawn
   stages.leave.after: expression
   stages.leave.while = waiting
   stages.leave.while = here
   stages.leave.while.in
   stages.queue.limit
   stages.queue.whenFull
   stages.priority: cases
   stages.priority: drawn
   stages.priority: expression
   stages.whenPreempted = resume
   stages.whenPreempted = restart
   stages.whenPreempted = redraw
   stages.seize.after
   stages.seize.as
   stages.seize.speed
   stages.seize.set
   stages.seize: several
   stages.needs.after
   stages.needs.as
   stages.needs.speed
   stages.needs.speed: cases
   stages.needs.speed: drawn
   stages.needs.speed: expression
   stages.needs.set
   stages.needs: several
   stages.release.*
   stages.until: several
   stages.meet.count
   stages.meet.after
   stages.tasks.start: several
   stages.tasks.join = all
   stages.tasks.join = any
   stages.tasks.join = none
   stages.tasks.brings
   stages.contacts.*.every: cases
   stages.contacts.*.every: drawn
   stages.contacts.*.every: expression
   stages.contacts.*.first
   stages.contacts.*.count
   stages.contacts.*.count: drawn
   stages.contacts.*.late = queue
   stages.contacts.*.late = skip
   stages.contacts.*.start
   stages.contacts.*.brings
   stages.duration: cases
   stages.duration: drawn
   stages.duration: expression
   stages.next.when
   stages.next.chance
   stages.next.chance: expression
   stages.next.shortest`,
  `interventions.like
   interventions.costs
   interventions.training
   interventions.add.stages
   interventions.add.stages.*.luck
   interventions.add.resources
   interventions.add.patients
   interventions.add.exits
   interventions.add.measures
   interventions.adoption.from
   interventions.adoption.share
   interventions.adoption.curve.share
   interventions.adoption.curve.linear
   interventions.adoption.curve.logistic
   interventions.adoption.curve.bass
   interventions.adoption.curve.points
   interventions.adoption.decay
   interventions.adoption.eligible
   interventions.adoption.by
   interventions.adoption.luck
   interventions.fidelity
   interventions.lag
   interventions.implementation
   interventions.implementation.otherProgrammes
   interventions.implementation.rule
   interventions.change.parameters
   interventions.change.resources.capacity.plus
   interventions.change.resources.capacity.times
   interventions.change.resources.turnover
   interventions.change.resources.lastStart
   interventions.change.resources.atShiftEnd
   interventions.change.resources.dates
   interventions.change.patients.arrive
   interventions.change.patients.arrive.poisson.times
   interventions.change.patients.attributes.*
   interventions.change.patients.attributes.*.plus
   interventions.change.patients.attributes.*.times
   interventions.change.stages.duration
   interventions.change.stages.duration.times
   interventions.change.stages.duration.plus
   interventions.change.stages.priority
   interventions.change.stages.priority.plus
   interventions.change.stages.balk
   interventions.change.stages.queue
   interventions.change.stages.leave
   interventions.change.stages.seize
   interventions.change.stages.needs
   interventions.change.stages.until
   interventions.change.stages.meet
   interventions.change.stages.tasks
   interventions.change.stages.contacts
   interventions.change.stages.set
   interventions.change.stages.set.*
   interventions.change.stages.setOnEntry.*
   interventions.change.stages.next
   interventions.change.stages.next.when
   several arms
   several interventions in one arm`,
  `clock.coolDown
   clock.cohort = arrivals
   clock.cohort = bothEnds
   deadlock
   stopped by a deadlock
   today.since
   today.arrived
   today.holds.*
   today.by
   today.count
   today.set
   today.state = served
   today.state = waiting
   there at time 0
   count(,,)
   midnights(,)
   stays()
   sessions()
   measures.of = time
   a ? b : c
   ^
   and
   or
   not`,
  `fact arrive
   fact missed
   fact born
   fact finished
   fact due
   fact skipped
   fact cancelled
   fact pulled
   fact turnedAway
   fact preempted
   fact paused
   fact resumed
   fact setAside
   fact takenUp
   fact turnover
   fact ready
   fact sessionOpened
   fact sessionOver
   preempted to resume
   preempted to restart
   preempted to redraw
   pulled while waiting
   pulled while here
   pulled in stages
   turned away by balk
   turned away by queue
   turned away by startIf
   a session begins late
   a session with a list
   blocked by a full queue
   waits outside
   goes on as a group
   child take
   child preempted
   child pulled
   child turnedAway
   two patients at one instant
   a time off the grid`,
];
