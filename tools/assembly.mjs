// Compiles src/assembly, the loop that runs plain pathways, to WebAssembly, and writes it as text into a module of src: so it is part of
// whatever the library is bundled into, and is there without asking for a file. Does nothing when its sources have not changed.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const folder = "src/assembly";
/** Not in the repository. */
const output = join(root, "src/collect/plain-loop.ts");
/** By names alone: their types declare a console of their own. @type {string} */
const compilerName = "assemblyscript/asc";
/** @type {string} */
const optimizerName = "assemblyscript/binaryen";
/** Not among the types of Node's own modules. */
const platform = /** @type {{ WebAssembly: { validate(bytes: Uint8Array): boolean } }} */ (
  /** @type {unknown} */ (globalThis)
);
/** No memory of its own, and nothing that is allocated. */
const options = ["-O3", "--runtime", "stub", "--importMemory", "--noExportMemory"];
/** Functions of up to so many instructions are put where they are called: a call costs more than most of them. */
const INLINE = 400;

export async function assemble() {
  const before = existsSync(output) ? readFileSync(output, "utf8") : "";
  if (isOf(before)) return;
  const { bytes, names } = await compiled(`${folder}/run.ts`);
  const text = Buffer.from(bytes).toString("base64").replace(/=+$/, "");
  // Beside, and then in its place at once: others may be reading it.
  const beside = `${output}.${process.pid}`;
  writeFileSync(
    beside,
    `// Made by tools/assembly.mjs of ${names.join(" ")}: ${fingerprintOf(names)}\nexport const code =\n  "${text}";\n`,
  );
  renameSync(beside, output);
}

/**
 * What a file exports, and the files of ours that it is made of.
 * @param {string} entry
 * @param {string} [entryText] where there is no such file: tests look at parts of the loop so
 */
export async function compiled(entry, entryText) {
  /** @type {Set<string>} */
  const read = new Set();
  const { default: compiler } = await import(compilerName);
  /** @type {Uint8Array | undefined} */
  let bytes;
  const { error, stderr } = await compiler.main([entry, "--outFile", "loop.wasm", ...options], {
    readFile: (/** @type {string} */ asked) => {
      // The compiler adds an ending to what is imported, which has one.
      const name = asked.replace(/\.ts\.ts$/, ".ts");
      if (name === entry && entryText !== undefined) return entryText;
      const file = join(root, name);
      if (!existsSync(file)) return null;
      read.add(name);
      return readFileSync(file, "utf8");
    },
    writeFile: (/** @type {string} */ _name, /** @type {Uint8Array} */ contents) => {
      bytes = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || bytes === undefined) throw new Error(`${folder} does not compile:\n${stderr.toString()}`);
  return { bytes: await inlined(bytes), names: [...read].filter((name) => name.startsWith("src/")).sort() };
}

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
async function inlined(bytes) {
  const { default: optimizer } = await import(optimizerName);
  const module = optimizer.readBinary(bytes);
  module.setFeatures(optimizer.Features.NontrappingFPToInt | optimizer.Features.SignExt);
  optimizer.setOptimizeLevel(4);
  optimizer.setShrinkLevel(0);
  optimizer.setAlwaysInlineMaxSize(INLINE);
  optimizer.setFlexibleInlineMaxSize(INLINE);
  optimizer.setAllowInliningFunctionsWithLoops(true);
  module.optimize();
  const optimized = module.emitBinary();
  if (!platform.WebAssembly.validate(optimized))
    throw new Error(`${folder}: what the optimizer makes of it is not valid`);
  return optimized;
}

/**
 * Whether a module has been made of the files that it names, as they are, and of nothing else in the folder.
 * @param {string} text
 */
function isOf(text) {
  const match = /^\/\/ Made by tools\/assembly\.mjs of ([^:]+): (\w+)$/m.exec(text);
  if (match === null) return false;
  const names = match[1].split(" ");
  return names.every((name) => existsSync(join(root, name))) && match[2] === fingerprintOf(names);
}

/** @param {string[]} names */
function fingerprintOf(names) {
  const hash = createHash("sha256");
  const files = ["tools/assembly.mjs", "package-lock.json", ...names];
  for (const name of files) hash.update(name).update(readFileSync(join(root, name)));
  return hash.digest("hex");
}

/** Before tests. */
export { assemble as setup };

if (process.argv[1] === fileURLToPath(import.meta.url)) await assemble();
