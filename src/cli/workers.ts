import { availableParallelism } from "node:os";
import type { Progress, Runner } from "../experiment/experiment.ts";
import { WorkerRunner } from "../node/worker-runner.ts";
import { tell } from "./output.ts";
import { Interrupted } from "./problems.ts";
import { ProgressLine } from "./progress.ts";
import type { RunOptions } from "./run-options.ts";

/**
 * Does work on a pool of workers, and tells how far it is. A single worker too: this thread stays free to tell, and to hear Ctrl-C,
 * which ends the work with nothing written.
 * @param most replications that can be under way at once
 * @param total replications of all the work; `work` is to call `ran` after each
 */
export async function withWorkers<T>(
  { workers, engine, quiet }: RunOptions,
  most: number,
  total: number,
  work: (runner: Runner, ran: (progress: Pick<Progress, "arm">) => void) => Promise<T>,
): Promise<T> {
  const runner = new WorkerRunner(Math.min(workers ?? availableParallelism(), most), undefined, engine);
  const progress = new ProgressLine(quiet);
  let done = 0;
  let interrupt: (() => void) | undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    interrupt = () => {
      tell(`\nStopped after ${done} of ${total} runs. Nothing has been written.\n`);
      reject(new Interrupted());
    };
    process.once("SIGINT", interrupt);
  });
  try {
    const all = work(runner, ({ arm }) => progress.update({ arm, done: ++done, total }));
    return await Promise.race([all, interrupted]);
  } finally {
    if (interrupt !== undefined) process.removeListener("SIGINT", interrupt);
    progress.end();
    await runner.close();
  }
}
