import type { WaitingByHour } from "./waiting-by-hour.ts";

/** Parts of the window at whose ends the number of patients is looked at. */
const PARTS = 8;

/**
 * How many patients there are, and how many wait for each resource, just before whatever happens at the start of each of
 * eight equal parts of the window and at its end.
 */
export class Moments {
  /** When the next moment comes; Infinity before the window and after the last. */
  next = Infinity;
  presentAt = new Float64Array(0);
  /** resource × 9 */
  waitingAt = new Float64Array(0);

  private from = Number.NaN;
  private readonly run: number;
  private readonly resources: number;
  private taken = 0;

  /** @param run length of the window in minutes */
  constructor(run: number, resources: number) {
    this.run = run;
    this.resources = resources;
  }

  begin(): void {
    this.next = Infinity;
    this.taken = 0;
    this.presentAt = new Float64Array(PARTS + 1);
    this.waitingAt = new Float64Array(this.resources * (PARTS + 1));
  }

  open(now: number, present: number, waiting: WaitingByHour): void {
    this.from = now;
    this.next = now;
    this.pass(now, present, waiting);
  }

  /** Time has come to `now`, and until now there were so many. */
  pass(now: number, present: number, waiting: WaitingByHour): void {
    while (now >= this.next) this.take(present, waiting);
  }

  /** The run is over: what rounding has left undone. */
  finish(present: number, waiting: WaitingByHour): void {
    while (this.taken <= PARTS) this.take(present, waiting);
  }

  private take(present: number, waiting: WaitingByHour): void {
    this.presentAt[this.taken] = present;
    for (let resource = 0; resource < this.resources; resource++) {
      this.waitingAt[resource * (PARTS + 1) + this.taken] = waiting.now(resource);
    }
    this.taken++;
    this.next = this.taken > PARTS ? Infinity : this.from + (this.run * this.taken) / PARTS;
  }
}
