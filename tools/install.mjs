// Installs the packages of package-lock.json when they are missing or out of date, and does nothing otherwise.
// Every npm script runs this first, so each one works straight after a clone. Uses Node alone.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const lock = `${root}package-lock.json`;
// npm writes this file at the end of every complete installation.
const installed = `${root}node_modules/.package-lock.json`;

const missing = !existsSync(installed);
if (missing || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error(`Installing the packages that Careway needs: they are ${missing ? "missing" : "out of date"}.`);
  process.exitCode = npmCi();
}

/** Runs `npm ci` with the npm that runs this script, else the one on the path. Returns its exit code. */
function npmCi() {
  const args = ["ci", "--no-audit", "--no-fund"];
  /** @type {import("node:child_process").SpawnSyncOptions} */
  const options = { cwd: root, stdio: ["ignore", process.stderr, process.stderr] };
  const npm = process.env.npm_execpath;
  // npm is a .cmd file on Windows, which only a shell can start; the npm that runs a script names its JavaScript instead.
  const run = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync(`npm ${args.join(" ")}`, { ...options, shell: true });
  if (run.error) throw run.error;
  return run.status ?? 1;
}
