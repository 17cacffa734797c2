import { parentPort, workerData } from "node:worker_threads";
import { Collector } from "../collect/collector.ts";
import type { Recorder } from "../kernel/recorder.ts";
import { Simulation } from "../kernel/simulation.ts";
import type { Model } from "../model/model.ts";
import type { Engine, FromWorker, ToWorker } from "./messages.ts";

/** One thread of the pool: is given a model, then runs the replications it is told to, one after the other. */
const port = parentPort;
if (port === null) throw new Error("this file runs as a worker thread only");

/** Runs replications of one model. */
type Run = (replication: number, recorder: Recorder) => void;

const runOf = await engineOf((workerData as { readonly engine?: Engine } | undefined)?.engine);
let run: Run | undefined;
let collector: Collector | undefined;

port.on("message", (message: ToWorker) => {
  try {
    if (message.kind === "model") {
      run = runOf(message.model);
      collector = new Collector(message.model);
      return;
    }
    if (run === undefined || collector === undefined) throw new Error("asked to run before a model came");
    run(message.replication, collector);
    send({ kind: "result", result: collector.result() });
  } catch (error) {
    const replication = message.kind === "run" ? message.replication : undefined;
    send({ kind: "failed", replication, message: error instanceof Error ? error.message : String(error) });
  }
});

/** The second engine is loaded only where it is asked for. */
async function engineOf(engine: Engine | undefined): Promise<(model: Model) => Run> {
  if (engine === "simjs") {
    const { simulateWithSimjs } = await import("../reference/simulate.ts");
    return (model) => (replication, recorder) => simulateWithSimjs(model, replication, recorder);
  }
  return (model) => {
    const simulation = new Simulation(model);
    return (replication, recorder) => simulation.run(replication, recorder);
  };
}

function send(message: FromWorker): void {
  port?.postMessage(message);
}
