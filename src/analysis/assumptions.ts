import { quotedList } from "../scenario/reading.ts";
import type { Arm, Stage } from "../scenario/scenario.ts";
import type { ResourceLoad } from "./load.ts";
import { chosen, finalUptake, type PatientKind } from "./patients.ts";
import { contactsIn, type Flow } from "./traffic.ts";
import { labelOf, percent, type Warning } from "./warnings.ts";

/** How figures were reached where something had to be assumed, in a sentence without a full stop. */
export interface Assumption extends Warning {
  /** Labels of the stages that it is about; empty when it is not about stages. */
  readonly stages: readonly string[];
}

/** What is said of some stages, together for all of them. */
const ABOUT_STAGES: Readonly<Record<string, (stages: string, many: boolean) => string>> = {
  "unknown-share": (stages) =>
    `where patients go after ${stages} depends on the run: each way is taken to be as likely`,
  "chance-without-waiting": (stages) =>
    `the chances after ${stages} depend on times that only the run knows: they are worked out as if nobody waited`,
  "unknown-duration": (stages, many) =>
    `how long ${stages} ${many ? "take" : "takes"} depends on the run: the units needed leave ${many ? "them" : "it"} out`,
  "unknown-contacts": (stages) =>
    `how often the contacts at ${stages} fall due depends on the run: they are counted as none`,
  "left-early": (stages) =>
    `those who leave ${stages} by a timer, turn back or are not started are counted as if they did not: what they go on to then is left out`,
};

/** What `analyse` assumed to reach its figures. */
export function assumptionsOf(arm: Arm, flows: readonly Flow[], loads: readonly ResourceLoad[]): readonly Assumption[] {
  const spreading = arm.interventions.filter(({ adoption }) => !adoption.full);
  const guessed = stagesWhere(flows, ({ guessed: flag }) => flag);
  const chances = stagesWhere(flows, ({ withoutWaiting, guessed: flag }) => withoutWaiting && !flag);
  const unknown = [...new Set(loads.flatMap(({ unknownStages }) => unknownStages))].sort();
  const limited = flows.some(({ stages }) =>
    stages.some(({ queue }) => queue.kind === "adopted" || queue.value !== undefined),
  );
  const partial = arm.interventions.filter(({ implementation: { fidelity, lag } }) => fidelity < 1 || lag > 0);
  return [
    ...spreading.map(({ label, adoption }) => {
      const before = adoption.decay === undefined ? "" : ", before it decays";
      return plain(
        "final-uptake",
        `"${label}" counts at its final uptake, ${percent(finalUptake(adoption))} of those eligible${before}`,
      );
    }),
    ...partial.map(({ label, implementation: { fidelity, lag } }) => {
      const effect = fidelity < 1 ? `${percent(fidelity)} of its effect` : "its whole effect";
      return plain("final-effect", `"${label}" counts with ${effect}${lag > 0 ? ", when that has grown" : ""}`);
    }),
    ...arm.interventions.flatMap(({ label, adoption, implementation }) => {
      const { ceiling, stretch, scores } = implementation;
      if (scores === undefined || adoption.full) return [];
      const [share, times] = [percent(ceiling), `${Math.round(stretch * 100) / 100}`];
      return [
        plain(
          "score-rule",
          `by an assumed rule the scores of "${label}" leave ${share} of its ceiling and make its times ${times} times as long`,
        ),
      ];
    }),
    ...aboutStages("unknown-share", guessed, arm),
    ...aboutStages("chance-without-waiting", chances, arm),
    ...aboutStages("unknown-duration", unknown, arm),
    ...aboutStages("unknown-contacts", visited(flows, contactsUnknown), arm),
    ...aboutStages("left-early", visited(flows, canLeaveEarly), arm),
    ...loads
      .filter(({ unknownLateness }) => unknownLateness)
      .map(({ resource }) =>
        plain(
          "unknown-lateness",
          `how late the sessions of "${labelOf(arm.resources, resource)}" begin depends on the run: they count as on time`,
        ),
      ),
    ...populations(arm, flows),
    ...(limited
      ? [plain("nobody-turned-away", "nobody is turned away: where a queue has a limit the true load is lower")]
      : []),
  ];
}

/** Those of several arms, each once: what is said of stages, of all of them together. */
export function assumptionsTogether(
  arms: readonly { readonly label: string; readonly assumptions: readonly Assumption[] }[],
): readonly Assumption[] {
  const groups = new Map<string, { assumption: Assumption; stages: Set<string>; labels: string[] }>();
  for (const { label, assumptions } of arms) {
    for (const assumption of assumptions) {
      const key = assumption.stages.length > 0 ? assumption.code : assumption.message;
      const group = groups.get(key) ?? { assumption, stages: new Set(), labels: [] };
      for (const stage of assumption.stages) group.stages.add(stage);
      group.labels.push(label);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ assumption, stages, labels }) => {
    const { message } = stages.size === 0 ? assumption : sayOfStages(assumption.code, [...stages]);
    const where = labels.length === arms.length ? "" : ` (in ${quotedList(labels, "and")})`;
    return { ...assumption, stages: [...stages], message: message + where };
  });
}

function plain(code: string, message: string): Assumption {
  return { code, message, stages: [] };
}

function aboutStages(code: string, names: readonly string[], arm: Arm): readonly Assumption[] {
  if (names.length === 0) return [];
  return [
    sayOfStages(
      code,
      names.map((name) => labelOf(arm.stages, name)),
    ),
  ];
}

function sayOfStages(code: string, stages: readonly string[]): Assumption {
  return { code, message: ABOUT_STAGES[code](quotedList(stages, "and"), stages.length > 1), stages };
}

function populations(arm: Arm, flows: readonly Flow[]): readonly Assumption[] {
  return arm.classes.flatMap(({ name, label }) => {
    const own = flows.filter(({ kind, upperBound }) => upperBound && kind.className === name);
    if (own.length === 0) return [];
    const who = `"${label}" is a fixed population`;
    if (own.every(({ rate }) => rate === 0)) {
      return plain(
        "population-left-out",
        `${who}, and how long they stay depends on the run: the units needed leave them out`,
      );
    }
    return plain(
      "population-without-waiting",
      `${who}, counted as if nobody waited: fewer come in truth, and need fewer units`,
    );
  });
}

function stagesWhere(flows: readonly Flow[], holds: (split: Flow["splits"][number]) => boolean): readonly string[] {
  const names = new Set<string>();
  for (const { stages, splits } of flows)
    for (const [i, split] of splits.entries()) if (holds(split)) names.add(stages[i].name);
  return [...names].sort();
}

/** Stages that somebody comes to for whom this holds. */
function visited(flows: readonly Flow[], holds: (stage: Stage, kind: PatientKind) => boolean): readonly string[] {
  const names = new Set<string>();
  for (const { kind, rate, stages, visits } of flows)
    for (const [i, stage] of stages.entries()) if (rate * visits[i] > 0 && holds(stage, kind)) names.add(stage.name);
  return [...names].sort();
}

function contactsUnknown(stage: Stage, kind: PatientKind): boolean {
  return contactsIn(stage, kind).some(({ number }) => number === undefined);
}

function canLeaveEarly({ leave, balk, startIf }: Stage, kind: PatientKind): boolean {
  return chosen(leave, kind).length > 0 || [balk, startIf].some((route) => chosen(route, kind) !== undefined);
}
