import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {import("./fingerprint.ts").Story} Story */

const root = fileURLToPath(new URL("../../", import.meta.url));
const folders = [
  "scenarios",
  "scenarios/examples",
  "scenarios/published",
  "test/invariance",
  "test/oracles/scenarios",
  "test/portable/scenarios",
  "test/scenario/files",
  "test/traces",
];

/** Of those that would take long by their own clock. @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */
const shorter = {
  "scenarios/discharge-to-assess.yaml": { warmUp: "3 days", run: "7 days" },
  "scenarios/examples/dialysis-chairs.yaml": { run: "6 weeks" },
  "scenarios/examples/home-blood-pressure.yaml": { warmUp: "2 weeks", run: "4 weeks" },
  "scenarios/examples/nurse-or-doctor.yaml": { warmUp: "2 weeks", run: "2 weeks" },
  "scenarios/examples/theatre-lists.yaml": { run: "12 weeks" },
  "scenarios/examples/training-clinic.yaml": { warmUp: "2 weeks", run: "8 weeks" },
  "scenarios/examples/virtual-ward.yaml": { warmUp: "4 weeks", run: "12 weeks" },
  "scenarios/mm1.yaml": { warmUp: "1 week", run: "2 weeks" },
  "scenarios/prehabilitation.yaml": { warmUp: "2 weeks", run: "4 weeks" },
  "scenarios/published/clot-retrieval.yaml": { warmUp: "0 days", run: "3 days" },
  "scenarios/published/home-visits.yaml": { warmUp: "0 days", run: "3 days" },
  "scenarios/published/mental-health.yaml": { warmUp: "7 days", run: "14 days" },
  "scenarios/published/nurse-clinic.yaml": { warmUp: "0 days", run: "1 day" },
  "scenarios/published/stroke-capacity.yaml": { warmUp: "30 days", run: "30 days" },
  "scenarios/published/stroke-reconfiguration.yaml": { warmUp: "30 days", run: "60 days" },
  "scenarios/ward.yaml": { warmUp: "2 weeks", run: "4 weeks" },
  "test/invariance/ward.yaml": { warmUp: "1 week", run: "3 weeks" },
  "test/scenario/files/whole.yaml": { warmUp: "1 week", run: "2 weeks" },
};

/** Every scenario of these folders, in the order of their names. @returns {Story[]} */
export function stories() {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith(".yaml"))
      .sort()
      .map((file) => story(`${folder}/${file}`)),
  );
}

/** @param {string} name @returns {Story} */
function story(name) {
  const text = readFileSync(join(root, name), "utf8");
  const named = [...text.matchAll(/[\w./-]+\.csv\b/g)].map(([file]) => file);
  const beside = [...new Set(named)].filter((file) => existsSync(join(root, dirname(name), file)));
  const files = Object.fromEntries(beside.map((file) => [file, readFileSync(join(root, dirname(name), file), "utf8")]));
  const set = Object.fromEntries(Object.entries(shorter[name] ?? {}).map(([key, value]) => [`clock.${key}`, value]));
  return { name, text, files, set };
}
