import { GRAIN } from "../collect/grain.ts";
import * as at from "../collect/plain-layout.ts";
import * as host from "./host.ts";
import { wholeOf } from "./numbers.ts";

// What the time is, and in which hour of the week.

export let now: f64 = 0;
/** From when on is counted. */
export let from: f64 = 0;
/** Of the present hour, what is left. */
export let rest: f64 = 0;
/** Where the present hour begins in the cells of both tables by hour. */
export let firstUse: i32 = 0;
export let firstWait: i32 = 0;
let hourEnd: f64 = 0;
/** When a week, a part of the window, or prices end next. */
let mark: f64 = 0;

export function beginClock(): void {
  now = 0;
  store<f64>(at.NOW, 0.0);
}

/** To where the host has it. */
export function setClock(): void {
  from = load<f64>(at.FROM);
  now = load<f64>(at.NOW);
  marks();
}

export function moveTo(time: f64): void {
  if (load<i32>(at.TELLS_ELAPSED) === 1) host.elapsed(now, time);
  now = time;
  store<f64>(at.NOW, time);
  if (now >= hourEnd) {
    let hours = wholeOf((now - hourEnd) * (1.0 / 60.0)) + 1;
    if (hourEnd + 60.0 * f64(hours) <= now) hours++;
    else if (hourEnd + 60.0 * f64(hours - 1) > now) hours--;
    hourEnd += 60.0 * f64(hours);
    firstUse += hours << load<i32>(at.USE_SHIFT);
    firstWait += hours << load<i32>(at.WAIT_SHIFT);
    store<f64>(at.HOUR_END, hourEnd);
    store<i32>(at.FIRST_USE, firstUse);
    store<i32>(at.FIRST_WAIT, firstWait);
  }
  if (now >= mark) {
    host.passMark();
    marks();
  }
  rest = hourEnd - now + f64(GRAIN) - f64(GRAIN);
}

function marks(): void {
  mark = load<f64>(at.MARK);
  hourEnd = load<f64>(at.HOUR_END);
  firstUse = load<i32>(at.FIRST_USE);
  firstWait = load<i32>(at.FIRST_WAIT);
  rest = hourEnd - now + f64(GRAIN) - f64(GRAIN);
}
