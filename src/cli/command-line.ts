import { availableParallelism } from "node:os";
import type { Argv } from "yargs";
import yargs from "yargs";
import { UsageError } from "./problems.ts";
import type { RunOptions } from "./run-options.ts";
import { VERSION } from "./version.ts";

/** `--scenario a file.yaml` names one scenario: yargs by itself would take the file for another. */
const PARSING = { "greedy-arrays": false };

export function commandLine(args: readonly string[]): Argv {
  return yargs([...args])
    .parserConfiguration(PARSING)
    .scriptName("careway")
    .locale("en")
    .usage("$0 <command>\n\nTries out redesigned care pathways before anyone lives them.")
    .command(
      "check <file>",
      "Finds every mistake in a scenario file and says what is known before a run",
      (y) => scenarioChoice(withFile(y), SEVERAL).option("json", JSON_OPTION),
      async (argv) => (await import("./check.ts")).check(runOptions(argv)),
    )
    .command(
      "run <file>",
      "Runs one scenario (the baseline unless --scenario names another)",
      (y) => runningOptions(withFile(y), "this scenario instead of the baseline"),
      async (argv) => {
        const options = await withPool(runOptions(argv));
        await (await import("./run.ts")).run(options);
      },
    )
    .command(
      "compare <file>",
      "Runs all scenarios on the same patients and says what changes, how sure, and who pays",
      (y) => runningOptions(withFile(y), `${SEVERAL}; the baseline comes along`),
      async (argv) => {
        const options = await withPool(runOptions(argv));
        await (await import("./compare.ts")).compare(options);
      },
    )
    .command(
      "factorial <file>",
      "Runs combinations of interventions: the effect of each, and how they interact",
      (y) =>
        saving(replicating(settings(withFile(y))))
          .option("of", {
            type: "string",
            array: true,
            default: [],
            describe: "interventions, 2 to 7 (comma or repeat)",
          })
          .option("fraction", { type: "string", describe: "1/2, 1/4 ...: only so many of the combinations" })
          .option("generators", {
            type: "string",
            array: true,
            default: [],
            describe: "of a fraction of your own: d=abc, letters in the order of --of",
          }),
      async (argv) => {
        const [of, generators] = [commas(argv.of), commas(argv.generators)];
        const options = await withPool({ ...runOptions(argv), of, generators, fraction: text(argv, "fraction") });
        await (await import("./factorial.ts")).factorial(options);
      },
    )
    .command(
      "verify <file>",
      "Says why to believe the answer: two engines, published targets, what is assumed",
      (y) =>
        replicating(scenarioChoice(withFile(y), `${SEVERAL} through both engines`)).option("ranges", {
          type: "boolean",
          default: true,
          describe: "try both ends of each parameter's range; --no-ranges leaves it",
        }),
      async (argv) => {
        process.exitCode = await (await import("./verify.ts")).verify({ ...runOptions(argv), ranges: argv.ranges });
      },
    )
    .command(
      "worth <file>",
      "Tries one more of each resource, and says what to change first, and per pound",
      (y) =>
        replicating(scenarioChoice(withFile(y), "in this scenario instead of the baseline"))
          .option("measure", { type: "string", describe: "what ranks: a measure of the file, or a metric" })
          .option("out", { type: "string", describe: "folder for the page, the CSV file and the manifest" }),
      async (argv) => {
        const options = await withPool({ ...runOptions(argv), measure: text(argv, "measure") });
        await (await import("./worth.ts")).worth(options);
      },
    )
    .command(
      "schema",
      "Prints the JSON Schema of scenario files, for editors",
      (y) => y,
      async () => (await import("./schema.ts")).schema(),
    )
    .command(
      "unit-costs [words..]",
      "Lists the published unit costs that a file can name, or those with all these words",
      (y) => y.positional("words", { type: "string", array: true, default: [] }).option("json", JSON_OPTION),
      async (argv) => (await import("./unit-costs.ts")).listUnitCosts(argv.words, argv.json),
    )
    .command(
      "new [file]",
      "Writes a small commented scenario to start from",
      (y) => y.positional("file", { type: "string", describe: "where to write it; left out: to the terminal" }),
      async (argv) => (await import("./new.ts")).newFile(argv.file),
    )
    .example("$0 check pathway.yaml", "is the file right, and can the pathway cope?")
    .example("$0 compare pathway.yaml --out results", "the answer, tables, CSV files and a page")
    .example("$0 run pathway.yaml --scenario d2a --set parameters.beds=60", "one scenario with a changed number")
    .demandCommand(1, "Say what to do: check, run, compare, factorial, verify, worth, schema, unit-costs or new.")
    .strict()
    .recommendCommands()
    .version(VERSION)
    .help()
    .alias("h", "help")
    .wrap(80)
    .exitProcess(true)
    .fail((message, error) => {
      throw error ?? new UsageError(`${message}\n\nTry: careway --help`);
    });
}

const JSON_OPTION = { type: "boolean", default: false, describe: "print JSON instead of tables" } as const;

function withFile<T>(y: Argv<T>) {
  return y.positional("file", {
    type: "string",
    demandOption: true,
    describe: "scenario file, YAML or JSON; - for standard input",
  });
}

/** Of the option --scenario. */
const SEVERAL = "only these scenarios (comma or repeat)";

function scenarioChoice<T>(y: Argv<T>, describe: string) {
  return settings(
    y.option("scenario", {
      type: "string",
      array: true,
      default: [],
      describe,
    }),
  );
}

function settings<T>(y: Argv<T>) {
  return y.option("set", {
    type: "string",
    array: true,
    default: [],
    describe: "change a value: parameters.beds=60 (repeat)",
  });
}

function runningOptions<T>(y: Argv<T>, scenario: string) {
  return saving(replicating(scenarioChoice(y, scenario)));
}

function saving<T>(y: Argv<T>) {
  return y
    .option("engine", {
      choices: ["kernel", "simjs"] as const,
      default: "kernel" as const,
      describe: "simjs: the plain second engine, slow, with the same numbers",
    })
    .option("by", {
      type: "string",
      array: true,
      default: [],
      describe: 'break figures down by class, an attribute, or "age: 65, 75" (repeat)',
    })
    .option("out", { type: "string", describe: "folder for the page, the CSV files and the manifest" });
}

function replicating<T>(y: Argv<T>) {
  return y
    .option("replications", { type: "string", describe: "simulated years or runs of each scenario" })
    .option("seed", { type: "string", describe: "text from which all random numbers come" })
    .option("workers", { type: "string", describe: "threads; unless stated as many as pay, at most one a core" })
    .option("json", JSON_OPTION)
    .option("quiet", { type: "boolean", default: false, describe: "no progress" });
}

function runOptions(argv: Record<string, unknown>): RunOptions {
  return {
    // yargs hands over a lone dash as an empty text.
    file: argv.file === "" ? "-" : (text(argv, "file") ?? "-"),
    replications: whole(argv, "replications", 1, 1_000_000),
    seed: text(argv, "seed"),
    scenario: commas(argv.scenario),
    set: [...list(argv.set), ...forWhom(list(argv.by))],
    workers: whole(argv, "workers", 1, 256),
    engine: text(argv, "engine") === "simjs" ? "simjs" : "kernel",
    out: text(argv, "out"),
    json: argv.json === true,
    quiet: argv.quiet === true,
  };
}

/**
 * Workers of which a number is stated start while the command and the file are read. Not more than there are cores: they would keep
 * this thread from reading.
 */
async function withPool<T extends RunOptions>(options: T): Promise<T> {
  const { workers, replications, engine } = options;
  if (workers === undefined || workers > availableParallelism()) return options;
  const { WorkerRunner } = await import("../node/worker-runner.ts");
  return { ...options, pool: new WorkerRunner(Math.min(workers, replications ?? workers), undefined, engine) };
}

/** As a value of the file's `forWhom`, in place of its own: `[class, { age: [65, 75] }]`. */
function forWhom(by: readonly string[]): readonly string[] {
  if (by.length === 0) return [];
  const items = by.flatMap((item) => {
    const [name, cuts] = item.split(/:(.*)/s);
    return cuts === undefined ? name.split(",") : [`{ ${name.trim()}: [${cuts.trim().replace(/^\[|\]$/g, "")}] }`];
  });
  return [`forWhom=[${items.map((item) => item.trim()).join(", ")}]`];
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Items that stand in one text with commas, or in several. */
function commas(value: unknown): readonly string[] {
  return list(value)
    .flatMap((item) => item.split(","))
    .filter((item) => item !== "");
}

function text(argv: Record<string, unknown>, name: string): string | undefined {
  const value = argv[name];
  if (value === undefined) return undefined;
  const last = Array.isArray(value) ? value[value.length - 1] : value;
  if (typeof last !== "string" || last === "") throw new UsageError(`--${name} needs a value.`);
  return last;
}

function whole(argv: Record<string, unknown>, name: string, least: number, most: number): number | undefined {
  const value = text(argv, name);
  if (value === undefined) return undefined;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw new UsageError(`--${name} must be a whole number from ${least} to ${most}, found "${value}".`);
  }
  return number;
}
