import type { Comparison, Instability } from "../../experiment/experiment.ts";
import { writeEstimate, writeNumber } from "../numbers.ts";
import { type Labels, resourceLabel } from "./labels.ts";

/** What is said in place of every average, difference and cost when an arm does not settle. */
export function sayUnstable(comparison: Comparison, labels: Labels): { readonly text: string; readonly more: string } {
  const inScenario = comparison.instabilities.find(({ arm }) => arm === comparison.arm);
  const inBaseline = comparison.instabilities.find(({ arm }) => arm === comparison.baseline);
  if (inScenario !== undefined && inBaseline === undefined) return sayOneArm(comparison, inScenario, labels, false);
  if (inScenario === undefined && inBaseline !== undefined) return sayOneArm(comparison, inBaseline, labels, true);
  const worst = inScenario ?? inBaseline;
  if (worst === undefined) throw new Error(`${comparison.arm} and ${comparison.baseline} both settle`);
  return {
    text: "This pathway cannot cope as described.",
    more: `${sayGrowth(worst, labels)}, so averages mean nothing.${sayCure(worst)}`,
  };
}

function sayGrowth({ resource, growthPerWeek, lists }: Instability, labels: Labels): string {
  const what =
    resource === undefined ? "The number of patients present" : `The queue for ${resourceLabel(resource, labels)}`;
  // An overload is known before the run: the runs may be too short or too few to show how fast its line grows.
  if (!(growthPerWeek.low > 0)) {
    const name = resource === undefined ? "the pathway" : resourceLabel(resource, labels);
    return lists === undefined
      ? `More work arrives for ${name} than can be done and the queue never settles`
      : `More patients are to be called for ${name} than its lists hold and the queue never settles`;
  }
  return `${what} grows${sayPace(growthPerWeek)} and never settles`;
}

/** Of an arm whose numbers are left out for it: "the line for “Beds” grows by about 3 patients a week and never settles …". */
export function sayUnsettled(instability: Instability, label: (resource: string) => string): string {
  const { resource, growthPerWeek } = instability;
  const name = resource === undefined ? "number of patients present" : `line for “${label(resource)}”`;
  return `the ${name} grows${sayPace(growthPerWeek)} and never settles, so averages mean nothing.${sayCure(instability)}`;
}

/** " by about 3 patients a week"; empty when the runs do not show it. */
function sayPace(growthPerWeek: Instability["growthPerWeek"]): string {
  if (!(growthPerWeek.low > 0)) return "";
  const amount = writeEstimate(growthPerWeek, { kind: "patients", style: "prose" }).value;
  return ` by about ${amount} patient${amount === "1" ? "" : "s"} a week`;
}

/** A sentence on what is short, and by how much, with the space before it; empty when not known. */
export function sayCure({ cure, lists }: Pick<Instability, "cure" | "lists">): string {
  const plain = (value: number): string => writeNumber(value, { kind: "number", style: "prose" });
  if (lists !== undefined) {
    return ` Its lists hold ${plain(lists.called)} patients a week, and ${plain(lists.asked)} are to be called.`;
  }
  return cure === undefined ? "" : ` It would settle with ${plain(cure.needed)} or more, not ${plain(cure.has)}.`;
}

/** @param without the baseline is the one that grows */
function sayOneArm(
  comparison: Comparison,
  instability: Instability,
  labels: Labels,
  without: boolean,
): { readonly text: string; readonly more: string } {
  const { resource } = instability;
  const queue =
    resource === undefined ? "the number of patients present" : `the queue for ${resourceLabel(resource, labels)}`;
  const level = sayLevel(comparison, resource, without);
  const text = without
    ? `Without change ${queue} keeps growing; with ${labels.scenario} it settles${level}.`
    : `Without change ${queue} settles${level}; with ${labels.scenario} it keeps growing.`;
  const more = `How much ${without ? "better" : "worse"} depends on how long you wait, so no average is given.`;
  return { text, more: more + sayCure(instability) };
}

/** " at about 4 patients", of the arm that settles; empty when it was not measured. */
function sayLevel({ differences }: Comparison, resource: string | undefined, ofScenario: boolean): string {
  const id = resource === undefined ? "overall.present.mean" : `resource.${resource}.waiting.mean`;
  const found = differences.find(({ metric }) => metric.id === id);
  if (found === undefined) return "";
  const amount = writeEstimate(ofScenario ? found.scenario : found.baseline, {
    kind: "patients",
    style: "prose",
  }).value;
  return ` at about ${amount} patient${amount === "1" ? "" : "s"}`;
}
