import { takeBack } from "./simjs-window.ts";
import "simjs-updated";
import type { Entity, Library, Sim } from "simjs-updated";

const simjs = (globalThis as unknown as { readonly Sim: Library }).Sim;
takeBack();

/** Something that is due: simjs says when, the engine in which order of its instant. */
export interface Due {
  readonly at: number;
  /** A service that has been broken off, a timer that has ended: nothing happens. */
  void: boolean;
}

/**
 * simjs's simulator and its future. Its own timers count from now on and so round; here its requests are made for the exact time.
 * All that is due at one time is handed over at once, so that no tie is settled by the order of planning.
 */
export class Clock<D extends Due> {
  /** What has come due and is not yet worked off. */
  due: D[] = [];
  private readonly sim: Sim = new simjs.Sim();
  private readonly planner: Entity;

  constructor() {
    class Planner extends simjs.Entity {
      start(): void {}
    }
    this.planner = this.sim.addEntity(Planner, "engine");
  }

  plan(due: D): void {
    if (due.at === Infinity) return;
    const request = new simjs.Request(this.planner, this.sim.time(), due.at);
    this.sim.queue.insert(request.done(() => void this.due.push(due)));
  }

  /** When something is due next; Infinity for never. */
  next(): number {
    return this.sim.queue.data.length === 0 ? Infinity : this.sim.queue.data[0].deliverAt;
  }

  /** Hands over all that is due at a time, what has been planned in this instant too. */
  deliver(time: number): void {
    while (this.next() === time) this.sim.step();
    this.due = this.due.filter((one) => !one.void);
  }
}
