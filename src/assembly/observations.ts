import * as at from "../collect/plain-layout.ts";
import { LIST_BITS, LIST_LENGTH } from "../collect/plain-widths.ts";
import * as host from "./host.ts";

/** Adds an observation to a list. */
export function observe(list: i32, value: f64): void {
  const listed = load<i32>(at.LISTED) + (list << 2);
  let place = load<i32>(listed);
  if (place === LIST_LENGTH) {
    host.flush(list);
    place = 0;
  }
  store<f64>(load<i32>(at.LISTS) + (((list << LIST_BITS) + place) << 3), value);
  store<i32>(listed, place + 1);
}
