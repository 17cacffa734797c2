// Two exact answers that the bank of oracles has not, for mistakes that move none of its rows. Both are solved as Markov chains.

/**
 * M/M/1 in which a patient who has been served comes back to the end of the line with probability p (Takács, Bell System Technical
 * Journal 42 (1963) 505–519): mean and standard deviation of the time in the system. The chain follows one patient: how many are
 * ahead of him, the one in service among them, and how many behind.
 * @param {number} rate of arrival @param {number} service rate @param {number} p
 */
export function feedbackToTheEnd(rate, service, p) {
  const most = 120;
  const cell = (/** @type {number} */ ahead, /** @type {number} */ behind) =>
    ahead * (most + 1) + Math.min(behind, most);
  const first = new Float64Array((most + 1) ** 2);
  const second = new Float64Array((most + 1) ** 2);
  const all = rate + service;
  for (let change = 1; change > 1e-12; ) {
    change = 0;
    for (let ahead = 0; ahead <= most; ahead++) {
      for (let behind = most - ahead; behind >= 0; behind--) {
        const here = cell(ahead, behind);
        const [comes, back] = [cell(ahead, behind + 1), ahead === 0 ? cell(behind, 0) : cell(ahead - 1, behind + 1)];
        const next = (/** @type {Float64Array} */ moment) => {
          const onceServed = ahead === 0 ? 0 : moment[cell(ahead - 1, behind)];
          return (rate * moment[comes] + service * (p * moment[back] + (1 - p) * onceServed)) / all;
        };
        const [later, laterSquare] = [next(first), next(second)];
        const mean = 1 / all + later;
        const square = 2 / all ** 2 + (2 / all) * later + laterSquare;
        change = Math.max(change, Math.abs(mean - first[here]), Math.abs(square - second[here]) / 1000);
        first[here] = mean;
        second[here] = square;
      }
    }
  }
  const load = rate / (service * (1 - p));
  const over = (/** @type {Float64Array} */ moment) => {
    let sum = 0;
    for (let ahead = most; ahead >= 0; ahead--) sum += (1 - load) * load ** ahead * moment[cell(ahead, 0)];
    return sum;
  };
  const mean = over(first);
  return { mean, sd: Math.sqrt(over(second) - mean ** 2) };
}

/** One part of a day: its length in hours, arrivals per hour and staff. @typedef {readonly [hours: number, rate: number, staff: number]} Part */

/**
 * Mean number in the system over the parts, from empty, where services of `service` per hour are finished by whoever has begun them,
 * though the shift is over: Kolmogorov's forward equations, by the method of Runge and Kutta. What the chain knows is how many are
 * there and how many of them are served.
 * @param {readonly Part[]} parts @param {number} service @param {boolean} finish false: services beyond the staff pause at once
 */
export function meanPresentOverShifts(parts, service, finish) {
  const most = 90;
  const servers = Math.max(...parts.map(([, , staff]) => staff));
  const width = servers + 1;
  let chances = new Float64Array((most + 1) * width);
  chances[0] = 1;
  let area = 0;
  for (const [hours, rate, staff] of parts) {
    chances = changeOver(chances, staff);
    const steps = 500;
    const step = hours / steps;
    for (let i = 0; i < steps; i++) {
      const before = present(chances);
      const k1 = flow(chances, rate, staff);
      const k2 = flow(moved(chances, k1, step / 2), rate, staff);
      const k3 = flow(moved(chances, k2, step / 2), rate, staff);
      const k4 = flow(moved(chances, k3, step), rate, staff);
      chances = chances.map((chance, at) => chance + (step / 6) * (k1[at] + 2 * k2[at] + 2 * k3[at] + k4[at]));
      area += (step * (before + present(chances))) / 2;
    }
  }
  return area / parts.reduce((sum, [hours]) => sum + hours, 0);

  /** A shift begins: those who come take patients who wait, and those who go do so now or after their patient. */
  function changeOver(/** @type {Float64Array} */ old, /** @type {number} */ staff) {
    const fresh = new Float64Array(old.length);
    old.forEach((chance, at) => {
      const [patients, served] = [Math.floor(at / width), at % width];
      const able = Math.min(patients, staff);
      fresh[patients * width + (finish ? Math.max(served, able) : able)] += chance;
    });
    return fresh;
  }

  function flow(/** @type {Float64Array} */ now, /** @type {number} */ rate, /** @type {number} */ staff) {
    const change = new Float64Array(now.length);
    now.forEach((chance, at) => {
      if (chance === 0) return;
      const [patients, served] = [Math.floor(at / width), at % width];
      if (patients < most) {
        change[at] -= rate * chance;
        change[(patients + 1) * width + Math.max(served, Math.min(patients + 1, staff))] += rate * chance;
      }
      if (served === 0) return;
      change[at] -= served * service * chance;
      change[(patients - 1) * width + Math.max(served - 1, Math.min(patients - 1, staff))] += served * service * chance;
    });
    return change;
  }

  function present(/** @type {Float64Array} */ now) {
    return now.reduce((sum, chance, at) => sum + Math.floor(at / width) * chance, 0);
  }
}

function moved(/** @type {Float64Array} */ from, /** @type {Float64Array} */ by, /** @type {number} */ step) {
  return from.map((chance, at) => chance + step * by[at]);
}
