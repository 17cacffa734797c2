// Monks et al. 2016: tables 2 and 3, table 1 of the supplement, the two reproductions, and Erlang's loss formula.
import { delayAt, delayWithShared } from "../readers.mjs";

/** Resources in the order of their names, as in every result. */
const ACUTE = 0;
const POOL = 1;
const REHAB = 2;
const UNITS = ["acute", "pooled", "rehabilitation"];
const RUNS = 150;
const PRINTED = 0.005;

/** Half the third decimal, which the tables of pooled beds print. */
const HALF = 0.0005;
const AS_PRINTED = { pooled: "pooled", apart: "baseline" };
/** The reproduction in Python gives the stay of the dead to all stroke patients who leave for elsewhere. */
const AS_REPRODUCED = { pooled: "mortalityPooled", apart: "mortalityStay" };

const acuteBeds = [9, 10, 11, 12, 13, 14, 15];
const rehabBeds = [10, 12, 13, 14, 15, 16];

const closedForm = {
  unexplained:
    "Erlang's formula differs from the printed figure as much as ours does: .0754 and .0622 where .07 is printed.",
};
const oneIn95 = {
  unexplained:
    "Erlang's formula gives .0044, 1 in 227, and the Python reproduction 1 in 277; the printed .01 (1 in 95) is the base case's figure.",
};
const ownColumn = { explained: "The printed column contradicts its own 1 in n, which the next table holds." };
const strokeAlone = {
  explained:
    "For stroke alone the load is 5.86 beds, 1 in 26 with ten beds; the printed column is the one without complex neurological patients (the table above).",
};
const pooled22 = {
  unexplained:
    "Both reproductions find .064 and .065, Erlang's formula .0668, and .0629 even with the stay of the dead: the printed .057 does not follow from the printed inputs.",
};
const partly = {
  unexplained:
    "The printed figures lie below those of both reproductions, which have the paper's inputs and formula; ours agree with theirs.",
};
const between = {
  unexplained:
    "The printed figures lie between the two readings of the stay of the dead: Erlang's formula gives 1 in 26, 45 and 81 when nobody has it, and 1 in 30, 52 and 97 when all who leave for elsewhere have it.",
};
const alsoR = {
  unexplained:
    "The stored tables in R lie between the two readings too, and a stored version of its code gives the stay of the dead to all who leave for elsewhere; which version made the tables was not found.",
};
const oneIn19 = { unexplained: "Erlang's formula and the Python reproduction give 1 in 19." };
const noise = {
  unexplained:
    "The paper's own table 2 has .02 and .11 for the same 14 and 12 beds, and Erlang's formula .0223 and .1091.",
};

/** p(delay) for each number of beds; undefined where nothing is printed. */
function delays(arm, resource, beds, printed, why = {}) {
  return beds.flatMap((count, place) => {
    const published = printed[place];
    if (published === undefined) return [];
    return [{ ...rowOf(arm, resource, count, why[count]), published, printed: PRINTED }];
  });
}

/** 1 in n, printed as a whole number: p(delay) lies between 1 ÷ (n + ½) and 1 ÷ (n − ½). */
function oneIn(arm, resource, beds, printed, why = {}) {
  return beds.map((count, place) => {
    const n = printed[place];
    const row = rowOf(arm, resource, count, why[count]);
    const square = n * n - 0.25;
    return { ...row, label: `${row.label}: 1 in ${n}`, published: n / square, printed: 0.5 / square };
  });
}

/** @param why what is known of a figure that is not met */
function rowOf(arm, resource, beds, why) {
  const label = `${UNITS[resource]}, ${beds} beds`;
  return { label, arm, read: delayAt(resource, beds), ...why };
}

const pools = [
  [14, 12, 0],
  [11, 11, 4],
  [11, 10, 5],
  [10, 10, 6],
  [10, 9, 7],
  [9, 9, 8],
  [9, 8, 9],
];

/** Table 3: all beds pooled, then some; each with p(delay) of the acute unit and of rehabilitation. */
function pooling(arms, wholly, partlyPooled, half, known = {}) {
  const all = [22, 26].map((beds, place) => ({
    ...rowOf(arms.pooled, POOL, beds, beds === 22 ? known.wholly : undefined),
    published: wholly[place],
    printed: half,
  }));
  const some = pools.flatMap(([acute, rehab, shared], place) =>
    [ACUTE, REHAB].map((unit, side) => {
      const [own, others] = unit === ACUTE ? [acute, rehab] : [rehab, acute];
      const other = unit === ACUTE ? REHAB : ACUTE;
      const read = shared === 0 ? delayAt(unit, own) : delayWithShared(unit, other, own, others, shared);
      const label = `${acute} acute, ${rehab} rehabilitation, ${shared} shared: ${UNITS[unit]}`;
      const why = shared === 0 ? known.apart : known.partly;
      return { label, arm: arms.apart, published: partlyPooled[place][side], printed: half, read, ...why };
    }),
  );
  return [...all, ...some];
}

export const strokeCapacity = {
  name: "Beds for acute stroke and rehabilitation",
  file: "stroke-capacity.yaml",
  source:
    "Monks T, Worthington D, Allen M, Pitt M, Stein K, James MA. BMC Health Services Research 2016;16:530, doi 10.1186/s12913-016-1789-4 (CC BY 4.0); reproductions pydesrap_stroke at 9bccaf7 and rdesrap_stroke at 8d1089e (MIT).",
  replications: 1500,
  set: {},
  tables: [
    {
      title: "p(delay) as it is (table 2)",
      about: "",
      runs: RUNS,
      rows: [
        ...delays("baseline", ACUTE, acuteBeds, [0.19, 0.14, 0.09, 0.06, 0.04, 0.02, 0.01]),
        ...delays("baseline", REHAB, rehabBeds, [0.2, 0.11, 0.08, 0.05, 0.03, 0.02]),
      ],
    },
    {
      title: "The same as 1 in n (table 2)",
      about: "Printed as whole numbers, so finer where delays are rare.",
      runs: RUNS,
      rows: [
        ...oneIn("baseline", ACUTE, acuteBeds, [5, 7, 11, 16, 28, 50, 90], { 13: between, 14: between, 15: between }),
        ...oneIn("baseline", REHAB, rehabBeds, [5, 9, 13, 20, 35, 57]),
      ],
    },
    {
      title: "p(delay) with 5 % more admissions (table 2)",
      about: "",
      runs: RUNS,
      rows: [
        ...delays("growth5", ACUTE, acuteBeds, [undefined, 0.16, 0.11, 0.07, 0.05, 0.03], { 12: closedForm }),
        ...delays("growth5", REHAB, rehabBeds, [undefined, 0.13, 0.09, 0.07, 0.04, 0.02], { 14: closedForm }),
      ],
    },
    {
      title: "p(delay) without complex neurological patients (table 1 of the supplement)",
      about: "",
      runs: RUNS,
      rows: [
        ...delays("noNeuro", ACUTE, acuteBeds, [undefined, 0.09, 0.05, 0.03, 0.02, 0.01, 0.01], { 15: oneIn95 }),
        ...delays("noNeuro", REHAB, rehabBeds.slice(1), [0.03, 0.02, 0.01, 0.01, 0], {
          12: ownColumn,
          13: ownColumn,
          14: ownColumn,
        }),
      ],
    },
    {
      title: "The same for rehabilitation as 1 in n (table 1 of the supplement)",
      about: "",
      runs: RUNS,
      rows: oneIn("noNeuro", REHAB, rehabBeds.slice(1), [17, 30, 56, 110, 214], { 12: oneIn19 }),
    },
    {
      title: "Ring-fenced acute unit, 1 in n (supplement)",
      about:
        "Read as: without complex neurological patients, who still come to rehabilitation. The reading was inferred from these figures.",
      runs: RUNS,
      rows: oneIn("ringFenced", ACUTE, acuteBeds.slice(1), [12, 19, 32, 57, 113, 240]),
    },
    {
      title: "The same, read as a unit for stroke alone",
      about: "The other meaning that the name could have.",
      runs: RUNS,
      rows: delays("strokeOnly", ACUTE, acuteBeds.slice(1), [0.08, 0.05, 0.03, 0.02, 0.01], {
        10: strokeAlone,
        11: strokeAlone,
        12: strokeAlone,
        13: strokeAlone,
        14: strokeAlone,
      }),
    },
    {
      title: "Pooled beds (table 3)",
      about: "Partly shared beds by the supplement's formula, which takes the two occupancies to be independent.",
      runs: RUNS,
      rows: pooling(
        AS_PRINTED,
        [0.057, 0.016],
        [
          [0.02, 0.117],
          [0.031, 0.077],
          [0.027, 0.08],
          [0.033, 0.057],
          [0.03, 0.06],
          [0.035, 0.049],
          [0.034, 0.051],
        ],
        HALF,
        { wholly: pooled22, partly, apart: noise },
      ),
    },
    {
      title: "p(delay) in the reproduction in Python, as it is",
      about: "With the stay of the dead for all stroke patients who leave for elsewhere, as its code has it.",
      runs: RUNS,
      rows: [
        ...delays("mortalityStay", ACUTE, acuteBeds, [0.18, 0.13, 0.08, 0.06, 0.03, 0.02, 0.01]),
        ...oneIn("mortalityStay", ACUTE, acuteBeds.slice(1), [8, 12, 18, 30, 52, 95]),
        ...delays("mortalityStay", REHAB, rehabBeds, [0.2, 0.11, 0.08, 0.05, 0.03, 0.02]),
        ...oneIn("mortalityStay", REHAB, rehabBeds.slice(1), [9, 13, 20, 32, 51]),
      ],
    },
    {
      title: "The same with 5 % more admissions, and without complex neurological patients",
      about: "",
      runs: RUNS,
      rows: [
        ...delays("mortalityGrowth5", ACUTE, acuteBeds, [undefined, 0.15, 0.1, 0.07, 0.04, 0.03]),
        ...delays("mortalityGrowth5", REHAB, rehabBeds, [undefined, 0.13, 0.09, 0.06, 0.04, 0.03]),
        ...oneIn("mortalityNoNeuro", ACUTE, acuteBeds.slice(1), [12, 20, 36, 67, 131, 277]),
        ...oneIn("mortalityNoNeuro", REHAB, rehabBeds.slice(1), [19, 32, 57, 110, 205]),
      ],
    },
    {
      title: "Pooled beds, reproduction in Python",
      about: "",
      runs: RUNS,
      rows: pooling(
        AS_REPRODUCED,
        [0.065, 0.016],
        [
          [0.019, 0.11],
          [0.043, 0.09],
          [0.036, 0.091],
          [0.041, 0.066],
          [0.038, 0.066],
          [0.041, 0.053],
          [0.04, 0.053],
        ],
        HALF,
      ),
    },
    {
      title: "p(delay) in the reproduction in R, as it is",
      about: "Held against the reading in which nobody has the stay of the dead, because its pooled beds fit that one.",
      runs: RUNS,
      rows: [
        ...delays("baseline", ACUTE, acuteBeds, [0.18, 0.13, 0.09, 0.06, 0.04, 0.02, 0.01], { 9: alsoR, 10: alsoR }),
        ...delays("baseline", REHAB, rehabBeds, [0.2, 0.11, 0.08, 0.05, 0.03, 0.02]),
      ],
    },
    {
      title: "Pooled beds, reproduction in R",
      about: "",
      runs: RUNS,
      rows: pooling(
        AS_PRINTED,
        [0.064, 0.016],
        [
          [0.021, 0.11],
          [0.05, 0.087],
          [0.043, 0.089],
          [0.047, 0.066],
          [0.043, 0.067],
          [0.046, 0.054],
          [0.045, 0.055],
        ],
        HALF,
      ),
    },
  ],
};

/** Offered loads of the paper's inputs: arrivals a day × mean stay. */
const ASU = { stroke: (0.13 * 4.6 + 0.87 * 7.4) / 1.2, tia: 1.8 / 9.3, neuro: 4 / 3.6, other: 3.8 / 3.2 };
const REHABILITATION = {
  stroke: (0.24 / 1.2 + 1 / 21.8) * (0.4 * 30.3 + 0.6 * 28.4),
  tia: (0.01 / 9.3) * 18.7,
  neuro: (0.11 / 3.6 + 1 / 31.7) * 27.6,
  other: (0.05 / 3.2 + 1 / 28.6) * 16.1,
};
const total = (loads) => Object.values(loads).reduce((sum, one) => sum + one, 0);

function erlangB(beds, load) {
  let blocked = 1;
  for (let n = 1; n <= beds; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

const exact = (arm, resource, load, beds) =>
  beds.map((count) => ({ ...rowOf(arm, resource, count), published: erlangB(count, load), se: 0 }));

export const strokeTheory = {
  name: "The same service against Erlang's formula",
  file: "stroke-capacity.yaml",
  source:
    "Erlang's loss formula at the offered loads of the paper's inputs: 8.3555 and 9.7182 beds. Runs of 20 years instead of 5.",
  replications: 600,
  set: { "clock.run": "7300 days" },
  tables: [
    ["as it is", "baseline", total(ASU), total(REHABILITATION)],
    ["5 % more admissions", "growth5", 1.05 * total(ASU), 1.05 * total(REHABILITATION)],
    [
      "no complex neurological patients",
      "noNeuro",
      total(ASU) - ASU.neuro,
      total(REHABILITATION) - REHABILITATION.neuro,
    ],
  ]
    .map(([title, arm, acute, rehab]) => ({
      title: `p(delay), ${title}`,
      about: "",
      runs: RUNS,
      rows: [...exact(arm, ACUTE, acute, acuteBeds), ...exact(arm, REHAB, rehab, rehabBeds)],
    }))
    .concat({
      title: "p(delay), all beds pooled",
      about: "",
      runs: RUNS,
      rows: exact("pooled", POOL, total(ASU) + total(REHABILITATION), [22, 26]),
    }),
};
