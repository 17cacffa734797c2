import type { ArrivalPhase, ClassTable, Guarded, Value as ModelValue, Route } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { word } from "../random/streams.ts";
import type { Arm, Arrivals, Clock, PatientClass, Value } from "../scenario/scenario.ts";
import { compileExpression, type ExpressionContext } from "./expressions.ts";
import { compileRoute } from "./stages.ts";
import { compileValue } from "./values.ts";

const WEEK = 10080;

/** Tables of the model that classes share with stages. */
export interface ClassProgram {
  readonly values: ModelValue[];
  readonly routes: (readonly Guarded<Route>[])[];
}

/** In the order of the names; nobody of a class that the arm lacks arrives. */
export function compileClasses(
  arm: Arm,
  context: ExpressionContext,
  clock: Clock,
  tables: ClassProgram,
): readonly ClassTable[] {
  const byName = new Map(arm.classes.map((cls) => [cls.name, cls]));
  return context.names.names.classes.map((name) => {
    const cls = byName.get(name);
    const keys = {
      word: word(name),
      arrivalWord: word(`${name}/arrival`),
      batchWord: word(`${name}/batch`),
      firstWord: word(`${name}/first`),
      lateWord: word(`${name}/late`),
      noShowWord: word(`${name}/noShow`),
    };
    if (cls === undefined) {
      return { ...keys, arrivals: [{ from: 0, kind: "none" }], attributes: [], enter: NONE, entry: NONE };
    }
    return {
      ...keys,
      arrivals: cls.arrive.map(({ from, value }) => compileArrivals(from, value, context, clock, tables)),
      attributes: cls.attributes.map((attribute) => ({
        attribute: context.names.attribute(attribute.name),
        value: tables.values.push(compileValue(attribute.value, context)) - 1,
        word: word(`${attribute.name}/attribute`),
      })),
      ...compileEntry(cls, context, tables),
    };
  });
}

/** Where all go the same way nothing is asked. */
function compileEntry(cls: PatientClass, context: ExpressionContext, tables: ClassProgram) {
  const { when, chances, otherwise } = cls.enter;
  if (when.length === 0 && chances.length === 0 && otherwise !== undefined) {
    return { enter: context.names.stage(otherwise), entry: NONE };
  }
  const use = compileRoute(cls.enter, `${cls.name}/enter`, context);
  return { enter: NONE, entry: tables.routes.push([{ when: undefined, use }]) - 1 };
}

function compileArrivals(
  from: number,
  arrivals: Arrivals,
  context: ExpressionContext,
  clock: Clock,
  tables: ClassProgram,
): ArrivalPhase {
  const value = (written: Value | undefined): ModelValue | undefined => written && compileValue(written, context);
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
        batch: value(arrivals.batch),
      };
    case "varying":
      return { from, kind: "varying", rate: compileExpression(arrivals.rate, context), batch: value(arrivals.batch) };
    case "every":
      return {
        from,
        kind: "every",
        gap: compileValue(arrivals.gap, context),
        first: value(arrivals.first),
        batch: value(arrivals.batch),
      };
    case "booked": {
      // Turned to begin at time 0; patients of one minute stay in the order of writing.
      const at = arrivals.minutes.map((minute) => (minute - clock.startMinuteOfWeek + WEEK) % WEEK);
      const noShow =
        arrivals.noShow && ({ kind: "chance", probability: compileExpression(arrivals.noShow, context) } as const);
      return {
        from,
        kind: "booked",
        at: Float64Array.from(at).sort(),
        late: value(arrivals.late),
        noShow: noShow === undefined ? NONE : tables.values.push(noShow) - 1,
      };
    }
    case "listed":
      return {
        from,
        kind: "listed",
        at: Float64Array.from(arrivals.patients, ({ at }) => at),
        set: arrivals.patients.map(({ set }) =>
          set.map(([name, given]) => [context.names.attribute(name), given] as const),
        ),
      };
    case "population":
      return { from, kind: "population", size: arrivals.size };
  }
}
