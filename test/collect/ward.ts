import type { Expression } from "../../src/model/expression.ts";
import type { CapacityTable, Model, Route, Value } from "../../src/model/model.ts";
import { ASK, GIVE, GIVE_NEEDS, GO, NEEDS, NONE, PAUSE, SEIZE, WIDTH, WORK } from "../../src/model/opcodes.ts";
import { ACUTE, COUNCIL, calendar, HOME, LOST, measure, resource, tinyModel } from "./by-hand.ts";

const DAY = 1440;
const CARE = 0;
const REST = 1;
const TRIAGE = 2;
const number = (value: number): Expression => ({ op: "number", value });
const exponential = (mean: number): Value => ({
  kind: "draw",
  distribution: "exponential",
  form: 0,
  parameters: [number(mean)],
});
const goTo = (to: number): Route => ({ when: [], chances: [], otherwise: to, shortest: [], exhaustive: true, word: 0 });

/** Two therapists from 08:00 to 20:00, none at night. */
function byDay(): CapacityTable {
  const step = [0];
  const units = [0];
  for (let day = 0; day < 7; day++) {
    step.push(day * DAY + 480, day * DAY + 1200);
    units.push(2, 0);
  }
  return calendar(step, units);
}

/**
 * A small ward in which all can be seen that a patient may be doing. Triage: a nurse, whom the patient keeps until a bed is
 * free, with room for three in the queue. Care: a bed, and a therapist by day. Rest: away, from 09:00 to 17:00 only, after
 * which three in ten come back to triage. The young go straight to care.
 */
export function ward(): Model {
  const stay: Expression = { op: "subtract", args: [{ op: "time" }, { op: "arrived" }] };
  const stages: readonly (readonly (readonly number[])[])[] = [
    [[ASK, 1, SEIZE, NONE], [GIVE, 0], [ASK, 2, NEEDS, NONE], [WORK, 2, 102], [GIVE_NEEDS], [GO, 1]],
    [
      [GIVE, 1],
      [PAUSE, 0],
      [WORK, 3, 103],
      [GO, 2],
    ],
    [
      [ASK, 0, SEIZE, 0],
      [WORK, 1, 101],
      [GO, 0],
    ],
  ];
  const program: number[] = [];
  const starts = stages.map((instructions) => {
    const start = program.length;
    for (const words of instructions) program.push(...Array.from({ length: WIDTH }, (_, i) => words[i] ?? 0));
    return start;
  });
  const names = tinyModel().names;
  return tinyModel(
    {
      names: {
        ...names,
        stages: ["care", "rest", "triage"],
        resources: ["bed", "nurse", "therapist"],
        measures: ["stay", "waited", "beds"],
      },
      resources: [
        { ...resource(ACUTE, { held: 0.24, fixed: 0.01 }), calendars: [calendar([0], [5])] },
        { ...resource(ACUTE, { rostered: 0.5 }), calendars: [calendar([0], [2])] },
        { ...resource(COUNCIL, { rostered: 0.8, use: 2 }), calendars: [byDay()] },
      ],
      classes: [
        { rate: 1 / 60, enter: TRIAGE },
        { rate: 1 / 240, enter: CARE },
      ].map(({ rate, enter }, cls) => ({
        word: 11 + cls,
        arrivalWord: 21 + cls,
        batchWord: 0,
        firstWord: 0,
        lateWord: 0,
        noShowWord: 0,
        arrivals: [{ from: 0, kind: "poisson", rate, profile: new Float64Array(0), offset: 0, batch: undefined }],
        attributes: [],
        enter,
        entry: NONE,
      })),
      stages: starts.map((start, stage) => ({
        variants: [{ when: undefined, use: start }],
        priority: 0,
        priorityWord: 0,
        duration: 0,
        serves: stage !== REST,
        whenPreempted: "never",
        redrawWord: 0,
      })),
      program: Int32Array.from(program),
      // A nurse; a bed; a therapist.
      bundleStart: Int32Array.of(0, 1, 2, 3),
      bundleResource: Int32Array.of(1, 0, 2),
      bundleUnits: Int32Array.of(1, 1, 1),
      requests: [0, 1, 2].map((bundle) => ({
        options: [{ bundle, offer: 0, server: 0, speed: NONE, speedWord: 0, set: NONE }],
        after: [0],
        strict: false,
        preempts: false,
        reorders: false,
        unless: NONE,
      })),
      // The nurse; the bed.
      releaseStart: Int32Array.of(0, 1, 2),
      releaseResource: Int32Array.of(1, 0),
      releaseUnits: Int32Array.of(-1, -1),
      queues: [{ places: 3, whenFullOutside: -1 - LOST, whenFullInside: NONE }],
      values: [{ kind: "constant", value: 0 }, exponential(40), exponential(25), exponential(600)],
      routes: [
        [{ when: undefined, use: goTo(CARE) }],
        [{ when: undefined, use: goTo(REST) }],
        [
          {
            when: undefined,
            use: { ...goTo(-1 - HOME), chances: [{ probability: number(0.3), to: TRIAGE }], word: 104 },
          },
        ],
      ],
      hours: [
        {
          from: Float64Array.from({ length: 7 }, (_, day) => day * DAY + 540),
          to: Float64Array.from({ length: 7 }, (_, day) => day * DAY + 1020),
        },
      ],
      today: [],
      measures: [
        measure({ of: stay }),
        measure({ of: { op: "waited" } }),
        measure({ records: "time", of: { op: "inUse", index: 0 } }),
      ],
    },
    { warmUp: 3 * DAY, run: 28 * DAY },
  );
}
