import type { KernelState } from "../kernel/state.ts";
import type { ModelNames } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";

/** What has become so of a patient before the next fact; traces leave it out. */
export type KnownFact =
  | { readonly verb: "is"; readonly attribute: number; readonly value: number }
  | { readonly verb: "asked"; readonly intervention: number; readonly adopts: boolean }
  | { readonly verb: "servedBy"; readonly stage: number; readonly server: number };

const ADOPTS = 1;

/** What the log has told of each patient that no fact of the kernel says: attributes, answers to interventions, who served. */
export class PatientKnown {
  private readonly names: ModelNames;
  private readonly state: KernelState;
  private readonly told = new Map<number, number[]>();

  constructor(names: ModelNames, state: KernelState) {
    this.names = names;
    this.state = state;
  }

  /** What has become different since the last call, now told. @param isNew somebody else was in this slot before */
  news(patient: number, isNew: boolean): KnownFact[] {
    const { attributes, adoption, servedBy } = this.state;
    const { attributes: names, interventions, stages } = this.names;
    const told = (isNew ? undefined : this.told.get(patient)) ?? [];
    this.told.set(patient, told);
    const news: KnownFact[] = [];
    const tell = (place: number, value: number, nothing: number, fact: KnownFact): void => {
      if (Object.is(value, told[place] ?? nothing)) return;
      told[place] = value;
      news.push(fact);
    };
    for (let i = 0; i < names.length; i++) {
      const value = attributes[patient * names.length + i];
      tell(i, value, Number.NaN, { verb: "is", attribute: i, value });
    }
    for (let i = 0; i < interventions.length; i++) {
      const answer = adoption[patient * interventions.length + i];
      tell(names.length + i, answer, 0, { verb: "asked", intervention: i, adopts: answer === ADOPTS });
    }
    if (servedBy.length === 0) return news;
    for (let i = 0; i < stages.length; i++) {
      const server = servedBy[patient * stages.length + i];
      const place = names.length + interventions.length + i;
      tell(place, server, NONE, { verb: "servedBy", stage: i, server });
    }
    return news;
  }
}
