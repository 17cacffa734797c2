// M/M/∞ that begins with N present: arrivals N a minute, stays of a minute.
import { Future, Random } from "./common.mjs";

/**
 * @param {{ present: number, events: number }} options events: about so many
 * @returns {(runs: number, seed: number) => import("../program.mjs").Outcome}
 */
export function crowd({ present: n, events: wanted }) {
  const until = wanted / 2 / n;
  const future = new Future();
  let arrived = new Float64Array(n + 1024);
  let free = new Int32Array(n + 1024);
  return (runs, seed) => {
    const random = new Random(seed);
    /** @type {{ events: number[], means: Record<string, number[]> }} */
    const outcome = { events: [], means: { present: [], stay: [] } };
    for (let run = 0; run < runs; run++) {
      let freeRows = 0;
      let rows = n;
      let present = n;
      let now = 0;
      let presentTime = 0;
      let stays = 0;
      let left = 0;
      let events = 0;
      future.size = 0;
      arrived.fill(0, 0, n);
      for (let i = 0; i < n; i++) future.schedule(random.exponential(1), 1 + i);
      future.schedule(random.exponential(1 / n), 0);
      while (future.times[0] < until) {
        const time = future.times[0];
        const code = future.takeFirst();
        presentTime += present * (time - now);
        now = time;
        events++;
        if (code === 0) {
          future.schedule(now + random.exponential(1 / n), 0);
          const row = freeRows > 0 ? free[--freeRows] : rows++;
          if (row === arrived.length) {
            const more = new Float64Array(2 * row);
            more.set(arrived);
            arrived = more;
            free = new Int32Array(2 * row);
          }
          arrived[row] = now;
          present++;
          future.schedule(now + random.exponential(1), 1 + row);
        } else {
          stays += now - arrived[code - 1];
          left++;
          present--;
          free[freeRows++] = code - 1;
        }
      }
      presentTime += present * (until - now);
      outcome.events.push(events);
      outcome.means.present.push(presentTime / until);
      outcome.means.stay.push(stays / left);
    }
    return outcome;
  };
}
