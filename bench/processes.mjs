// Programs in processes of their own.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PEAK = new URL("peak.mjs", import.meta.url).href;

/**
 * What a program answers on its standard output, as JSON.
 * @param {string} command
 * @param {readonly (string | number)[]} words
 */
export function answerOf(command, words) {
  const child = spawnSync(command, words.map(String), { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (child.error !== undefined) throw child.error;
  if (child.status !== 0) throw new Error(`${command} ${words.join(" ")} ended with ${child.status}:\n${child.stderr}`);
  return JSON.parse(child.stdout);
}

/**
 * CPU and wall-clock seconds of a whole process with its threads, as the shell tells them. Its peak of memory is asked of itself,
 * which takes some milliseconds more: only where a folder for the answer is given.
 * @param {readonly string[]} words a command of Careway's
 * @param {string} [scratch]
 */
export function wholeProcess(words, scratch) {
  const peakFile = scratch === undefined ? undefined : join(scratch, "peak");
  const careway = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
  const told = peakFile === undefined ? [] : ["--import", PEAK];
  const script = 'TIMEFORMAT="%U %S %R"; time "$@" >/dev/null';
  const child = spawnSync("bash", ["-c", script, "bash", process.execPath, ...told, careway, ...words], {
    encoding: "utf8",
    env: { ...process.env, BENCH_PEAK: peakFile },
  });
  if (child.error !== undefined) throw child.error;
  if (child.status !== 0) throw new Error(`careway ${words.join(" ")} ended with ${child.status}:\n${child.stderr}`);
  const [user, system, wall] = (child.stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  let peak = Number.NaN;
  if (peakFile !== undefined) {
    peak = Number(readFileSync(peakFile, "utf8"));
    rmSync(peakFile);
  }
  return { cpu: user + system, wall, peak };
}
