import { bundlesIn } from "./adopted-fields.ts";
import { doubt, type Reading } from "./reading.ts";
import type { Arm, Capacity, Resource, ResourcePhase, Stage } from "./scenario.ts";

/** Rules for the end of a shift that can never come into play. */
export function checkShiftEnds({ resources, stages }: Arm, reading: Reading): void {
  for (const resource of resources) {
    const rules = new Set(resource.phases.map(({ value }) => value.atShiftEnd));
    rules.delete("finish");
    if (rules.size === 0) continue;
    const why = reasonAgainst(resource, rules.has("preempt") && !rules.has("pause"), stages);
    if (why === undefined) continue;
    const [message, hint] = why;
    reading.report(
      doubt("shift-end-never", `"${resource.name}": atShiftEnd has no effect, ${message}`, resource.span, hint),
    );
  }
}

function reasonAgainst(
  { name, phases }: Resource,
  breaksOff: boolean,
  stages: readonly Stage[],
): readonly [message: string, hint: string] | undefined {
  if (phases.length === 1 && !falls(phases[0].value)) {
    return ["because the capacity never falls", "give it hours, such as { weekdays 08:00-17:00: 2 }"];
  }
  const serving = stages.filter(({ needs }) => {
    return bundlesIn(needs).some((bundle) => bundle.some(({ resource }) => resource === name));
  });
  if (serving.length === 0) return ["because no stage needs it", "what is seized always finishes"];
  if (breaksOff && serving.every(({ whenPreempted }) => whenPreempted === "never")) {
    return [
      "because no stage that needs it can be broken off",
      "say whenPreempted: resume, restart or redraw in such a stage",
    ];
  }
  return undefined;
}

function falls({ capacity, dates, absence }: ResourcePhase): boolean {
  return absence > 0 || dates.length > 0 || varies(capacity);
}

function varies(capacity: Capacity): boolean {
  return capacity.kind !== "constant" && capacity.steps.length > 1;
}
