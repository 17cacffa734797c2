// The worker thread of the program, whose answers come late: each by up to 8 ms, as chance has it, so that replications overtake each other.
import { parentPort } from "node:worker_threads";

const MOST = 8;
const port = parentPort;
if (port === null) throw new Error("this file runs as a worker thread only");
const send = port.postMessage.bind(port);
port.postMessage = (/** @type {unknown} */ message) => {
  setTimeout(() => send(message), MOST * Math.random());
};
await import("../../dist/node/worker.js");
