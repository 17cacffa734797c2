import type { TodayTable } from "../model/model.ts";
import { word } from "../random/streams.ts";
import type { Arm } from "../scenario/scenario.ts";
import type { NameIndex } from "./names.ts";

export function compileToday(arm: Arm, names: NameIndex): readonly TodayTable[] {
  const luck = new Map(arm.stages.map((stage) => [stage.name, stage.luck]));
  return arm.today.map((row) => ({
    cls: names.class(row.class),
    word: word(`${row.class}/today`),
    count: row.count,
    stage: names.stage(row.stage),
    served: row.state === "served",
    since: row.since ?? Number.NaN,
    arrived: row.arrived ?? Number.NaN,
    held: row.held.map(({ resource, units }) => [names.resource(resource), units] as const),
    seizeOption: row.seizeOption,
    needsOption: row.needsOption,
    given: row.set.map(([name, value]) => [names.attribute(name), value] as const),
    leftWord: word(`${luck.get(row.stage)}/today`),
  }));
}
