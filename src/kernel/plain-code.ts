import type { Model } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE, WIDTH } from "../model/opcodes.ts";
import * as plain from "./plain-opcodes.ts";

/** One line of those who wait for so many units of a resource. */
export interface PlainLine {
  readonly resource: number;
  readonly units: number;
}

/** The instructions of plain stages, each with what it needs to know at hand. */
export interface PlainCode {
  /** See plain-opcodes.ts. Row i is instruction i of the model's program; then ENTER and LEAVE. */
  readonly words: Int32Array;
  /** Whoever asks for as many of the same stands in the same line. */
  readonly lines: readonly PlainLine[];
  /** Of each stage: where its instructions begin in `words`, or NONE where that depends on the patient. */
  readonly entry: Int32Array;
}

/** @param only of each list of routes: its only target, or NONE */
export function plainCode(model: Model, only: Int32Array): PlainCode {
  const { program, bundleStart, bundleResource, bundleUnits, requests, stages, values } = model;
  const count = program.length / WIDTH;
  const words = new Int32Array((count + 2) << plain.PLAIN_WIDTH);
  const lines: PlainLine[] = [];
  const bundles: number[] = [];
  stages.forEach(({ variants }, stage) => {
    for (const { use } of variants) translate(stage, use);
  });
  put(count, plain.ENTER);
  put(count + 1, plain.LEAVE);
  return { words, lines, entry: Int32Array.from(stages, ({ variants }) => entryOf(variants)) };

  function translate(stage: number, entry: number): void {
    let taken: PlainLine | undefined;
    for (let i = entry / WIDTH; ; i++) {
      const [opcode, a, b] = program.subarray(i * WIDTH, (i + 1) * WIDTH);
      if (opcode === op.ASK) {
        const line = lineOf(requests[a].options[0].bundle);
        const { resource, units } = lines[line];
        const fixed = values[stages[stage].priority]?.kind === "constant";
        const place = b === op.SEIZE;
        if (!place) taken = lines[line];
        put(i, plain.TAKE, line, Number(place), resource, units, Number(fixed), stage);
      } else if (opcode === op.GIVE) release(i, a);
      else if (opcode === op.GIVE_NEEDS && taken !== undefined) {
        const { resource, units } = taken;
        put(i, plain.GIVE, 0, 0, resource, units, 0, stage);
      } else if (opcode === op.WORK) put(i, plain.WORK, a, b, Number(stages[stage].serves), 0, 0, stage);
      else if (opcode === op.SET) put(i, plain.SET, a);
      else if (opcode === op.GO) {
        if (only[a] === NONE) put(i, plain.GO, a);
        else put(i, plain.GO_TO, only[a]);
        return;
      } else throw new Error(`instruction ${opcode} of a pathway that is not plain`);
    }
  }

  function release(row: number, list: number): void {
    const first = model.releaseStart[list];
    const sole = model.releaseStart[list + 1] - first === 1 && model.releaseUnits[first] < 0;
    if (sole) put(row, plain.RELEASE_ALL, 0, 0, model.releaseResource[first]);
    else put(row, plain.RELEASE, list);
  }

  function put(row: number, ...of: readonly number[]): void {
    words.set(of, row << plain.PLAIN_WIDTH);
  }

  function lineOf(bundle: number): number {
    const known = bundles.indexOf(bundle);
    if (known >= 0) return known;
    const entry = bundleStart[bundle];
    lines.push({ resource: bundleResource[entry], units: bundleUnits[entry] });
    return bundles.push(bundle) - 1;
  }
}

function entryOf([first]: Model["stages"][number]["variants"]): number {
  return first !== undefined && first.when === undefined ? placeOf(first.use) : NONE;
}

/** Where an instruction of the model's program stands in the words. */
export function placeOf(at: number): number {
  return (at / WIDTH) << plain.PLAIN_WIDTH;
}
