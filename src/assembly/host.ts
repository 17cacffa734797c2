// What few patients or models need, done by plain-run.ts.

/** The next arrival of a class, of which NUMBER and the keys tell. 0 when nobody comes after all. */
export declare function take(cls: i32): i32;
/** The next block of arrivals of a class. */
export declare function refill(cls: i32): void;
/** What else is to be set of who arrives. 0 when he stays away. */
export declare function arrive(patient: i32, cls: i32): i32;
/** Of two of whom one at least was there at time 0: 1 when the first comes before the other. */
export declare function arrivedBefore(a: i32, b: i32): i32;
/** Somebody leaves who was there at time 0, and is counted. 1 when it is known what he did all the time. */
export declare function leaveOfToday(patient: i32, cls: i32): i32;
export declare function clearRows(patient: i32): void;
/** Where he goes by routes. */
export declare function choose(patient: i32, routes: i32): i32;
/** Where his instructions for the stage begin. */
export declare function variant(patient: i32, stage: i32): i32;
/** Capacity changes. When it does next, Infinity for never. */
export declare function capacity(resource: i32): f64;
/** A week, a part of the window, or prices end. */
export declare function passMark(): void;
export declare function elapsed(from: f64, to: f64): void;
export declare function ended(patient: i32, stage: i32, entered: f64): void;
export declare function entered(patient: i32, stage: i32): void;
/** Stages entered in this instant are beyond the limit. */
export declare function enteredBeyond(patient: i32, entries: i32): void;
export declare function leftWatch(patient: i32): void;
export declare function more(patient: i32, resource: i32, units: i32): void;
export declare function less(patient: i32, resource: i32, units: i32): void;
export declare function doing(patient: i32): void;
export declare function leave(patient: i32, cls: i32, exit: i32, stay: f64): void;
export declare function exited(patient: i32, exit: i32): void;
export declare function assign(patient: i32, list: i32): void;
export declare function release(patient: i32, list: i32): void;
/** Many units have been in use. */
export declare function lastedHigh(resource: i32, level: i32): void;
export declare function flush(list: i32): void;
export declare function priority(patient: i32): f64;
/** A value of a seldom form. */
export declare function draw(value: i32, patient: i32, purpose: i32, visit: i32): f64;
/** Outside the usual. */
export declare function exp(x: f64): f64;
/** Makes the row of the table in which a uniform lies. */
export declare function normalRow(u: f64): void;
/** Throws: a duration that cannot be. */
export declare function impossible(patient: i32, length: f64): void;
