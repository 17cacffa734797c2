import type { Pathway } from "./pathway.ts";
import type { Adopted, Assignment, Intervention, Stage, Value } from "./scenario.ts";
import { kindOf } from "./value-kind.ts";

/**
 * A pathway without choices that are none: what is changed with full adoption holds for everybody where its fidelity is 1, and
 * for nobody where it is 0. What goes a part of the way stays as it is.
 */
export function withoutIdleChoices<P extends Pathway>(pathway: P, interventions: readonly Intervention[]): P {
  const settled = new Map(
    interventions.flatMap(({ name, adoption, implementation: { fidelity } }) =>
      adoption.full && (fidelity === 0 || fidelity === 1) ? [[name, fidelity === 1]] : [],
    ),
  );
  const growing = new Set(interventions.filter(({ implementation }) => implementation.lag > 0).map(({ name }) => name));
  if (settled.size === 0) return pathway;
  const field = <T>(of: Adopted<T>): Adopted<T> => {
    if (of.kind === "plain") return of;
    const holds = settled.get(of.intervention);
    if (holds !== undefined) return field(holds ? of.then : of.otherwise);
    // biome-ignore lint/suspicious/noThenProperty: the word of the tree's type; it is never awaited
    return { ...of, then: field(of.then), otherwise: field(of.otherwise) };
  };
  const value = (of: Value, isStructure = false): Value => {
    switch (of.kind) {
      case "adopted": {
        const holds = settled.get(of.intervention);
        const goesOn = !isStructure && kindOf(of.then) !== "text";
        const grows = holds === true && goesOn && growing.has(of.intervention);
        if (holds !== undefined && !grows) return value(holds ? of.then : of.otherwise, isStructure);
        const [then, otherwise] = [value(of.then, isStructure), value(of.otherwise, isStructure)];
        return { ...of, then, otherwise };
      }
      case "cases":
        return { ...of, cases: of.cases.map(({ when, use }) => ({ when, use: value(use, isStructure) })) };
      case "times":
      case "plus":
        return { ...of, of: value(of.of, isStructure) };
      default:
        return of;
    }
  };
  const assigned = (list: readonly Assignment[]): readonly Assignment[] =>
    list.map((each) => ({ ...each, value: value(each.value) }));
  const stage = (of: Stage): Stage => ({
    ...of,
    setOnEntry: assigned(of.setOnEntry),
    queue: field(of.queue),
    priority: value(of.priority, true),
    seize: field(of.seize),
    release: field(of.release),
    needs: field(of.needs),
    balk: field(of.balk),
    startIf: field(of.startIf),
    leave: field(of.leave),
    until: field(of.until),
    meet: field(of.meet),
    tasks: field(of.tasks),
    contacts: field(of.contacts),
    duration: value(of.duration),
    set: assigned(of.set),
    next: field(of.next),
  });
  return {
    ...pathway,
    stages: pathway.stages.map(stage),
    classes: pathway.classes.map((cls) => ({
      ...cls,
      attributes: cls.attributes.map((each) => ({ ...each, value: value(each.value) })),
    })),
  };
}
