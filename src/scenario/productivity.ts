import { constant } from "./formula.ts";
import type { MapNode } from "./node.ts";
import { child } from "./node.ts";
import { atPricesOfFile, price } from "./prices.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { mapOf, optional, record, required, withDefault } from "./records.ts";
import { nameOf, text } from "./scalars.ts";
import type { Activity, Arm, Measure, Productivity, QualityFactor } from "./scenario.ts";
import { DURATION, describeUnit, equalUnits, MONEY, NUMBER, type Unit } from "./units.ts";

interface Known {
  readonly stages: readonly string[];
  readonly exits: readonly string[];
  /** Of all measures, those with a mistake among them. */
  readonly measureNames: readonly string[];
}

const NOTHING_KNOWN: Known = { stages: [], exits: [], measureNames: [] };

/** Of a factor of quality: the measure alone, or with an exponent. */
const EXPONENT = constant({ what: "an exponent", unit: NUMBER, least: 0, most: 100 });
const DISCOUNT = constant({ what: "a rate of discount", unit: NUMBER, least: 0, most: 1 });
/** A year, of a wait: the rate of the Green Book. */
const USUAL_DISCOUNT = 0.035;

type Factor = Omit<QualityFactor, "aspect">;

function factor(known: Known, discounted: boolean): Reader<Factor> {
  const measure = nameOf("a measure", "unknown-measure", () => known.measureNames);
  const exponent = withDefault(EXPONENT, 1, "how much it weighs: 0 for not at all", 0.5);
  const fields = { measure: required(measure, "of the file"), exponent };
  const plain = record("a factor of quality", fields);
  const wait = record("the wait as a factor of quality", {
    ...fields,
    discount: withDefault(DISCOUNT, USUAL_DISCOUNT, "what a year of waiting takes away", "3.5%"),
  });
  return {
    read: (node, reading) => {
      if (node.kind === "map") {
        const read = discounted ? wait.read(node, reading) : plain.read(node, reading);
        return read && { discount: 0, ...read };
      }
      const name = measure.read(node, reading);
      return name === undefined ? undefined : { measure: name, exponent: 1, discount: discounted ? USUAL_DISCOUNT : 0 };
    },
    schema: (definitions) => ({
      anyOf: [measure.schema(definitions), (discounted ? wait : plain).schema(definitions)],
    }),
  };
}

function productivityFields(known: Known) {
  const share = (description: string) => optional(factor(known, false), description);
  const quality = record("the quality of an activity", {
    survival: share("a measure: the share who survive"),
    readmission: share("a measure: the share who are readmitted; what counts is the rest"),
    satisfaction: share("a measure of how satisfied patients are: twice as much is twice as good"),
    wait: optional(factor(known, true), "a measure of the wait, which is discounted"),
  });
  const of = nameOf("a stage or an exit", "unknown-activity", () => [...known.stages, ...known.exits]);
  const activity = record("an activity", {
    label: optional(text("a label"), "what to call it in words"),
    of: required(of, "a stage, whose completed visits are counted, or an exit, whose patients are"),
    cost: required(price(MONEY), "of one, in the baseline: how much it weighs among the others", "£40"),
    quality: optional(quality, "what its quality is measured by"),
  });
  return record("productivity", {
    activities: required(mapOf("activities", activity), "what the pathway does: its output"),
    outcome: required(
      nameOf("a measure", "unknown-measure", () => known.measureNames),
      "a measure: what the pathway is for, as an amount in the window",
    ),
  });
}

export const productivitySchema: Reader<never>["schema"] = (definitions) =>
  productivityFields(NOTHING_KNOWN).schema(definitions);

/** What the productivity of the scenarios is reckoned from; undefined when nothing is said of it, or after a report. */
export function readProductivity(
  root: MapNode,
  reading: Reading,
  known: Known & { readonly measures: readonly Measure[]; readonly baseline: Arm | undefined },
): Productivity | undefined {
  const node = child(root, "productivity");
  if (node === undefined) return undefined;
  const read = productivityFields(known).read(node, reading);
  if (read === undefined) return undefined;
  const { measures, baseline } = known;
  const measureNamed = (name: string): Measure | undefined => measures.find((one) => one.name === name);
  const activities = [...read.activities].flatMap(([name, { label, of, cost: stated, quality }]): Activity[] => {
    const cost = atPricesOfFile(stated, {}, reading);
    if (cost === undefined) return [];
    const factors = ASPECTS.flatMap((aspect) => {
      const one = quality?.[aspect];
      return one === undefined ? [] : [{ aspect, ...one }];
    });
    for (const { aspect, measure } of factors) checkUnit(aspect, measureNamed(measure), reading);
    const kind = known.stages.includes(of) ? "stage" : "exit";
    return [{ name, label: label ?? name, kind, of, cost, quality: factors }];
  });
  checkOutcome(measureNamed(read.outcome), reading);
  if (!activities.some(({ cost }) => cost > 0)) {
    const message = "no activity has a cost, so that there is no output";
    return reading.report(
      mistake("no-activity", message, reading.at, "such as activities: { seen: { of: clinic, cost: £40 } }"),
    );
  }
  const priced = baseline?.resources.some(({ phases }) => phases.some(({ value }) => value.costs.length > 0));
  if (priced === false) {
    const message = "no resource of the baseline has a cost, so that there are no inputs to hold the output against";
    return reading.report(
      mistake("no-inputs", message, reading.at, "give one, such as cost: { rostered: £53 per hour }"),
    );
  }
  return { activities, outcome: read.outcome };
}

const ASPECTS = ["survival", "readmission", "satisfaction", "wait"] as const;

function checkUnit(aspect: QualityFactor["aspect"], measure: Measure | undefined, reading: Reading): void {
  const wanted: Unit = aspect === "wait" ? DURATION : NUMBER;
  if (measure === undefined || equalUnits(measure.unit, wanted)) return;
  const message = `${aspect} is ${describeUnit(wanted)}; the measure "${measure.name}" is ${describeUnit(measure.unit)}`;
  reading.report(mistake("wrong-unit", message, reading.at));
}

/** A mean for each patient would say nothing of how many there were. */
function checkOutcome(measure: Measure | undefined, reading: Reading): void {
  if (measure === undefined) return;
  const { name, statistic, records, better } = measure;
  const isAmount = statistic === "count" || statistic === "rate" || statistic === "sum";
  if (!isAmount && !(records === "time" && statistic === "mean")) {
    const message = `the outcome is an amount in the window; "${name}" is ${statistic === "ratio" ? "a ratio" : `a ${statistic}`}`;
    reading.report(mistake("not-an-amount", message, reading.at, "take a count, a rate, a sum, or a mean of: time"));
  }
  if (better === "lower") {
    const message = `more of the outcome is better, and of "${name}" less is`;
    reading.report(mistake("not-an-outcome", message, reading.at, "take a measure of what the pathway is for"));
  }
}
