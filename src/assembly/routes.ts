import * as at from "../collect/plain-layout.ts";
import { CLASS_OF, KEY0, KEY1, STAGE_OF } from "../kernel/patient-row.ts";
import { NONE } from "../model/opcodes.ts";
import { DRAW_BITS, MAX_VISITS } from "../random/counter.ts";
import { mix } from "./draws.ts";
import * as host from "./host.ts";

/** Where a patient goes by routes. */
export function choose(patient: i32, cell: i32, routes: i32): i32 {
  const row = load<i32>(at.ROUTES) + (routes << at.ROUTE_ROW);
  const visit = visitOf(patient, cell);
  if (load<i32>(row, at.ROUTE_IS_KNOWN) === 0 || visit >= MAX_VISITS) return host.choose(patient, routes);
  let condition = load<i32>(row, at.ROUTE_CONDITIONS);
  for (const end = condition + (load<i32>(row, at.ROUTE_CONDITION_COUNT) << 4); condition < end; condition += 16) {
    const visits = load<i32>(visitsOf(patient, load<i32>(condition)));
    if (visits >= load<i32>(condition, 4) && visits <= load<i32>(condition, 8)) return load<i32>(condition, 12);
  }
  const chances = load<i32>(row, at.ROUTE_COUNT);
  if (chances === 0) return load<i32>(row, at.ROUTE_REST);
  const u = mix(
    load<i32>(cell, KEY0 << 2),
    load<i32>(cell, KEY1 << 2),
    load<i32>(row, at.ROUTE_WORD),
    visit << DRAW_BITS,
  );
  const sums = load<i32>(row, at.ROUTE_SUMS) + ((load<i32>(cell, CLASS_OF << 2) * chances) << 3);
  for (let i = 0; i < chances; i++) {
    if (u < load<f64>(sums + (i << 3))) return load<i32>(load<i32>(row, at.ROUTE_TARGETS) + (i << 2));
  }
  return load<i32>(row, at.ROUTE_REST);
}

/** Earlier entries to the present stage; 0 before the first. */
function visitOf(patient: i32, cell: i32): i32 {
  const stage = load<i32>(cell, STAGE_OF << 2);
  return stage === NONE ? 0 : load<i32>(visitsOf(patient, stage)) - 1;
}

export function visitsOf(patient: i32, stage: i32): i32 {
  return load<i32>(at.VISITS) + ((patient * load<i32>(at.STAGE_COUNT) + stage) << 2);
}
