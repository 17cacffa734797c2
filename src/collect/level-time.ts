/** Unit-minutes of a number that few resources have, and seldom change, within the window. */
export class LevelTime {
  readonly minutes: Float64Array;
  private readonly level: Float64Array;
  private readonly since: Float64Array;

  constructor(resources: number) {
    this.minutes = new Float64Array(resources);
    this.level = new Float64Array(resources);
    this.since = new Float64Array(resources);
  }

  begin(): void {
    this.minutes.fill(0);
    this.level.fill(0);
    this.since.fill(0);
  }

  open(now: number): void {
    this.minutes.fill(0);
    this.since.fill(now);
  }

  change(now: number, resource: number, units: number): void {
    this.minutes[resource] += this.level[resource] * (now - this.since[resource]);
    this.since[resource] = now;
    this.level[resource] += units;
  }

  finish(now: number): void {
    for (let resource = 0; resource < this.level.length; resource++) this.change(now, resource, 0);
  }
}
