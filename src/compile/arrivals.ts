import type { ArrivalPhase, Assignment, ClassTable } from "../model/model.ts";
import { word } from "../random/streams.ts";
import type { Arm, Arrivals, Clock, PatientClass } from "../scenario/scenario.ts";
import type { NameIndex } from "./names.ts";

/** Turns an assignment as written into its table row; the purpose names its draws. */
export type CompileAssignment = (
  assignment: { readonly attribute: string; readonly value: PatientClass["attributes"][number]["value"] },
  purpose: string,
) => Assignment;

/** In the order of the names; nobody of a class that the arm lacks arrives. */
export function compileClasses(
  arm: Arm,
  names: NameIndex,
  clock: Clock,
  assign: CompileAssignment,
): readonly ClassTable[] {
  const byName = new Map(arm.classes.map((cls) => [cls.name, cls]));
  return names.names.classes.map((name) => {
    const cls = byName.get(name);
    const keys = { word: word(name), arrivalWord: word(`${name}/arrival`) };
    if (cls === undefined) return { ...keys, arrivals: [{ from: 0, kind: "none" }], attributes: [], enter: -1 };
    return {
      ...keys,
      arrivals: cls.arrive.map(({ from, value }) => compileArrivals(from, value, names, clock)),
      attributes: cls.attributes.map((attribute) =>
        assign({ attribute: attribute.name, value: attribute.value }, `${attribute.name}/attribute`),
      ),
      enter: names.stage(cls.enter),
    };
  });
}

function compileArrivals(from: number, arrivals: Arrivals, names: NameIndex, clock: Clock): ArrivalPhase {
  switch (arrivals.kind) {
    case "none":
      return { from, kind: "none" };
    case "poisson":
      return {
        from,
        kind: "poisson",
        rate: arrivals.rate,
        profile: Float64Array.from(arrivals.profile ?? []),
        offset: clock.startMinuteOfWeek,
      };
    case "listed":
      return {
        from,
        kind: "listed",
        at: Float64Array.from(arrivals.patients, ({ at }) => at),
        set: arrivals.patients.map(({ set }) => set.map(([name, value]) => [names.attribute(name), value] as const)),
      };
  }
}
