/** How a cost answers to more or less work: not at all, in steps, with each unit of it. */
export type CostKind = "fixed" | "stepped" | "variable";

export const KINDS_OF_COST: readonly CostKind[] = ["fixed", "stepped", "variable"];

/** By what a resource is paid, in the order of the columns of its money. */
export const RESOURCE_COSTS = ["held", "rostered", "overtime", "use", "fixed", "stepped"] as const;

export type ResourceBasis = (typeof RESOURCE_COSTS)[number];

/** What a cost is unless it says so itself. A rota is hired by whole people, so that those on it cost in steps. */
export const KIND_OF_BASIS = {
  held: "variable",
  rostered: "stepped",
  overtime: "variable",
  use: "variable",
  fixed: "fixed",
  stepped: "stepped",
  running: "fixed",
  once: "fixed",
  perPatient: "variable",
  training: "fixed",
} as const satisfies Record<ResourceBasis | "running" | "once" | "perPatient" | "training", CostKind>;
