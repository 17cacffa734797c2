// Builds dist: TypeScript emits the library with its declarations, then esbuild replaces the command, the worker and what is
// imported by name by bundles, so that they start quickly and run quickly. Does nothing when no input has changed since the last build.
//
// Every JavaScript file that starts a worker lies one folder deep in dist (node, cli or chunks), bundled or not, so
// `new URL("../node/worker.js", import.meta.url)` finds the worker from all of them.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { assemble } from "./assembly.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = join(root, "dist");
const fingerprintFile = ".fingerprint";
const inputs = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json", "tools/build.mjs"];

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: root,
  chunkNames: "chunks/[name]-[hash]",
  allowOverwrite: true,
  bundle: true,
  splitting: true, // what is imported dynamically loads when it is needed
  platform: "node",
  format: "esm",
  target: "node20.19",
  minifySyntax: true, // numbers that a name stands for are put in its place, which is quicker; names and lines stay
  sourcemap: true,
  legalComments: "linked",
  logLevel: "warning",
};

const started = Date.now();
try {
  await assemble();
} catch (error) {
  console.error(`The build failed: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
const fingerprint = fingerprintOfInputs();
if (!isBuilt()) {
  // Built aside and moved into place whole: a failed build changes nothing, and two at once do not mix.
  const aside = join(root, `.build-${process.pid}`);
  try {
    emitLibrary(aside);
    await bundleCommand(aside);
    await bundleLibrary(aside);
    writeFileSync(join(aside, fingerprintFile), fingerprint);
    replaceDist(aside);
    console.error(`Built dist in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  } catch (error) {
    console.error(`The build failed: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function isBuilt() {
  const file = join(dist, fingerprintFile);
  return existsSync(file) && readFileSync(file, "utf8") === fingerprint;
}

/** A hash of the names and contents of all that the build reads: a changed, added or removed file changes it. */
function fingerprintOfInputs() {
  const hash = createHash("sha256");
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  for (const name of [...inputs, ...sources.map((source) => join("src", source)).sort()]) {
    const content = readFileSync(join(root, name));
    hash.update(`${name}\n${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/** @param {string} outDir */
function emitLibrary(outDir) {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const args = [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", outDir];
  const run = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", process.stderr, process.stderr] });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error("TypeScript found the mistakes above");
}

/** @param {string} outDir */
async function bundleCommand(outDir) {
  await build({
    ...common,
    entryPoints: { "cli/main": "src/cli/main.ts", "node/worker": "src/node/worker.ts" },
    outdir: outDir,
    // Of yaml the build of ES modules, of which what is not used is left out.
    minifyWhitespace: true, // a sixth of the time to start
    alias: { "string-width": "./src/cli/help-width.ts", yaml: "./node_modules/yaml/browser/index.js" },
    // CommonJS packages call require for Node's own modules; an ES module has none.
    banner: {
      js: 'import { createRequire as nodeRequire } from "node:module"; const require = nodeRequire(import.meta.url);',
    },
  });
  chmodSync(join(outDir, "cli/main.js"), 0o755);
}

/**
 * What is imported by name, in one piece with the packages it uses: modules that look each other up are a tenth slower, and the
 * thousand files of the parser of expressions take fifty megabytes. What is Node's own stays outside, so `index` runs anywhere.
 * @param {string} outDir
 */
async function bundleLibrary(outDir) {
  await build({
    ...common,
    entryPoints: {
      index: "src/index.ts",
      "node/index": "src/node/index.ts",
      "reference/simulate": "src/reference/simulate.ts",
    },
    outdir: outDir,
    platform: "neutral",
    mainFields: ["module", "main"],
    external: ["node:*"],
  });
}

/** @param {string} aside */
function replaceDist(aside) {
  const previous = join(root, `.build-${process.pid}-previous`);
  if (existsSync(dist)) renameSync(dist, previous);
  renameSync(aside, dist);
  rmSync(previous, { recursive: true, force: true });
}
