// Loaded before a program: leaves the peak of its memory in a file when it ends.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env.BENCH_PEAK;
if (isMainThread && file !== undefined)
  process.on("exit", () => writeFileSync(file, String(1024 * process.resourceUsage().maxRSS)));
