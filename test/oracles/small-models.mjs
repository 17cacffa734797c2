// Three models that the small simulator of queues does not know, each computed by itself from the same patients and the same luck.
import { patientKeyInto, replicationKey, seedKey } from "../../dist/random/streams.js";
import { DepartureList } from "./departure-list.mjs";
import { durationOf, PoissonArrivals, resultsOf } from "./small-parts.mjs";

const WEEK = 10_080;

/** Two things done side by side, each at a server of its own: Lindley's recursion twice over. */
export function forkAndJoin(model) {
  const arrivals = new PoissonArrivals(model);
  const child = new Int32Array(2);
  const parent = { k0: 0, k1: 0 };
  const [{ stages, words }] = model.tasks;
  const branches = ["one", "two"].map((name) => ({
    word: words[stages.indexOf(model.names.stages.indexOf(name))],
    duration: durationOf(model, name),
    free: 0,
  }));
  const result = resultsOf(model);
  const { warmUp, run } = model.clock;
  const end = warmUp + run;
  return {
    run(replication) {
      arrivals.begin(replication);
      for (const branch of branches) branch.free = 0;
      let [count, sum] = [0, 0];
      for (; arrivals.at < end; arrivals.pass()) {
        let done = 0;
        [parent.k0, parent.k1] = arrivals.key;
        for (const branch of branches) {
          patientKeyInto(child, parent, branch.word, 0);
          branch.free = Math.max(branch.free, arrivals.at) + branch.duration(child);
          done = Math.max(done, branch.free);
        }
        if (done < warmUp || done >= end) continue;
        count++;
        sum += done - arrivals.at;
      }
      return result(replication, { "overall.lengthOfStay.mean": sum / count });
    },
  };
}

/** Twelve appointments on each Monday at midnight, one doctor. */
export function appointments(model) {
  const [{ word }] = model.classes;
  const seed = seedKey(model.seed);
  const key = new Int32Array(2);
  const duration = durationOf(model, "consultation");
  const result = resultsOf(model);
  const weeks = model.clock.run / WEEK;
  return {
    run(replication) {
      const keys = replicationKey(seed, replication);
      let number = 0;
      let [all, second, twelfth, finish] = [0, 0, 0, 0];
      for (let week = 0; week < weeks; week++) {
        let free = 0;
        for (let place = 0; place < 12; place++) {
          patientKeyInto(key, keys, word, ++number);
          const start = Math.max(free, 15 * place);
          free = start + duration(key);
          const wait = start - 15 * place;
          all += wait;
          if (place === 1) second += wait;
          if (place === 11) {
            twelfth += wait;
            finish += free - 15 * place;
          }
        }
      }
      return result(replication, {
        "measure.second1": second / weeks,
        "measure.twelfth": twelfth / weeks,
        "measure.finish": finish / weeks,
        "stage.consultation.wait.mean": all / number,
      });
    },
  };
}

/** Intensive care of three beds before a ward of five, blocking after service. */
export function blocking(model) {
  const arrivals = new PoissonArrivals(model);
  const care = durationOf(model, "icu");
  const ward = durationOf(model, "ward");
  const limit = model.queues[0]?.places ?? Infinity;
  const ready = new DepartureList();
  const leaving = new DepartureList();
  const result = resultsOf(model);
  const { warmUp, run } = model.clock;
  const end = warmUp + run;
  /** By patient number, counted round: never so many are there at once. */
  const SLOTS = 4096;
  const inCare = new Float64Array(SLOTS);
  const inWard = new Float64Array(SLOTS);
  return {
    run(replication) {
      arrivals.begin(replication);
      ready.clear();
      leaving.clear();
      let [icuBeds, wardBeds, last, slot] = [0, 0, 0, 0];
      let [blockedMinutes, wardMinutes, queueMinutes, exits, lost] = [0, 0, 0, 0, 0];
      const queue = [];
      const blocked = [];
      const pass = (now) => {
        const minutes = now - Math.max(last, warmUp);
        last = now;
        if (!(minutes > 0)) return;
        blockedMinutes += minutes * blocked.length;
        wardMinutes += minutes * wardBeds;
        queueMinutes += minutes * queue.length;
      };
      const toWard = (patient, now) => {
        wardBeds++;
        leaving.add(now + inWard[patient], patient);
        const next = queue.shift();
        if (next === undefined) icuBeds--;
        else ready.add(now + inCare[next], next);
      };
      for (;;) {
        const now = Math.min(arrivals.at, ready.next, leaving.next);
        if (!(now < end)) break;
        pass(now);
        if (now === leaving.next) {
          leaving.take();
          wardBeds--;
          if (now >= warmUp) exits++;
          const next = blocked.shift();
          if (next !== undefined) toWard(next, now);
        } else if (now === ready.next) {
          const patient = ready.take();
          if (wardBeds < 5) toWard(patient, now);
          else blocked.push(patient);
        } else {
          slot = (slot + 1) % SLOTS;
          inCare[slot] = care(arrivals.key);
          inWard[slot] = ward(arrivals.key);
          if (icuBeds < 3) {
            icuBeds++;
            ready.add(now + inCare[slot], slot);
          } else if (queue.length < limit) queue.push(slot);
          else if (now >= warmUp) {
            lost++;
            exits++;
          }
          arrivals.pass();
        }
      }
      pass(end);
      return result(replication, {
        "exit.lost.exits.share": lost / exits,
        "overall.blockedPerDay.rate": (1440 * blockedMinutes) / run,
        "resource.wardBed.inUse.mean": wardMinutes / run,
        "stage.icu.queue.mean": queueMinutes / run,
      });
    },
  };
}
