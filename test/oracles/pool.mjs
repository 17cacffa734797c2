// Worker threads that run replications of the bank's models.
import { Worker } from "node:worker_threads";

/** Replications handed out at a time, at most: short runs come by the hundred thousand. */
const MOST = 2000;

export class Pool {
  /** @param {number} count of threads */
  constructor(count) {
    this.workers = Array.from({ length: count }, () => new Worker(new URL("worker.mjs", import.meta.url)));
  }

  /**
   * What the rows read, reader by reader, in the order of replications, whoever finished first.
   * @param {readonly import("./pool.d.mts").Job[]} jobs
   * @returns {Promise<Float64Array[][]>} of each job
   */
  async run(jobs) {
    const values = jobs.map(({ readers, count }) =>
      Array.from({ length: readers }, () => new Float64Array(count).fill(Number.NaN)),
    );
    const parts = jobs.flatMap((job, index) => partsOf(job, index));
    await Promise.all(this.workers.map((worker) => work(worker, parts, values)));
    return values;
  }

  async close() {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

function partsOf({ name, seed, small, minutes, first, count, readers }, index) {
  const size = Math.max(1, Math.min(MOST, Math.ceil(count / 24)));
  return Array.from({ length: Math.ceil(count / size) }, (_, part) => ({
    index,
    readers,
    offset: part * size,
    task: { name, seed, small, minutes, first: first + part * size, count: Math.min(size, count - part * size) },
  }));
}

/** Gives one part after the other to a worker, until none is left. */
function work(worker, parts, values) {
  return new Promise((resolve, reject) => {
    let current;
    const next = () => {
      current = parts.shift();
      if (current !== undefined) return worker.postMessage(current.task);
      worker.off("message", take).off("error", reject);
      resolve();
    };
    const take = (found) => {
      const { index, readers, offset, task } = current;
      for (let k = 0; k < task.count; k++) {
        for (let reader = 0; reader < readers; reader++)
          values[index][reader][offset + k] = found[k * readers + reader];
      }
      next();
    };
    worker.on("message", take).on("error", reject);
    next();
  });
}
