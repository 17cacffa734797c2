// Raw words, as 32-bit integers of this machine's byte order, to the standard output until nobody reads them: for batteries that
// read a pipe. Arguments: pattern, view, index of the first number, and the generator if not the simulator's own.
import { writeSync } from "node:fs";
import { generatorNamed, generators } from "./generators.mjs";
import { patternNamed, Walk } from "./walks.mjs";

const [pattern, view, first = "0", name = generators[0].name] = process.argv.slice(2);
const walk = new Walk(generatorNamed(name), patternNamed(pattern), Number(first));
const words = new Uint32Array(1 << 18);
const bytes = new Uint8Array(words.buffer);
try {
  for (;;) {
    walk.fill(words, view);
    for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written);
  }
} catch (error) {
  if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
}
