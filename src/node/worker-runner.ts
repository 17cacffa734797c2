import { Worker } from "node:worker_threads";
import type { RunResult } from "../collect/run-result.ts";
import type { Runner } from "../experiment/experiment.ts";
import type { Model } from "../model/model.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { RunError } from "./run-error.ts";

/**
 * Runs replications on several cores. Each worker has the model once and is given one replication at a time; results are put in the
 * order asked for, so they are the same bytes as from one thread.
 */
export class WorkerRunner implements Runner {
  private readonly workers: Worker[];

  /** @param count of workers, from 1 @param script the built worker; found beside this file by itself */
  constructor(count: number, script: URL = new URL("../node/worker.js", import.meta.url)) {
    this.workers = Array.from({ length: count }, () => new Worker(script));
  }

  /** @throws RunError when a replication cannot be run or a worker dies; the others are not waited for */
  async run(model: Model, replications: readonly number[], onRun?: (result: RunResult) => void): Promise<RunResult[]> {
    const results = new Map<number, RunResult>();
    const waiting = [...replications].reverse();
    const one = (worker: Worker): Promise<void> =>
      new Promise((resolve, reject) => {
        const say = (message: ToWorker): void => worker.postMessage(message);
        const stop = (settle: () => void): void => {
          worker.off("message", onMessage).off("error", onError).off("exit", onExit);
          settle();
        };
        const fail = (replication: number | undefined, message: string): void =>
          stop(() => reject(new RunError(model.arm, replication, model.seed, message)));
        const next = (): void => {
          const replication = waiting.pop();
          if (replication === undefined) stop(resolve);
          else say({ kind: "run", replication });
        };
        const onMessage = (message: FromWorker): void => {
          if (message.kind === "failed") {
            fail(message.replication, message.message);
            return;
          }
          results.set(message.result.replication, message.result);
          onRun?.(message.result);
          next();
        };
        const onError = (error: Error): void => fail(undefined, error.message);
        const onExit = (code: number): void => fail(undefined, `a worker ended by itself with code ${code}`);
        worker.on("message", onMessage).on("error", onError).on("exit", onExit);
        say({ kind: "model", model });
        next();
      });
    await Promise.all(this.workers.slice(0, Math.max(1, replications.length)).map(one));
    return replications.map((replication) => {
      const result = results.get(replication);
      if (result === undefined) throw new Error(`replication ${replication} of "${model.arm}" was lost`);
      return result;
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
