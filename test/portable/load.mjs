import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { assemble } from "../../tools/assembly.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const cache = fileURLToPath(new URL("../../node_modules/.cache/careway/", import.meta.url));

/**
 * Imports a TypeScript file for Node, which does not read that language in all versions; what it imports is bundled with it.
 * @param {string} file beside this one, or a path from here
 */
export async function load(file) {
  await assemble();
  const [{ text }] = (
    await build({
      absWorkingDir: folder,
      entryPoints: [file],
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      target: "node20.19",
      write: false,
      logLevel: "warning",
    })
  ).outputFiles;
  mkdirSync(cache, { recursive: true });
  const aside = mkdtempSync(join(cache, "load-"));
  try {
    const module = join(aside, "module.mjs");
    writeFileSync(module, text);
    return await import(pathToFileURL(module).href);
  } finally {
    rmSync(aside, { recursive: true });
  }
}
