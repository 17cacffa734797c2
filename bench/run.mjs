// The benchmark: CPU of an event as ratios, everything interleaved in one run. npm run bench [-- --only w2,w4] [--rounds N] [--json FILE]
// or, for CI, --gate. See docs/performance.md.
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { gate } from "./parts/gate.mjs";
import { parts } from "./parts/parts.mjs";
import { targetTable } from "./report.mjs";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    rounds: { type: "string" },
    json: { type: "string" },
    gate: { type: "boolean", default: false },
  },
});
const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
if (rounds !== undefined && !(Number.isInteger(rounds) && rounds >= 1))
  throw new Error("--rounds takes a whole number");
const chosen = values.only?.split(",") ?? Object.keys(parts);
for (const name of chosen) {
  if (parts[name] === undefined) throw new Error(`--only ${name}: there are ${Object.keys(parts).join(", ")}`);
}

if (values.gate) process.exitCode = gate(rounds ?? 3) ? 0 : 1;
else await all();

async function all() {
  console.log(
    `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? "?"}; median [min..max] over rounds.\n` +
      `${loadavg()[0].toFixed(1)} processes wanted a core in the minute before: with other work, wall-clock times tell nothing.\n`,
  );
  /** @type {import("./report.mjs").Part[]} */
  const found = [];
  for (const name of chosen) {
    console.error(`${name}: ${rounds ?? parts[name].rounds} rounds`);
    const part = await parts[name].measure({ rounds: rounds ?? parts[name].rounds });
    console.log(`## ${part.title}\n\n${part.lines.join("\n")}`);
    found.push(part);
  }
  const targets = found.flatMap((part) => part.targets ?? []);
  if (targets.length > 0) console.log(`## Targets\n\n${targetTable(targets).join("\n")}\n`);
  const failures = found.flatMap((part) => part.failures ?? []);
  for (const failure of failures) console.log(`Answers differ: ${failure}`);
  if (values.json !== undefined) {
    const data = Object.fromEntries(found.map((part, k) => [chosen[k], part.data]));
    writeFileSync(values.json, `${JSON.stringify({ node: process.version, data }, null, 2)}\n`);
  }
  if (failures.length > 0) process.exitCode = 1;
}
