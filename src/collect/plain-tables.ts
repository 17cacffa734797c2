import { BYTES } from "../kernel/patient-row.ts";
import type { PlainKernel } from "../kernel/plain.ts";
import type { PlainCode } from "../kernel/plain-code.ts";
import { PLAIN_WIDTH } from "../kernel/plain-opcodes.ts";
import { EXP_ROWS } from "../maths/exp-table.ts";
import { LOG_ROWS } from "../maths/log-table.ts";
import { NORMAL_ROWS } from "../maths/normal-table.ts";
import { NONE } from "../model/opcodes.ts";
import type { Counted } from "./counted.ts";
import type { PlainCounts } from "./plain-counts.ts";
import * as at from "./plain-layout.ts";
import type { PlainMemory } from "./plain-memory.ts";
import { placeRoutes } from "./plain-routes.ts";
import { FOUR } from "./plain-widths.ts";
import type { RootCauses } from "./root-causes.ts";

/** Puts into a memory all that the loop has to know of a model, and makes the list of what is kept of each patient. */
export function placeTables(
  memory: PlainMemory,
  kernel: PlainKernel,
  collector: Counted,
  counts: PlainCounts,
  code: PlainCode,
): void {
  const { model, tables } = kernel.machine;
  const { names, stages, uses } = model;
  const { values, routes } = kernel.machine.program;
  const wordsAt = memory.place(at.WORDS, code.words);
  const address = (place: number): number => (place === NONE ? NONE : wordsAt + (place << 2));
  memory.place(at.ENTRY, code.entry.map(address));
  memory.place(
    at.PRIORITIES,
    Float64Array.from(stages, ({ priority }) => {
      const value = model.values[priority];
      return value?.kind === "constant" ? value.value : Number.NaN;
    }),
  );
  memory.place(at.PASSES, Int32Array.from(uses.passes, Number));
  placeLines(memory, code, names.resources.length);
  const { forms, constants, chosen } = values.rows;
  memory.place(at.FORMS, forms);
  memory.place(at.CONSTANTS, constants);
  memory.place(at.CHOSEN, chosen);
  placeRoutes(memory, model.routes, routes);
  memory.place(at.WAIT_PLACES, counts.waitPlaces);
  memory.place(at.PLACE_OF, counts.placeOf);
  memory.place(at.FIRST_CAUSE, counts.firstCause);
  memory.place(at.LOG_ROWS, LOG_ROWS);
  memory.place(at.EXP_ROWS, EXP_ROWS);
  memory.place(at.NORMAL_ROWS, NORMAL_ROWS);
  memory.place(at.QUEUE, tables.queue);
  memory.place(at.CASES, tables.cases);
  memory.place(at.INSIDE, tables.inside);
  placeClasses(memory, kernel, collector);
  memory.place(at.CAPACITY_AT, new Float64Array(names.resources.length));
  if (collector.roots !== undefined) placeRoots(memory, collector.roots);
  const { ofSpells, ofVisits, qalys, wantsElapsed, reads, forWhom } = collector;
  const tells = ofSpells || ofVisits || qalys !== undefined || reads || forWhom.any;
  const { ints } = memory;
  const say = (name: number, number: number): void => {
    ints[name >> 2] = number;
  };
  say(at.STAGE_COUNT, stages.length);
  say(at.RESOURCE_COUNT, names.resources.length);
  say(at.CLASS_COUNT, names.classes.length);
  say(at.EXIT_COUNT, collector.flow.exitCount);
  say(at.PLACES, counts.places);
  say(at.SHIFT, counts.shift);
  say(at.WAIT_PLACE_COUNT, counts.waitPlaces.length);
  say(at.USE_SHIFT, counts.useHours.shift);
  say(at.WAIT_SHIFT, counts.waitHours.shift);
  say(at.LEAVE_AT, address(code.words.length - (1 << PLAIN_WIDTH)));
  say(at.ENTER_AT, address(code.words.length - (2 << PLAIN_WIDTH)));
  say(at.CLAIMS_APART, code.lines.length > 0 ? -1 : 0);
  say(at.BY_BEGINNING, Number(collector.counting.byBeginning));
  say(at.TELLS, Number(tells));
  say(at.TELLS_SPELLS, Number(ofSpells));
  say(at.TELLS_ELAPSED, Number(wantsElapsed));
  say(at.TELLS_QALYS, Number(qalys !== undefined));
  say(at.ROOTS, Number(collector.roots !== undefined));
  say(at.COUNTS_STAGES, Number(uses.stages));
  say(at.CLEARS, Number(names.attributes.length + names.interventions.length > 0));
  placePatients(memory, counts.shift, stages.length, names.resources.length, code.lines.length > 0);
}

/** Who waits for what: a row for each line, and the lines of each resource. */
function placeLines(memory: PlainMemory, { lines }: PlainCode, resources: number): void {
  const first = memory.place(at.LINES, new Int32Array(lines.length << (at.LINE_ROW - 2)));
  lines.forEach(({ resource, units }, line) => {
    const from = first + (line << at.LINE_ROW);
    memory.ints[(from + at.LINE_RESOURCE) >> 2] = resource;
    memory.doubles[(from + at.LINE_UNITS) >> 3] = units;
  });
  const ofResource = Array.from({ length: resources }, (_, r) =>
    lines.flatMap(({ resource }, line) => (resource === r ? [line] : [])),
  );
  const from = new Int32Array(resources + 1);
  ofResource.forEach((own, r) => {
    from[r + 1] = from[r] + own.length;
  });
  memory.place(at.LINES_FROM, from);
  memory.place(at.LINES_OF, Int32Array.from(ofResource.flat()));
  memory.place(
    at.SOLE,
    Int32Array.from(ofResource, (own) => (own.length === 1 ? own[0] : NONE)),
  );
  memory.place(at.DUE, new Int32Array(lines.length));
}

function placeClasses(memory: PlainMemory, { arrivals }: PlainKernel, { ofSpells, qalys }: Counted): void {
  memory.place(at.NEXT_AT, new Float64Array(arrivals.length));
  const first = memory.place(at.CLASSES, new Int32Array(arrivals.length << (at.CLASS_ROW - 2)));
  arrivals.forEach((stream, cls) => {
    const from = first + (cls << at.CLASS_ROW);
    const { block, hasAttributes } = stream;
    const isSeldom = block === undefined || hasAttributes || ofSpells || qalys !== undefined;
    memory.ints[(from + at.CLASS_ENTER) >> 2] = stream.enter;
    memory.ints[(from + at.CLASS_ENTRY) >> 2] = stream.entry;
    memory.ints[(from + at.CLASS_IN_BLOCKS) >> 2] = Number(block !== undefined);
    memory.ints[(from + at.CLASS_IS_SELDOM) >> 2] = Number(isSeldom);
    if (block === undefined) return;
    memory.place(from + at.CLASS_TIMES, block.times);
    memory.place(from + at.CLASS_KEY0, block.key0);
    memory.place(from + at.CLASS_KEY1, block.key1);
  });
}

function placeRoots(memory: PlainMemory, { passers, width }: RootCauses): void {
  const nodes = passers.length;
  const ofNodes = [at.ROOT_WAITING, at.ROOT_STUCK, at.ROOT_LINKED, at.ROOT_USED, at.ROOT_PLACE, at.ROOT_ACTIVE];
  for (const name of [...ofNodes, at.ROOT_ACTIVE_AT, at.ROOT_FOUND, at.ROOT_ENDS]) {
    memory.place(name, new Int32Array(nodes));
  }
  memory.place(at.ROOT_LINKS, new Int32Array(nodes * nodes));
  memory.place(at.ROOT_MOVES, new Float64Array(nodes * nodes));
  memory.place(at.ROOT_STAYS, new Float64Array(nodes * nodes));
  memory.place(at.ROOT_PASSERS, passers);
  memory.ints[at.ROOT_WIDTH >> 2] = width;
}

function placePatients(memory: PlainMemory, shift: number, stages: number, resources: number, claims: boolean): void {
  memory.ofEach(at.PATIENTS, 1 << BYTES);
  memory.ofEach(at.CLAIMS, claims ? 1 << BYTES : 0, claims ? 0 : 1 << BYTES);
  memory.ofEach(at.VISITS, 4 * stages);
  memory.ofEach(at.HELD, 4 * resources);
  memory.ofEach(at.HELD_SINCE, 8 * resources);
  memory.ofEach(at.MINUTES, 8 << shift);
  // Each patient has one event at most.
  memory.ofEach(at.TIMES, 8, 8 * (FOUR + 1));
  memory.ofEach(at.CODES, 4, 4 * (FOUR + 1));
  memory.ofEach(at.DUE_AT, 8);
  memory.ofEach(at.NEXT_DUE, 4);
  memory.ofEach(at.BUCKETS, 8);
  memory.ofEach(at.ASKED, 4);
  memory.ofEach(at.ROOT_ROWS, 4 * memory.ints[at.ROOT_WIDTH >> 2]);
}
