// First measure of speed: events per second in one thread, and peak memory, each model in a process of its own. An event is an
// arrival or an end of service or delay. Every row states its number of events, so that a faster wrong kernel cannot win.
// Run it by `npm run bench`.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(import.meta.url);
/** Built by `npm run bench` before this runs. */
const library = "../dist/index.js";
/** @type {Record<string, { file: string, replications: number, events: [number, number] }>} */
const scenarios = {
  "M/M/1 at 0.8": { file: "bench/mm1.yaml", replications: 5, events: [3_900_000, 4_100_000] },
  "M/M/10 at 0.9": { file: "bench/mm10.yaml", replications: 5, events: [3_500_000, 3_700_000] },
  "discharge to assess": { file: "scenarios/discharge-to-assess.yaml", replications: 20, events: [600_000, 1_200_000] },
};

if (process.argv[2] === "--one") await one(process.argv[3]);
else table();

function table() {
  console.log("| model | events | events a second: median [min..max] of 5 | peak memory |");
  console.log("| --- | ---: | ---: | ---: |");
  for (const name of Object.keys(scenarios)) {
    const child = spawnSync(process.execPath, [here, "--one", name], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (child.status !== 0) process.exit(1);
    const { events, rates, memory } = JSON.parse(child.stdout);
    const [least, greatest] = scenarios[name].events;
    if (!(events >= least && events <= greatest))
      throw new Error(`${name}: ${events} events, expected ${least} to ${greatest}`);
    rates.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
    const million = (/** @type {number} */ rate) => `${(rate / 1e6).toFixed(2)} M`;
    console.log(
      `| ${name} | ${events} | ${million(rates[2])} [${million(rates[0])}..${million(rates[4])}] | ${Math.round(memory / 1048576)} MB |`,
    );
  }
}

/** @param {string} name */
async function one(name) {
  const { Collector, Simulation, compile, formatDiagnostics, readScenario } = await import(library);
  const { file, replications } = scenarios[name];
  const path = new URL(`../${file}`, import.meta.url);
  const read = readScenario({ name: file, text: readFileSync(path, "utf8") });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[0]);
  const simulation = new Simulation(model);
  const collector = new Collector(model);
  const rates = [];
  let events = 0;
  for (let round = 0; round < 6; round++) {
    events = 0;
    const start = process.cpuUsage().user;
    for (let replication = 1; replication <= replications; replication++) {
      simulation.run(replication, collector);
      events += collector.result().events;
    }
    const seconds = (process.cpuUsage().user - start) / 1e6;
    if (round > 0) rates.push(events / seconds); // the first warms up
  }
  console.log(JSON.stringify({ events, rates, memory: process.resourceUsage().maxRSS * 1024 }));
}
