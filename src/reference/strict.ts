import type { OptionTable } from "../model/model.ts";
import type { Patient } from "./patient.ts";
import { bundle, lacking } from "./requests.ts";
import type { World } from "./world.ts";

/** Resources that a strict request further ahead keeps for itself, each with the first such request. */
export type Kept = Map<number, Patient>;

/** A strict request that cannot be met holds up whoever is behind and asks for a resource that any of its bundles names. */
export function keep(world: World, patient: Patient, kept: Kept): void {
  for (const option of patient.asked?.table.options ?? []) {
    for (const { resource } of bundle(world, option.bundle)) if (!kept.has(resource)) kept.set(resource, patient);
  }
}

/** The options of a request that are offered by now and ask for nothing that is kept. */
export function openOptions(world: World, patient: Patient, kept: Kept): OptionTable[] {
  const { asked } = patient;
  if (asked === undefined) return [];
  return asked.table.options.filter(
    (option) =>
      option.offer <= asked.offered &&
      lacking(world, patient, option, asked.kind).every(({ resource }) => !kept.has(resource)),
  );
}

/** The first of them for which there are free units enough. */
export function metByFree(world: World, patient: Patient, options: readonly OptionTable[]): OptionTable | undefined {
  const { asked } = patient;
  if (asked === undefined) return undefined;
  return options.find((option) =>
    lacking(world, patient, option, asked.kind).every(
      ({ resource, units }) => world.resources[resource].inUse + units <= world.resources[resource].open,
    ),
  );
}
