// Levels by hour of the week, without going through the hours that a level lasts: of each change only what is left of its own hour is
// summed, and by how much the level is higher from the next hour on. The run begins on a Monday at 00:00, without a warm-up.

export const HOURS = 168;
const SHIFT = 4;
const ROWS = 8;

export class KeptHours {
  constructor() {
    /** hour × row × (minutes in the hour of the change, change) */
    this.cells = new Float64Array(HOURS << SHIFT);
    /** Of each row: levels at the beginnings of all weeks but the first, added up. */
    this.starts = new Float64Array(ROWS);
    this.level = 0.5;
  }

  clear() {
    this.cells.fill(0);
    this.starts.fill(0);
  }

  /**
   * Mean level in each hour of the week; NaN where the run does not come to.
   * @param {number} row
   * @param {number} last the level at the end
   * @param {number} until minutes of the run, which begins at hour 0
   * @param {Float64Array} out
   * @param {number} at
   */
  tell(row, last, until, out, at) {
    const { cells } = this;
    const whole = Math.ceil(until / 60);
    const end = (whole - 1) % HOURS;
    const weeks = Math.floor((whole - 1) / HOURS);
    const left = whole * 60 - until;
    let level = this.starts[row];
    for (let hour = 0; hour < HOURS; hour++) {
      const cell = (hour << SHIFT) | (row << 1);
      let minutes = 60 * (hour > end ? level - last : level) + cells[cell];
      if (hour === end) minutes -= last * left;
      level += cells[cell | 1];
      const covered = 60 * (weeks + (hour > end ? 0 : 1)) - (hour === end ? left : 0);
      out[at + hour] = minutes / covered;
    }
  }
}
