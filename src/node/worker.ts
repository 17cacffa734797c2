import { parentPort } from "node:worker_threads";
import { Collector } from "../collect/collector.ts";
import { Simulation } from "../kernel/simulation.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

/** One thread of the pool: is given a model, then runs the replications it is told to, one after the other. */
const port = parentPort;
if (port === null) throw new Error("this file runs as a worker thread only");

let simulation: Simulation | undefined;
let collector: Collector | undefined;

port.on("message", (message: ToWorker) => {
  try {
    if (message.kind === "model") {
      simulation = new Simulation(message.model);
      collector = new Collector(message.model);
      return;
    }
    if (simulation === undefined || collector === undefined) throw new Error("asked to run before a model came");
    simulation.run(message.replication, collector);
    send({ kind: "result", result: collector.result() });
  } catch (error) {
    const replication = message.kind === "run" ? message.replication : undefined;
    send({ kind: "failed", replication, message: error instanceof Error ? error.message : String(error) });
  }
});

function send(message: FromWorker): void {
  port?.postMessage(message);
}
