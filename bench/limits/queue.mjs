// M/M/c: exponential gaps and services, one line, first come first served.
import { Future, Random } from "./common.mjs";

const ARRIVAL = 0;
const END = 1;
const ROOM = 2 ** 20;

/**
 * @param {{ rate: number, servers: number, minutes: number }} options
 * @returns {(runs: number, seed: number) => import("../program.mjs").Outcome}
 */
export function queue({ rate, servers, minutes }) {
  const future = new Future();
  const asked = new Float64Array(ROOM);
  return (runs, seed) => {
    const random = new Random(seed);
    /** @type {{ events: number[], means: Record<string, number[]> }} */
    const outcome = { events: [], means: { wait: [], busy: [], present: [] } };
    for (let run = 0; run < runs; run++) {
      let head = 0;
      let tail = 0;
      let busy = 0;
      let now = 0;
      let events = 0;
      let served = 0;
      let waited = 0;
      let busyTime = 0;
      let presentTime = 0;
      future.size = 0;
      future.schedule(random.exponential(1 / rate), ARRIVAL);
      while (future.times[0] < minutes) {
        const time = future.times[0];
        const kind = future.takeFirst();
        busyTime += busy * (time - now);
        presentTime += (busy + tail - head) * (time - now);
        now = time;
        events++;
        if (kind === ARRIVAL) {
          future.schedule(now + random.exponential(1 / rate), ARRIVAL);
          if (busy < servers) {
            busy++;
            served++;
            future.schedule(now + random.exponential(1), END);
          } else asked[tail++ & (ROOM - 1)] = now;
        } else if (head < tail) {
          waited += now - asked[head++ & (ROOM - 1)];
          served++;
          future.schedule(now + random.exponential(1), END);
        } else busy--;
      }
      busyTime += busy * (minutes - now);
      presentTime += (busy + tail - head) * (minutes - now);
      outcome.events.push(events);
      outcome.means.wait.push(waited / served);
      outcome.means.busy.push(busyTime / minutes);
      outcome.means.present.push(presentTime / minutes);
    }
    return outcome;
  };
}
