// The exact census of Mt/M/inf when the rate is constant within each hour, as in scenarios/hourly-census.yaml.
const HOURS = 24;
const MEAN_STAY = 4;

/** Mean of 10 (1 + 0.6 sin(2πt/24)) per hour over the hour that begins at `hour`. @param {number} hour */
function rateOf(hour) {
  const turn = (2 * Math.PI) / HOURS;
  return 10 + (6 / turn) * (Math.cos(turn * hour) - Math.cos(turn * (hour + 1)));
}

/**
 * m(t) = ∫ λ(t − u) P(S > u) du at whole hours of the periodic regime: each hour of arrivals leaves a share e^(−1/s) more of
 * itself after an hour (Eick, Massey and Whitt, Management Science 39 (1993) 241–252, theorem 1).
 * @param {number} hour
 */
export function censusAt(hour) {
  const kept = Math.exp(-1 / MEAN_STAY);
  let sum = 0;
  for (let back = 0; back < HOURS; back++) sum += rateOf(hour - 1 - back) * kept ** back;
  return (sum * MEAN_STAY * (1 - kept)) / (1 - kept ** HOURS);
}

/** The rows of the sine, for the hourly steps that a scenario can state. */
export function hourlyRows() {
  return [6, 12, 18].map((hour) => ({
    id: `mtginf.hourly.t${hour}`,
    model: "Mt/M/inf, hourly means of the sine",
    metric: `E[occupancy at ${hour} h]`,
    value: censusAt(hour),
    source: "Eick, Massey and Whitt, Management Science 39 (1993) 241-252",
  }));
}
