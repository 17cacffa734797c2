import { alternatives } from "./adopted-fields.ts";
import { DONE } from "./children.ts";
import { childStarts, type PathwayGraph, reachableFrom } from "./pathway-graph.ts";
import { mistake, type Reading } from "./reading.ts";
import type { Arm, Stage } from "./scenario.ts";

/** What patients and their children may do: each kind has stages of its own, and ends in its own way. */
export function checkFamilies(arm: Arm, graph: PathwayGraph, starts: readonly string[], reading: Reading): void {
  const patients = reachableFrom(graph, starts);
  const parents = new Map<string, string>();
  for (const name of patients) {
    const stage = graph.stages.get(name);
    for (const start of stage === undefined ? [] : childStarts(stage)) parents.set(start, name);
  }
  const children = reachableFrom(graph, [...parents.keys()]);
  const exits = new Set(arm.exits.map(({ name }) => name));
  for (const stage of arm.stages) {
    const targets = graph.targets.get(stage.name) ?? [];
    const at = `stage "${stage.name}"`;
    const report = (code: string, message: string, hint: string): void => {
      reading.report(mistake(code, message, stage.span, hint));
    };
    if (patients.has(stage.name)) {
      if (children.has(stage.name)) {
        const message = `${at} is reached by patients and by their tasks or contacts`;
        report("patients-and-children", message, "give tasks and contacts stages of their own");
      } else if (targets.includes(DONE)) {
        report("done-outside", `patients would go from ${at} to \`${DONE}\``, "patients leave by an exit");
      }
    } else if (children.has(stage.name)) {
      const exit = targets.find((name) => exits.has(name));
      if (exit !== undefined) {
        const message = `a task or contact would leave from ${at} by the exit "${exit}"`;
        report("exit-of-child", message, `write ${DONE}: only its patient leaves`);
      }
      if (childStarts(stage).length > 0 || hasContacts(stage) || meets(stage)) {
        const message = `${at}, of a task or contact, has tasks, contacts or a meeting itself`;
        report("child-of-child", message, "let the patient's stages start them");
      }
    }
    checkStage(stage, report);
  }
  checkTimersOverGroups(arm, reading);
}

type Report = (code: string, message: string, hint: string) => void;

/** Constructs of one stage that cannot meet: docs/language.md, "What may meet". */
function checkStage(stage: Stage, report: Report): void {
  const hasChildren = childStarts(stage).length > 0 || hasContacts(stage);
  if (hasChildren && stage.whenPreempted !== "never") {
    const message = `a service of stage "${stage.name}", which has tasks or contacts, cannot be broken off`;
    report("cannot-meet", message, "leave whenPreempted out, or put the tasks into the next stage");
  }
  if (!meets(stage)) return;
  const others: [string, boolean][] = [
    ["tasks or contacts", hasChildren],
    ["a queue limit", alternatives(stage.queue).some((queue) => queue !== undefined)],
    ["startIf", alternatives(stage.startIf).some((route) => route !== undefined)],
    ["leave", alternatives(stage.leave).some((timers) => timers.length > 0)],
    ["preempts", stage.preempts],
    ["whenPreempted", stage.whenPreempted !== "never"],
  ];
  for (const [what, is] of others) {
    if (!is) continue;
    report("cannot-meet", `stage "${stage.name}" has a meeting and ${what}`, "use two stages, one after the other");
  }
}

/** Who is in a group cannot be taken out of it by a timer that runs over several stages. */
function checkTimersOverGroups(arm: Arm, reading: Reading): void {
  const groups = new Set(arm.stages.filter(meets).map(({ name }) => name));
  for (const stage of arm.stages) {
    const scopes = alternatives(stage.leave).flatMap((timers) => timers.map(({ scope }) => scope));
    const met = scopes.flatMap((scope) => (typeof scope === "string" ? [] : scope)).find((name) => groups.has(name));
    if (met === undefined) continue;
    const message = `a timer of stage "${stage.name}" runs on in stage "${met}", which has a meeting`;
    reading.report(mistake("cannot-meet", message, stage.span, `leave "${met}" out of its stages`));
  }
}

function hasContacts({ contacts }: Stage): boolean {
  return alternatives(contacts).some((list) => list.length > 0);
}

function meets({ meet }: Stage): boolean {
  return alternatives(meet).some((meeting) => meeting !== undefined);
}
