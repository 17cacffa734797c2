import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { chromium } from "playwright-core";
import { page } from "./script.mjs";

/** @typedef {import("./platforms.d.mts").Platform} Platform */
/** @typedef {import("./golden.mjs").Fingerprints} Fingerprints */

const PATIENCE = 300_000;

/** Versions of Node that are fetched, exact so that a row of the table is always the same. */
const NODES = ["22.23.1", "24.18.0"];

/** Where to look for a browser; the variable of this name comes first. */
const CHROMIUMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FIREFOXES = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

/** Why a platform cannot be had here; anything else that goes wrong is a failure. */
export class Missing extends Error {}

/** All of them, in the order of the table. @returns {Platform[]} */
export function platforms() {
  return [
    { name: `Node ${process.versions.node.split(".")[0]} (running)`, run: onThisNode },
    { name: "The same in a worker thread", run: onWorkerThread },
    ...NODES.map((version) => ({
      name: `Node ${version.split(".")[0]}`,
      run: async (/** @type {string} */ script) => onNode(await fetchedNode(version), script),
    })),
    { name: "Chromium, page from disk and its worker", run: onChromium },
    { name: "Firefox, page from a server and its worker", run: onFirefox },
  ];
}

/** @param {string} script */
async function onThisNode(script) {
  return onNode(process.execPath, script);
}

/** @param {string} script */
export async function onWorkerThread(script) {
  const source = `${script}require("node:worker_threads").parentPort.postMessage(globalThis.answer);`;
  const worker = new Worker(source, { eval: true });
  /** @type {Fingerprints} */
  const answer = await new Promise((resolve, reject) => worker.on("message", resolve).on("error", reject));
  await worker.terminate();
  return { version: versionOf(process.versions), answers: [answer] };
}

/** In a process of its own. @param {string} binary @param {string} script */
async function onNode(binary, script) {
  return inFolder(async (folder) => {
    const file = join(folder, "script.cjs");
    writeFileSync(file, `${script}process.stdout.write(JSON.stringify([process.versions, globalThis.answer]));`);
    const [versions, answer] = JSON.parse(await outputOf(binary, [file]));
    return { version: versionOf(versions), answers: [answer] };
  });
}

/** @param {{ node?: string, v8?: string }} versions */
function versionOf({ node, v8 }) {
  return `${node} (V8 ${v8})`;
}

/** The page as somebody would open it who was sent the file. @param {string} script */
export async function onChromium(script) {
  const executablePath = firstThere([process.env.CHROMIUM ?? "", ...CHROMIUMS]);
  if (executablePath === undefined) throw new Missing("no Chromium is installed (on Debian: apt-get install chromium)");
  return inFolder(async (folder) => {
    const file = join(folder, "page.html");
    writeFileSync(file, page(script));
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      const tab = await browser.newPage();
      tab.setDefaultTimeout(PATIENCE);
      await tab.goto(pathToFileURL(file).href);
      return answersOf(`${browser.version()}`, await tab.evaluate("globalThis.answers"));
    } finally {
      await browser.close();
    }
  });
}

/**
 * Headless with a fresh profile, on a page that sends its answers back: no driver of browsers knows the Firefox of a distribution.
 * @param {string} script
 */
export async function onFirefox(script) {
  const binary = firstThere([process.env.FIREFOX ?? "", ...FIREFOXES]);
  if (binary === undefined) throw new Missing("no Firefox is installed (on Debian: apt-get install firefox-esr)");
  return inFolder(async (folder) => {
    const send = `<script>answers.then((all) => fetch("/", { method: "POST", body: JSON.stringify([navigator.userAgent, all]) }))</script>`;
    const { address, body, close } = await serve(page(script) + send);
    const profile = join(folder, "profile");
    mkdirSync(profile);
    const browser = spawn(binary, ["--headless", "--no-remote", "--profile", profile, address], {
      stdio: "ignore",
      env: { ...process.env, HOME: folder, MOZ_CRASHREPORTER_DISABLE: "1" },
    });
    const gone = new Promise((_, reject) => {
      browser.on("error", reject);
      browser.on("exit", (code) =>
        reject(new Error(`${binary} ended by itself with code ${code} before it had answered`)),
      );
      setTimeout(() => reject(new Error(`${binary} has not answered within ${PATIENCE / 1000} s`)), PATIENCE).unref();
    });
    try {
      const [agent, answers] = JSON.parse(/** @type {string} */ (await Promise.race([body, gone])));
      return answersOf(/Firefox\/(\S+)/.exec(agent)?.[1] ?? agent, answers);
    } finally {
      browser.removeAllListeners("exit");
      const ended = new Promise((resolve) => browser.once("exit", resolve));
      if (browser.exitCode === null && browser.kill()) await ended;
      close();
    }
  });
}

/** Gives a page to whoever asks, and the body of the first answer. @param {string} html */
async function serve(html) {
  /** @type {(body: string) => void} */
  let take = () => {};
  /** @type {Promise<string>} */
  const body = new Promise((resolve) => {
    take = resolve;
  });
  const server = createServer((request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (request.method !== "POST") return response.end(request.url === "/" ? html : "");
    /** @type {Buffer[]} */
    const parts = [];
    request
      .on("data", (part) => parts.push(part))
      .on("end", () => {
        take(Buffer.concat(parts).toString("utf8"));
        response.end();
      });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${port}/`, body, close };
}

/** @param {string} version @param {any} all */
function answersOf(version, all) {
  if (all.error !== undefined) throw new Error(all.error);
  return { version, answers: /** @type {Fingerprints[]} */ ([all.page, all.worker]) };
}

/** The binary of this version of Node from its npm package, kept in the cache of the user. @param {string} version */
async function fetchedNode(version) {
  const name = `node-${process.platform}-${process.arch}`;
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = join(cache, "careway", "nodes", version);
  const binary = join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    const quiet = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts"];
    try {
      await outputOf("npm", ["install", ...quiet, "--prefix", folder, `${name}@${version}`], folder);
    } catch (error) {
      throw new Missing(`npm could not fetch ${name} ${version}: ${firstLineOf(error)}`);
    }
  }
  const found = (await outputOf(binary, ["--version"])).trim();
  if (found !== `v${version}`) throw new Error(`${binary} is ${found}, not v${version}`);
  return binary;
}

/** @param {unknown} error */
function firstLineOf(error) {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0];
}

/** What a command prints; throws what it complains of. @param {string} command @param {string[]} args @param {string} [cwd] @returns {Promise<string>} */
function outputOf(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"], timeout: PATIENCE });
    let [out, complaints] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      complaints += text;
    });
    child.on("error", reject).on("close", (code, signal) => {
      if (code === 0) resolve(out);
      else reject(new Error(complaints.trim() || `${command} ended with ${code ?? signal}`));
    });
  });
}

/** @param {readonly string[]} places */
function firstThere(places) {
  return places.find((place) => place !== "" && existsSync(place));
}

/** In a new folder that is taken away afterwards. @template T @param {(folder: string) => Promise<T>} work @returns {Promise<T>} */
async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "careway-portable-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
