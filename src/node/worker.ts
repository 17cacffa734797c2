import { parentPort, workerData } from "node:worker_threads";
import { Collector } from "../collect/collector.ts";
import type { RunResult } from "../collect/run-result.ts";
import { whatIsAssembled } from "../collect/web-assembly.ts";
import { ArmStopped, type ArmsTogether, togetherOf } from "../experiment/run-together.ts";
import type { Recorder } from "../kernel/recorder.ts";
import { Simulation } from "../kernel/simulation.ts";
import type { Model } from "../model/model.ts";
import type { Engine, Failure, FromWorker, ToWorker } from "./messages.ts";

/** One thread of the pool: is given a model, then runs the replications it is told to, one after the other. */
const port = parentPort;
if (port === null) throw new Error("this file runs as a worker thread only");

/** Runs replications of one model. */
type Run = (replication: number, recorder: Recorder) => void;

const runOf = await engineOf((workerData as { readonly engine?: Engine } | undefined)?.engine);
let task: Exclude<ToWorker, { readonly kind: "run" }> | undefined;
/** Made with the first replication of a model, and anew after one that stopped. */
let give: ((replication: number) => RunResult | ArmsTogether) | undefined;

port.on("message", (message: ToWorker) => {
  if (message.kind !== "run") {
    task = message;
    give = undefined;
    return;
  }
  port.postMessage(answer(message.replications));
});

function answer(replications: readonly number[]): FromWorker {
  const results: (RunResult | ArmsTogether)[] = [];
  for (const replication of replications) {
    try {
      give ??= giverOf(task);
      results.push(give(replication));
    } catch (error) {
      give = undefined;
      return { results, failed: failureOf(replication, error) };
    }
  }
  return { results };
}

function failureOf(replication: number, error: unknown): Failure {
  const arm = error instanceof ArmStopped ? { arm: error.arm } : {};
  return { replication, message: error instanceof Error ? error.message : String(error), ...arm };
}

function giverOf(of: typeof task): (replication: number) => RunResult | ArmsTogether {
  if (of === undefined) throw new Error("asked to run before a model came");
  if (of.kind === "together") return togetherOf(of.models, runOf);
  const run = runOf(of.model);
  const collector = new Collector(of.model);
  return (replication) => {
    run(replication, collector);
    return collector.result();
  };
}

/** The second engine is loaded only where it is asked for; the loop of the first is compiled while the scenario is still being read. */
async function engineOf(engine: Engine | undefined): Promise<(model: Model) => Run> {
  if (engine === "simjs") {
    const { simulateWithSimjs } = await import("../reference/simulate.ts");
    return (model) => (replication, recorder) => simulateWithSimjs(model, replication, recorder);
  }
  whatIsAssembled();
  return (model) => {
    const simulation = new Simulation(model);
    return (replication, recorder) => simulation.run(replication, recorder);
  };
}
