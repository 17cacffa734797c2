import { Worker } from "node:worker_threads";
import type { RunResult } from "../collect/run-result.ts";
import type { Runner } from "../experiment/experiment.ts";
import type { ArmsTogether } from "../experiment/run-together.ts";
import type { Model } from "../model/model.ts";
import type { Engine, Failure, FromWorker, ToWorker } from "./messages.ts";
import { RunError } from "./run-error.ts";

/** A run leaves hardly any garbage: room for more of it would only be memory of each thread. */
const LIMITS = { maxYoungGenerationSizeMb: 6 };

/** Milliseconds. An answer that comes sooner wakes this thread too often, which takes from the workers what a short run takes. */
const SOON = 25;

/**
 * Runs replications on several cores. Each worker has the model once, and is given one block of replications and the next, so that it
 * never waits for an answer. A block is one replication, or as many short ones as take some hundredths of a second; the last are dealt
 * out singly, so that none stands in line while a worker has nothing to do. Workers start when this is made, and hold the process only
 * while they have something to do. Results are put in the order asked for, so they are the same bytes as from one thread. So is a
 * failure: replications are dealt out in order, those dealt out are waited for, but for what stands behind a failure in its block, and
 * the first that failed is told. A worker that nothing is left for goes on with the next model.
 */
export class WorkerRunner implements Runner {
  readonly takesNext = true;
  private readonly workers: Worker[];
  /** Of each worker, when it has done what it was given. */
  private readonly turns: Promise<void>[];
  /** Why a worker is no longer there: to one that has died nothing can be given, and it would be waited for without end. */
  private death: string | undefined;

  /**
   * @param count of workers, from 1
   * @param script the built worker; found beside this file by itself
   * @param engine which of the two engines runs
   */
  constructor(count: number, script: URL = new URL("../node/worker.js", import.meta.url), engine: Engine = "kernel") {
    this.workers = Array.from({ length: count }, () => {
      const worker = new Worker(script, { workerData: { engine }, resourceLimits: LIMITS });
      const die = (why: string): void => {
        this.death ??= why;
      };
      worker.on("error", (error) => die(messageOf(error))).on("exit", (code) => die(endedWith(code)));
      worker.unref();
      return worker;
    });
    this.turns = this.workers.map(() => Promise.resolve());
  }

  /** @throws RunError when a replication cannot be run or a worker dies */
  run(model: Model, replications: readonly number[], onRun?: (result: RunResult) => void): Promise<RunResult[]> {
    return this.work(model, { kind: "model", model }, replications, onRun);
  }

  /** @throws RunError when a replication cannot be run or a worker dies */
  runTogether(
    models: readonly Model[],
    replications: readonly number[],
    onRun?: (result: RunResult) => void,
  ): Promise<ArmsTogether[]> {
    return this.work<ArmsTogether>(models[0], { kind: "together", models }, replications, ({ runs }) => {
      for (const run of runs) onRun?.(run);
    });
  }

  /** @param model in whose name it is told what fails */
  private async work<T extends RunResult | ArmsTogether>(
    model: Model,
    task: ToWorker,
    replications: readonly number[],
    onResult?: (result: T) => void,
  ): Promise<T[]> {
    if (this.death !== undefined) throw new RunError(model.arm, undefined, model.seed, this.death);
    const workers = this.workers.slice(0, Math.max(1, replications.length));
    const work = new Work(model, task, replications, workers.length, onResult);
    const done = workers.map((worker, w) => {
      this.turns[w] = this.turns[w].then(() => (this.death === undefined ? work.doOn(worker) : work.fail(this.death)));
      return this.turns[w];
    });
    await Promise.all(done);
    return work.results();
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

/** What is still to be dealt out, and what has come back. */
class Work<T extends RunResult | ArmsTogether> {
  private readonly model: Model;
  private readonly task: ToWorker;
  private readonly replications: readonly number[];
  private readonly workers: number;
  private readonly onResult: ((result: T) => void) | undefined;
  private readonly done = new Map<number, T>();
  private readonly failed = new Map<number | undefined, Pick<Failure, "message" | "arm">>();
  private dealt = 0;

  constructor(
    model: Model,
    task: ToWorker,
    replications: readonly number[],
    workers: number,
    onResult: ((result: T) => void) | undefined,
  ) {
    this.model = model;
    this.task = task;
    this.replications = replications;
    this.workers = workers;
    this.onResult = onResult;
  }

  /** Resolves when there is nothing more for this worker, or when it is no longer there. */
  doOn(worker: Worker): Promise<void> {
    return new Promise((resolve) => {
      const give = (message: ToWorker): void => worker.postMessage(message);
      let dealt = 0;
      let size = 1;
      let answered = performance.now();
      const onMessage = ({ results, failed }: FromWorker): void => {
        dealt--;
        if (failed !== undefined) this.failed.set(failed.replication, failed);
        for (const result of results) this.take(result as T);
        const now = performance.now();
        if (now - answered < SOON) size *= 2;
        else if (now - answered > 4 * SOON) size = Math.ceil(size / 2);
        answered = now;
        next();
      };
      const onError = (error: unknown): void => leave(messageOf(error));
      const onExit = (code: number): void => leave(endedWith(code));
      const leave = (death?: string): void => {
        if (death !== undefined) this.fail(death);
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        worker.unref();
        resolve();
      };
      const next = (): void => {
        for (; this.deals(dealt); dealt++) give({ kind: "run", replications: this.block(size) });
        if (dealt === 0) leave();
      };
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
      worker.ref();
      give(this.task);
      next();
    });
  }

  /** A worker has died. */
  fail(death: string): void {
    this.failed.set(undefined, { message: death });
  }

  /** The next replications, `size` of them; fewer when few are left, so that all workers end at the same time. */
  private block(size: number): readonly number[] {
    const most = Math.ceil((this.replications.length - this.dealt) / (4 * this.workers));
    const block = this.replications.slice(this.dealt, this.dealt + Math.min(size, most));
    this.dealt += block.length;
    return block;
  }

  /** Whether a worker is given another block, with so many that it has not answered. */
  private deals(unanswered: number): boolean {
    const left = this.replications.length - this.dealt;
    if (this.failed.size > 0 || left === 0) return false;
    return unanswered === 0 || (unanswered === 1 && left > this.workers);
  }

  private take(result: T): void {
    this.done.set(result.replication, result);
    this.onResult?.(result);
  }

  /** In the order asked for. @throws RunError for the first that failed */
  results(): T[] {
    const { arm, seed } = this.model;
    for (const replication of [...this.replications, undefined]) {
      const failed = this.failed.get(replication);
      if (failed !== undefined) throw new RunError(failed.arm ?? arm, replication, seed, failed.message);
    }
    return this.replications.map((replication) => {
      const result = this.done.get(replication);
      if (result === undefined) throw new Error(`replication ${replication} of "${arm}" was lost`);
      return result;
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function endedWith(code: number): string {
  return `a worker ended by itself with code ${code}`;
}
