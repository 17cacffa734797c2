// Writes the random scenarios of this folder anew, by test/random-scenarios from fixed tapes. They are kept, so that a change of what
// is drawn does not change the fingerprints. `node test/portable/draw.mjs`, then `node test/portable/run.mjs --write`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "./load.mjs";

const COUNT = 24;
const folder = fileURLToPath(new URL("scenarios/", import.meta.url));
/** @type {typeof import("./drawn.ts")} */
const { drawn } = await load("drawn.ts");
for (const [i, text] of drawn(COUNT).entries()) {
  const name = `${String(i + 1).padStart(2, "0")}.yaml`;
  writeFileSync(folder + name, `# Drawn by test/random-scenarios for test/portable: nothing of it is meant.\n${text}`);
}
