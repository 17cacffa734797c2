import { availableParallelism } from "node:os";
import type { Progress, Runner } from "../experiment/experiment.ts";
import { WorkerRunner } from "../node/worker-runner.ts";
import { tell } from "./output.ts";
import { Interrupted } from "./problems.ts";
import { ProgressLine } from "./progress.ts";
import type { RunOptions } from "./run-options.ts";

/** Visits of stages, about a fifth of a second: given fewer, a worker takes longer to start and to warm up than it saves. */
const WORTH_A_WORKER = 50_000;

/** How much there is to do. */
export interface Work {
  /** Replications that can be under way at once. */
  readonly most: number;
  /** Replications of all the work. */
  readonly total: number;
  /** Visits of stages to be expected in all of them; NaN when not known. */
  readonly visits: number;
}

/**
 * Does work on a pool of workers, and tells how far it is. A single worker too: this thread stays free to tell, and to hear Ctrl-C,
 * which ends the work with nothing written. Only what would keep no worker busy is done in this thread, where Ctrl-C ends the
 * process, unless the options name a number of workers.
 * @param work is to call `ran` after each replication
 */
export async function withWorkers<T>(
  options: RunOptions,
  { most, total, visits }: Work,
  work: (runner: Runner, ran: (progress: Pick<Progress, "arm">) => void) => Promise<T>,
): Promise<T> {
  const count = workersFor(options, visits);
  const progress = new ProgressLine(options.quiet);
  let done = 0;
  const ran = ({ arm }: Pick<Progress, "arm">): void => progress.update({ arm, done: ++done, total });
  if (count === 0) {
    const { ThisThreadRunner } = await import("../node/this-thread-runner.ts");
    try {
      return await work(new ThisThreadRunner(), ran);
    } finally {
      progress.end();
    }
  }
  const runner = options.pool ?? new WorkerRunner(Math.min(count, most), undefined, options.engine);
  let interrupt: (() => void) | undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    interrupt = () => {
      tell(`\nStopped after ${done} of ${total} runs. Nothing has been written.\n`);
      reject(new Interrupted());
    };
    process.once("SIGINT", interrupt);
  });
  try {
    return await Promise.race([work(runner, ran), interrupted]);
  } finally {
    if (interrupt !== undefined) process.removeListener("SIGINT", interrupt);
    progress.end();
    // Not waited for: it takes some hundredths of a second for what this thread does not need any more.
    void runner.close();
  }
}

/** As many as have enough to do; 0 for this thread. Nothing is guessed of the second engine, which is much slower. */
function workersFor({ workers, engine }: RunOptions, visits: number): number {
  if (workers !== undefined) return workers;
  const cores = availableParallelism();
  return engine !== "kernel" || Number.isNaN(visits) ? cores : Math.min(Math.floor(visits / WORTH_A_WORKER), cores);
}
