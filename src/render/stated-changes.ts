import type { Intervention, Scenario } from "../scenario/scenario.ts";
import { type Findings, labelOf } from "./findings.ts";

/** What the file says in words of an intervention: what it changes, how that is supposed to work, and how large it is. */
export interface StatedChange {
  readonly label: string;
  /** "skill mix" */
  readonly lever: string;
  readonly target: string;
  readonly mechanism: string;
  /** "Time for a case: 45 min (20 min to 114 min)" */
  readonly size: string;
  /** Of the size: "Audit of 2025 (medium)", or that there is none. Undefined where no size is stated. */
  readonly evidence: string | undefined;
}

/** Of each intervention that is compared, once, in the order of the arms; only where one of the three is stated. */
export function statedChanges({ scenario, arms }: Pick<Findings, "scenario" | "arms">): readonly StatedChange[] {
  const all = new Map(arms.flatMap(({ interventions }) => interventions.map((one) => [one.name, one] as const)));
  return [...all.values()]
    .filter(({ target, mechanism, size }) => [target, mechanism, size].some((stated) => stated !== undefined))
    .map((intervention) => ({
      label: intervention.label,
      lever: leverWords(intervention.lever),
      target: intervention.target ?? NOT_STATED,
      mechanism: intervention.mechanism ?? NOT_STATED,
      ...sizeOf(intervention, scenario),
    }));
}

const NOT_STATED = "not stated";

/** `skillMix` is skill mix. */
function leverWords(lever: string | undefined): string {
  return lever?.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) ?? NOT_STATED;
}

function sizeOf({ size }: Intervention, scenario: Scenario): Pick<StatedChange, "size" | "evidence"> {
  const parameter = scenario.parameters.find(({ name }) => name === size);
  if (parameter === undefined) return { size: NOT_STATED, evidence: undefined };
  const { name, value, low, high } = parameter;
  const input = scenario.inputs.find(({ path }) => path === `parameters.${name}`);
  const ends =
    low !== undefined && high !== undefined
      ? ` (${low.text} to ${high.text})`
      : low !== undefined
        ? ` (${low.text} at the least)`
        : high !== undefined
          ? ` (${high.text} at the most)`
          : " (no range stated)";
  const source = scenario.evidence.find((one) => one.name === input?.evidence);
  return {
    size: `${labelOf(scenario.parameters, name)}: ${input?.text ?? value}${ends}`,
    evidence: source === undefined ? "none stated: an assumption" : `${source.citation} (${source.confidence})`,
  };
}
