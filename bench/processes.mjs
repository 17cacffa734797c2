// Programs in processes of their own.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CAREWAY = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
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
  const told = peakFile === undefined ? [] : ["--import", PEAK];
  const { cpu, wall } = timed('"$@" >/dev/null', told, words, { ...process.env, BENCH_PEAK: peakFile });
  let peak = Number.NaN;
  if (peakFile !== undefined) {
    peak = Number(readFileSync(peakFile, "utf8"));
    rmSync(peakFile);
  }
  return { cpu, wall, peak };
}

/**
 * CPU and wall-clock seconds of the same command twice at the same time, until both have ended.
 * @param {readonly string[]} words a command of Careway's
 */
export function twoAtOnce(words) {
  return timed('{ "$@" >/dev/null & one=$!; "$@" >/dev/null && wait $one; }', [], words, process.env);
}

/**
 * @param {string} script what the shell takes the time of; "$@" is the command
 * @param {readonly string[]} options of Node
 * @param {readonly string[]} words
 * @param {NodeJS.ProcessEnv} env
 */
function timed(script, options, words, env) {
  const all = ["-c", `TIMEFORMAT="%U %S %R"; time ${script}`, "bash", process.execPath, ...options, CAREWAY, ...words];
  const child = spawnSync("bash", all, { encoding: "utf8", env });
  if (child.error !== undefined) throw child.error;
  if (child.status !== 0) throw new Error(`careway ${words.join(" ")} ended with ${child.status}:\n${child.stderr}`);
  const [user, system, wall] = (child.stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { cpu: user + system, wall };
}
