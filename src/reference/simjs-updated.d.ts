/** What the adapter uses of simjs 2.0.3, which has no types and no exports: loaded, it sets `window.Sim`. */
declare module "simjs-updated" {
  export interface Entity {
    readonly sim: Sim;
  }

  export interface Request {
    readonly deliverAt: number;
    done(callback: () => void): Request;
  }

  export interface Sim {
    /** A heap by `deliverAt`, then by the order of insertion. */
    readonly queue: { readonly data: readonly Request[]; insert(request: Request): void };
    time(): number;
    addEntity(kind: new () => unknown, name: string): Entity;
    step(): boolean;
  }

  export interface Library {
    readonly Sim: new () => Sim;
    readonly Entity: new () => Entity;
    readonly Request: new (entity: Entity, now: number, deliverAt: number) => Request;
  }
}
