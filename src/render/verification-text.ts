import { assumedInputs, labelOf, resourceLabels } from "./findings.ts";
import { countRuns, rangeAt, runWordFor, writeNumber } from "./numbers.ts";
import { formatTable, LEFT, paragraph, RIGHT } from "./table.ts";
import { saySimulated } from "./target-numbers.ts";
import { targetsText } from "./targets-text.ts";
import { heading } from "./text-parts.ts";
import { changedVerdicts, type EngineCheck, type EngineDifference, type Verification } from "./verification.ts";
import { sayUnsettled } from "./words/unstable.ts";

/** Why the answer of a file is to be believed, for a terminal: one question after the other. */
export function verificationText(verification: Verification): string {
  return [
    paragraph(verification.scenario.title),
    engines(verification),
    targets(verification),
    assumptions(verification),
    changes(verification),
    again(verification),
  ].join("");
}

function engines({ engines: checks }: Verification): string {
  const facts = checks.reduce((sum, { events }) => sum + events, 0);
  const differing = checks.filter(({ difference }) => difference !== undefined);
  const stopped = checks.filter((check) => check.stopped !== undefined && check.difference === undefined);
  const ran = `${checks.length === 1 ? "one scenario" : `${checks.length} scenarios`}, one run of each`;
  const answer =
    differing.length === 0
      ? `Yes. The kernel and a plain second engine, which shares with it only the compiled scenario, the random numbers and their formulas, stated the same ${count(facts)} facts of ${ran}, to the last bit and in the same order, and every number of the results is the same.`
      : `No. In ${checks.length === 1 ? "the one scenario" : `${differing.length} of ${checks.length} scenarios`} they differ. This is a fault of Careway: please report it with the file.`;
  return [
    heading("Do both engines agree?"),
    paragraph(answer, "  "),
    formatTable(
      [LEFT("scenario"), RIGHT("facts alike"), LEFT("outcome")],
      checks.map((check) => [check.label, count(check.events), outcomeOf(check)]),
    ),
    ...stopped.map(({ label, stopped: why }) => paragraph(`! ${label}: both stop with ${why}`, "  ")),
    ...differing.map(({ label, difference }) => (difference === undefined ? "" : firstDifference(label, difference))),
  ].join("");
}

function outcomeOf({ difference, stopped }: EngineCheck): string {
  if (difference !== undefined) return "differ";
  return stopped === undefined ? "agree" : "agree, both stop";
}

function firstDifference(label: string, { where, kernel, simjs, before }: EngineDifference): string {
  return [
    heading(`First difference in ${label}, at ${where}`),
    ...before.map((line) => paragraph(line, "    ")),
    formatTable([LEFT("kernel"), LEFT("second engine")], [[kernel ?? "(nothing more)", simjs ?? "(nothing more)"]]),
  ].join("");
}

function targets({ findings, stopped, scenario, replications }: Verification): string {
  const title = "Which targets are met?";
  if (stopped !== undefined) return `${heading(title)}${paragraph(`Nothing can be said. ${stopped}`, "  ")}`;
  if (findings === undefined) {
    return `${heading(title)}${paragraph("The file has no targets: nothing says what its numbers should be. Write what is known of the baseline under targets.", "  ")}`;
  }
  const called = resourceLabels(findings.arms);
  const of = (outcome: string): number => findings.targets.filter((target) => target.outcome === outcome).length;
  const runs = countRuns(replications, runWordFor(scenario.clock.run));
  return [
    targetsText(findings, title),
    paragraph(
      `Met: ${of("met")} of ${findings.targets.length}; missed: ${of("missed")}; the runs cannot tell: ${of("cannot tell")}; ${runs} of each scenario. A target is met when the whole range lies in the tolerance, and missed when all of it lies outside.`,
      "  ",
    ),
    ...findings.instabilities.map((one) =>
      paragraph(`⚠ ${labelOf(findings.arms, one.arm)}: ${sayUnsettled(one, called)}`, "  "),
    ),
    ...findings.warnings.map(({ message }) => paragraph(`! ${message}.`, "  ")),
  ].join("");
}

/** By section of the file, each number with its place within the section, and its range with it. */
function assumptions({ scenario }: Verification): string {
  const assumed = assumedInputs(scenario);
  const title = heading("Which inputs are assumptions?");
  if (assumed.length === 0) return `${title}${paragraph("None: every number of the file names its source.", "  ")}`;
  const written = new Map(assumed.map(({ path, text }) => [path, text]));
  const bySection = new Map<string, string[]>();
  for (const { path, text } of assumed) {
    if (written.has(path.replace(/\.(low|high)$/, "")) && /\.(low|high)$/.test(path)) continue;
    const [section, ...rest] = path.split(".");
    const ends = [written.get(`${path}.low`), written.get(`${path}.high`)].filter((end) => end !== undefined);
    const range = ends.length === 0 ? "" : ` (${ends.join(" to ")})`;
    bySection.set(section, [...(bySection.get(section) ?? []), `${rest.join(".")} ${text}${range}`]);
  }
  return [
    title,
    paragraph(
      `${assumed.length} of ${scenario.inputs.length} numbers ${assumed.length === 1 ? "has" : "have"} no source of ${assumed.length === 1 ? "its" : "their"} own.`,
      "  ",
    ),
    ...[...bySection].map(([section, list]) => paragraph(`${section} (${list.length}): ${list.join("; ")}`, "  ")),
  ].join("");
}

function changes(verification: Verification): string {
  const { scenario, findings, stopped, ranges } = verification;
  const title = heading("What would change the verdict?");
  if (findings === undefined) {
    const why = stopped === undefined ? "Without targets there" : "With a run that stops there";
    return `${title}${paragraph(`${why} is no verdict.`, "  ")}`;
  }
  if (ranges === undefined) return `${title}${paragraph("Ranges were not tried (--no-ranges).", "  ")}`;
  const changed = changedVerdicts(verification);
  const tried = new Set(ranges.ends.map(({ parameter }) => parameter)).size;
  const movers = new Set(changed.map(({ end }) => end.parameter)).size;
  const those = `${tried === 1 ? "one parameter" : `${tried} parameters`} with a range, taken to ${tried === 1 ? "its" : "their"} ends one by one`;
  const said =
    tried === 0
      ? "No parameter of the file has a low and a high: nothing could be tried."
      : changed.length === 0
        ? `Of ${those}, none changes the verdict on any target.`
        : `Of ${those}, ${movers} change${movers === 1 ? "s" : ""} a verdict:`;
  const rows = changed.map(({ end, before, after }) => [
    `${end.label} ${end.value}`,
    before.label,
    saySimulated(after, scenario),
    `${before.outcome} → ${after.outcome}`,
  ]);
  const columns = [
    LEFT("with"),
    LEFT("target"),
    LEFT(`simulated (${rangeAt(scenario.experiment.level)})`),
    LEFT("verdict"),
  ];
  const refused = ranges.ends.filter((end) => end.refused !== undefined);
  const others = scenario.inputs.filter(({ path }) => !path.startsWith("parameters.")).length;
  const untried = [
    ...(ranges.without.length === 0 ? [] : [`the parameters without a range (${ranges.without.join(", ")})`]),
    ...(others === 0
      ? []
      : [others === 1 ? "one number that is no parameter" : `${others} numbers that are no parameters`]),
    "two at once",
  ];
  return [
    title,
    paragraph(said, "  "),
    rows.length === 0 ? "" : formatTable(columns, rows),
    ...refused.map(({ parameter, value, refused: why }) =>
      paragraph(`! ${parameter} ${value} could not be tried: ${why}.`, "  "),
    ),
    paragraph(`Not tried: ${untried.join(", ")}.`, "  "),
  ].join("");
}

function again({ command, version, sha256, seed, replications }: Verification): string {
  return [
    heading("How to get exactly this again"),
    paragraph(command, "  "),
    paragraph(
      `Careway ${version}; seed ${seed}; ${countRuns(replications, "run")} of each scenario; the file's SHA-256 is ${sha256}.`,
      "  ",
    ),
  ].join("");
}

function count(n: number): string {
  return writeNumber(n, { kind: "number", style: "prose" });
}
