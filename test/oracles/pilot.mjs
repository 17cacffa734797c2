// Plans how often the second simulator runs: the spread of replications with a seed of their own (60, or a twentieth
// of those planned where that is more) tells how many give half-widths of
// 0.9 of what is allowed. Prints what it finds beside what lengths.mjs says. Give names of models to plan these alone.
import { exactOfAnswer, limitOf } from "./criteria.mjs";
import { models } from "./plan.mjs";
import { Pool } from "./pool.mjs";
import { readersOf } from "./read-rows.mjs";
import { estimateOf } from "./verify.mjs";

const PILOT = 60;
const MOST = 20_000;
const GOAL = 0.9;
const names = process.argv.slice(2);
const pool = new Pool(2);
for (const model of models) {
  const { name, run, small, replications } = model;
  if (small === undefined || (names.length > 0 && !names.includes(name))) continue;
  const count = Math.min(MOST, Math.max(PILOT, Math.ceil(small / 20)));
  const readers = readersOf(model);
  const before = process.cpuUsage();
  const [values] = await pool.run([
    { name, seed: "pilot", small: true, minutes: run, first: 1, count, readers: readers.length },
  ]);
  const { user, system } = process.cpuUsage(before);
  const wanted = readers.map(({ id, read }, k) => {
    const { halfWidth } = estimateOf([values[k]], read.squared);
    return count * (halfWidth / (GOAL * limitOf(id) * Math.abs(exactOfAnswer(id)))) ** 2;
  });
  const most = Math.max(...wanted.filter(Number.isFinite));
  const worst = readers[wanted.indexOf(most)].id;
  const cost = ((user + system) / 1e6 / count) * most;
  console.log(`${name}: ${replications} + ${Math.ceil(most)} for ${worst}, ${cost.toFixed(1)} s (${small})`);
}
await pool.close();
