import type { TargetOutcome } from "../experiment/experiment.ts";
import { assumedInputs, labelOf, resourceLabels } from "./findings.ts";
import { countRuns, rangeAt, runWordFor, writeNumber } from "./numbers.ts";
import { formatTable, LEFT, paragraph, RIGHT } from "./table.ts";
import { sayOutcome, saySimulated } from "./target-numbers.ts";
import { targetsText } from "./targets-text.ts";
import { heading } from "./text-parts.ts";
import {
  type ChangedVerdict,
  changedVerdicts,
  type EngineCheck,
  type EngineDifference,
  type RangesTried,
  type Verification,
} from "./verification.ts";
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
      ? `Yes. The kernel and a plain second engine, which shares with it only the compiled scenario, the random numbers and their formulas, stated the same ${count(facts)} facts of ${ran}, to the last bit and in the same order${ofResults(checks)}`
      : `No. In ${checks.length === 1 ? "the one scenario" : `${differing.length} of ${checks.length} scenarios`} they differ. This is a fault of Careway: please report it with the file.`;
  return [
    heading("Do both engines agree?"),
    paragraph(answer, "  "),
    formatTable(
      [LEFT("scenario"), RIGHT("facts alike"), LEFT("outcome")],
      checks.map((check) => [check.label, count(check.events), outcomeOf(check)]),
    ),
    ...stopped.map(({ label, stopped: why }) => paragraph(`! ${label}: both stop with ${why}.`, "  ")),
    ...differing.map(({ label, difference }) => (difference === undefined ? "" : firstDifference(label, difference))),
  ].join("");
}

function ofResults(checks: readonly EngineCheck[]): string {
  const ended = checks.filter(({ stopped }) => stopped === undefined).length;
  if (ended === checks.length) return ", and every number of the results is the same.";
  return ended === 0 ? "; then both stop, so there are no results." : ", and so are the results of those that end.";
}

function outcomeOf({ difference, stopped, days }: EngineCheck): string {
  if (difference !== undefined) return "differ";
  const within = days === undefined ? "" : `, first ${count(days)} days: lines grow`;
  return `${stopped === undefined ? "agree" : "agree, both stop"}${within}`;
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
  if (stopped !== undefined) return `${heading(title)}${paragraph(`Nothing can be said. ${stopped}.`, "  ")}`;
  if (findings === undefined) {
    return `${heading(title)}${paragraph("The file has no targets: nothing says what its numbers should be. Write what is known of the baseline under targets.", "  ")}`;
  }
  const called = resourceLabels(findings.arms);
  const of = (outcome: string): number => findings.targets.filter((target) => sayOutcome(target) === outcome).length;
  const unstable = of("unstable") === 0 ? "" : `; unstable, so without a figure: ${of("unstable")}`;
  const runs = countRuns(replications, runWordFor(scenario.clock.run));
  return [
    targetsText(findings, title),
    paragraph(
      `Met: ${of("met")} of ${findings.targets.length}; missed: ${of("missed")}; the runs cannot tell: ${of("cannot tell")}${unstable}; ${runs} of each scenario. A target is met when its whole ${rangeAt(scenario.experiment.level)} lies in the tolerance, and missed when all of it lies outside.`,
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
  if (assumed.length === 0)
    return `${title}${paragraph("None: every number of the file has a source, its own or one stated above it.", "  ")}`;
  const written = new Map(assumed.map(({ path, text }) => [path, text]));
  const bySection = new Map<string, string[]>();
  let ends = 0;
  for (const { path, text } of assumed) {
    if (/\.(low|high)$/.test(path) && written.has(path.replace(/\.(low|high)$/, ""))) {
      ends++;
      continue;
    }
    const [section, ...rest] = path.split(".");
    const limits = [written.get(`${path}.low`), written.get(`${path}.high`)].filter((end) => end !== undefined);
    const range = limits.length === 0 ? "" : ` (${limits.join(" to ")})`;
    bySection.set(section, [...(bySection.get(section) ?? []), `${rest.join(".")} ${text}${range}`]);
  }
  return [
    title,
    paragraph(
      `${assumed.length} of ${scenario.inputs.length} numbers ${assumed.length === 1 ? "has" : "have"} no source${ends === 0 ? "" : `; ${ends} of them are ends of ranges, in brackets`}.`,
      "  ",
    ),
    ...[...bySection].map(([section, list]) => paragraph(`${section} (${list.length}): ${list.join("; ")}`, "  ")),
  ].join("");
}

function changes(verification: Verification): string {
  const { scenario, findings, stopped, ranges } = verification;
  const title = heading("What would change the verdict on a target?");
  if (findings === undefined) {
    const why = stopped === undefined ? "Without targets" : "With a run that stops";
    return `${title}${paragraph(`${why} there is no verdict that could change.`, "  ")}`;
  }
  if (ranges === undefined) return `${title}${paragraph("Ranges were not tried (--no-ranges).", "  ")}`;
  const changed = [...changedVerdicts(verification)].sort((a, b) => rank(a.after) - rank(b.after));
  const rows = changed.map(({ end, before, after }) => [
    `${end.label} ${end.value}`,
    before.label,
    saySimulated(after, scenario),
    `${sayOutcome(before)} → ${sayOutcome(after)}`,
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
    "two parameters moved together",
  ];
  return [
    title,
    paragraph(sayTried(verification, ranges, changed), "  "),
    rows.length === 0 ? "" : formatTable(columns, rows),
    ...refused.map(({ label, value, refused: why }) =>
      paragraph(`! ${label} ${value} could not be tried: ${why}.`, "  "),
    ),
    paragraph(`Not tried: ${untried.join(", ")}.`, "  "),
  ].join("");
}

/** Misses first: of what the runs cannot tell more of them may. */
function rank({ outcome, settled }: TargetOutcome): number {
  if (!settled) return 1;
  return { missed: 0, met: 2, "cannot tell": 3 }[outcome];
}

function sayTried({ scenario }: Verification, ranges: RangesTried, changed: readonly ChangedVerdict[]): string {
  const tried = ranges.ends.filter(({ outcomes }) => outcomes !== undefined);
  if (ranges.ends.length === 0) {
    const none = ranges.without.length === scenario.parameters.length;
    return none
      ? "No parameter of the file has a low or a high: nothing could be tried."
      : "No range of the file leaves its value: nothing could be tried.";
  }
  if (tried.length === 0) return "No end of a range could be tried.";
  const parameters = new Set(tried.map(({ parameter }) => parameter)).size;
  const left = ranges.ends.length - tried.length;
  const but = left === 0 ? "" : `, but for ${left === 1 ? "one end" : `${left} ends`} that could not be tried`;
  const those = `${parameters === 1 ? "one parameter" : `${parameters} parameters`} with a range, taken to ${parameters === 1 ? "its" : "their"} ends one by one${but}`;
  const movers = new Set(changed.map(({ end }) => end.parameter)).size;
  const unsure = changed.some(({ after }) => after.settled && after.outcome === "cannot tell");
  const more = unsure ? " Where the runs cannot tell, more replications may." : "";
  if (movers === 0) return `Of ${those}, none changes the verdict on any target.`;
  return `Of ${those}, ${movers} change${movers === 1 ? "s" : ""} a verdict.${more}`;
}

function again({ command, version, files, seed, replications }: Verification): string {
  return [
    heading("How to get exactly this again"),
    paragraph(command, "  "),
    paragraph(
      `Careway ${version}; seed ${seed}; ${countRuns(replications, "run")} of each scenario. SHA-256 of ${files.map(({ name, sha256 }) => `${name}: ${sha256}`).join("; ")}.`,
      "  ",
    ),
  ].join("");
}

function count(n: number): string {
  return writeNumber(n, { kind: "number", style: "prose" });
}
