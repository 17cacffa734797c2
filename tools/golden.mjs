// Rewrites the expected results in test/golden: read the difference like code before it is committed.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const vitest = `${root}node_modules/vitest/vitest.mjs`;
const run = spawnSync(process.execPath, [vitest, "run", "test/golden", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, UPDATE_GOLDEN: "1" },
});
if (run.error) throw run.error;
process.exitCode = run.status ?? 1;
