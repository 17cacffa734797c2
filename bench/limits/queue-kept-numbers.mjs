// The numbers of a queue by hand, by the names that Careway gives them. Not told, because this model has none of it, so that they are
// always 0, or NaN: whatever costs, is trained for, preempted, pulled, turned away, pauses, is blocked or away, waits for staff or for a place
// in a queue; overtime and absence; holds; who was there at the start.
import { HOURS } from "./kept-hours.mjs";
import { Numbers, spreadNames, useNames, waitNames } from "./kept-numbers.mjs";
import { COUNT, SUM, Summariser, WIDTH } from "./kept-summary.mjs";
import { QueueKept } from "./queue-kept.mjs";

const DAY = 1440;
const NAMES = [
  ...["overall", "class.adult"].flatMap((of) => [
    `${of}.arrivals.count`,
    `${of}.exits.count`,
    `${of}.exitsTo.home.count`,
    `${of}.throughput.rate`,
    `${of}.present.mean`,
    `${of}.presentAtEnd.count`,
    ...spreadNames(`${of}.lengthOfStay`),
    ...waitNames(`${of}.wait`),
    `${of}.served.mean`,
    `${of}.servedPerDay.rate`,
    `${of}.queued.mean`,
    `${of}.queuedPerDay.rate`,
    `${of}.queuedFor.doctor.mean`,
    `${of}.queuedForPerDay.doctor.rate`,
  ]),
  "overall.rootWaitPerDay.doctor.rate",
  "exit.home.exits.count",
  "exit.home.exits.share",
  "stage.visit.visits.count",
  "stage.visit.completed.count",
  ...waitNames("stage.visit.wait"),
  "stage.visit.service.mean",
  "stage.visit.time.mean",
  "stage.visit.present.mean",
  "stage.visit.queue.mean",
  ...useNames("resource.doctor"),
  "resource.doctor.waiting.mean",
  "resource.doctor.taken.count",
];

/** Runs a queue again and again, and tells its numbers. */
export class QueueNumbers {
  /** @param {{ rate: number, servers: number, minutes: number }} options */
  constructor(options) {
    this.queue = new QueueKept(options);
    this.numbers = new Numbers(NAMES);
    this.summariser = new Summariser();
    this.stays = new Float64Array(WIDTH);
    this.waited = new Float64Array(WIDTH);
    this.waits = new Float64Array(WIDTH);
    this.censusByHour = new Float64Array(HOURS);
    this.waitingByHour = new Float64Array(HOURS);
    this.events = 0;
  }

  /** @param {number} replication */
  run(replication) {
    const { queue, summariser, stays, waited, waits, numbers, censusByHour, waitingByHour } = this;
    queue.run(replication);
    const { until, came, begun, use, draws, started, future, hours, servers, levels } = queue;
    const { arriveAt } = draws;
    let serving = 0;
    let hadWaited = 0;
    let inside = 0;
    let insideWaited = 0;
    for (let k = 0; k < future.count; k++) {
      const row = future.codes[k];
      serving += until - started[row];
      hadWaited += started[row] - arriveAt[row];
      if (started[row] > arriveAt[row])
        insideWaited += putLast(queue.waits, insideWaited, started[row] - arriveAt[row]);
      inside += until - arriveAt[row];
    }
    let waiting = 0;
    for (let number = begun; number < came; number++) waiting += until - arriveAt[number & (arriveAt.length - 1)];
    inside += waiting;
    summariser.summarise([queue.stays], stays, 0);
    summariser.summarise([queue.waits], waits, 0);
    summariser.summariseLess(queue.waits, insideWaited, use - insideWaited, waited, 0);
    const days = until / DAY;
    const exits = stays[COUNT];
    let used = 0;
    for (let level = 1; level <= servers; level++) used += level * levels[level];
    numbers.clear();
    for (let g = 0; g < 2; g++) {
      numbers.put(came);
      numbers.put(exits);
      numbers.put(exits);
      numbers.put(exits / days);
      numbers.put((stays[SUM] + inside) / until);
      numbers.put(came - exits);
      numbers.spread(stays, 0);
      numbers.waits(waited, 0);
      numbers.put((stays[SUM] - waited[SUM]) / exits);
      numbers.put(used / days);
      for (let k = 0; k < 2; k++) {
        numbers.put(waited[SUM] / exits);
        numbers.put((waits[SUM] + waiting) / days);
      }
    }
    numbers.put((waits[SUM] + waiting) / days);
    numbers.put(exits);
    numbers.put(exits > 0 ? 1 : Number.NaN);
    numbers.put(came);
    numbers.put(exits);
    numbers.waits(waits, 0);
    numbers.put((used - serving) / exits);
    numbers.put((used - serving + waits[SUM] - hadWaited) / exits);
    numbers.put((stays[SUM] + inside) / until);
    numbers.put((waits[SUM] + waiting) / until);
    numbers.use(levels, servers, until);
    numbers.put((waits[SUM] + waiting) / until);
    numbers.put(begun);
    hours.tell(0, use, until, censusByHour, 0);
    hours.tell(1, came - begun, until, waitingByHour, 0);
    this.events = came + exits;
  }
}

/**
 * Brings a value, which began lately, to the end of a list, before those that stand there already.
 * @param {import("./kept-summary.mjs").Values} list
 * @param {number} there so many
 * @param {number} value
 * @returns how many have been brought
 */
function putLast({ values, count }, there, value) {
  const to = count - there - 1;
  let from = to;
  while (values[from] !== value) from--;
  values[from] = values[to];
  values[to] = value;
  return 1;
}
