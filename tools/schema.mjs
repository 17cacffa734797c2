// Writes schema/scenario.schema.json, the published JSON Schema of scenario files, from the command that prints it.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const schema = execFileSync(process.execPath, [`${root}dist/cli/main.js`, "schema"], { encoding: "utf8" });
JSON.parse(schema); // whatever the command printed, only JSON is written
mkdirSync(`${root}schema`, { recursive: true });
writeFileSync(`${root}schema/scenario.schema.json`, schema);
console.error("Wrote schema/scenario.schema.json.");
