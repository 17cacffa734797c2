import type { CapacityTable, Model, ResourceTable } from "../model/model.ts";

/** One more of something that is short. */
export interface OneMore {
  /** A whole unit whenever the resource is open, or a slot in each of its sessions. */
  readonly kind: "unit" | "slot";
  readonly resource: string;
  /** What the arm with it is called in results. */
  readonly arm: string;
}

/** A model with one more, everything else being the same: the same patients, the same luck. */
export interface ChangedModel {
  readonly change: OneMore;
  readonly model: Model;
}

/**
 * All that one more can be had of, by name: a unit of every resource that is limited and ever open, whenever it is; a slot where sessions
 * have a number of them. Calendars are changed where they are compiled, so that shifts, dates, absences and the last start stay as they are.
 */
export function oneMoreOfEach(model: Model): readonly ChangedModel[] {
  return model.names.resources.flatMap((resource, r) => {
    const { parts, calendars } = model.resources[r];
    const make = (kind: OneMore["kind"], change: (table: CapacityTable) => CapacityTable): ChangedModel => {
      const arm = kind === "unit" ? `+1 ${resource}` : `+1 slot ${resource}`;
      const changed = replaced(model.resources, r, { ...model.resources[r], calendars: calendars.map(change) });
      return { change: { kind, resource, arm }, model: { ...model, arm, resources: changed } };
    };
    const ever = calendars.some(({ scheduled }) => scheduled.some((units) => units > 0 && units < Infinity));
    const slots = calendars.some(({ sessions }) => sessions !== undefined && sessions.booked < Infinity);
    return [
      ...(ever ? [make("unit", (table) => withUnits(table, parts))] : []),
      ...(ever && slots ? [make("slot", withSlot)] : []),
    ];
  });
}

function replaced(tables: readonly ResourceTable[], at: number, table: ResourceTable): readonly ResourceTable[] {
  return tables.map((one, r) => (r === at ? table : one));
}

/** What may begin is the least of what is on duty up to the last start ahead: the least of all with more is that least with more. */
function withUnits(table: CapacityTable, more: number): CapacityTable {
  const add = (units: number): number => (units > 0 ? units + more : units);
  return { ...table, scheduled: table.scheduled.map(add), open: table.open.map(add) };
}

function withSlot(table: CapacityTable): CapacityTable {
  const { sessions } = table;
  return sessions === undefined ? table : { ...table, sessions: { ...sessions, booked: sessions.booked + 1 } };
}
