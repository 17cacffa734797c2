import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { assemble } from "../../tools/assembly.mjs";

/** @typedef {import("./fingerprint.ts").Story} Story */

/**
 * One script for every platform: the library as a browser would be given it, the scenarios, and at its end `globalThis.answer`,
 * their fingerprints.
 * @param {readonly Story[]} stories
 */
export async function script(stories) {
  await assemble();
  const [{ text }] = (
    await build({
      absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
      entryPoints: ["fingerprint.ts"],
      bundle: true,
      platform: "browser",
      format: "iife",
      globalName: "portable",
      target: "es2022",
      charset: "ascii",
      write: false,
      logLevel: "warning",
    })
  ).outputFiles;
  return `${text}\nglobalThis.answer = portable.fingerprintsOf(${asciiJson(stories)});\n`;
}

/** A page that runs the script, then again in a worker, and leaves both answers, or what went wrong, in `window.answers`. @param {string} script */
export function page(script) {
  return `<!doctype html>
<meta charset="utf-8">
<title>Fingerprints</title>
<script>
const text = ${asciiJson(script)};
function inPage() {
  (0, eval)(text);
  return globalThis.answer;
}
function inWorker() {
  const source = text + "postMessage(globalThis.answer);";
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (error) => reject(new Error(error.message));
  }).finally(() => worker.terminate());
}
globalThis.answers = (async () => {
  try {
    const worker = inWorker();
    return { page: inPage(), worker: await worker };
  } catch (error) {
    return { error: String(error?.stack ?? error) };
  }
})();
</script>
`;
}

/** JSON that may stand in a script of a page in any encoding. @param {unknown} data */
function asciiJson(data) {
  return JSON.stringify(data).replace(
    /[<\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
