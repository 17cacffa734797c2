// What draws.ts of the kernel and src/maths compute, to the same bits: where each method comes from is said there.

import * as at from "../collect/plain-layout.ts";
import { CLASS_OF, KEY0, KEY1 } from "../kernel/patient-row.ts";
import { BY_CLASS, CONSTANT, EXPONENTIAL, LOGNORMAL } from "../kernel/value-forms.ts";
import { DRAW_BITS, MAX_VISITS } from "../random/counter.ts";
import { draw as drawOther, exp as expBeyond, normalRow } from "./host.ts";

/** As generator.ts. */
export function mix(p: i32, q: i32, counter0: i32, counter1: i32): f64 {
  let a = counter0 ^ p;
  let b = counter1 ^ q;
  a = (a ^ (a >>> 16)) * 0x7feb352d;
  b = (b ^ (b >>> 15)) * i32(0x846ca68b);
  a = a + b;
  b = rotl<i32>(b, 13) ^ a;
  a = (a ^ (a >>> 16)) * i32(0xed5ad4bb);
  b = (b ^ (b >>> 15)) * i32(0xac4c1b51);
  a = a + b;
  b = rotl<i32>(b, 13) ^ a;
  a = a + q;
  b = b + p;
  a = (a ^ (a >>> 16)) * 0x31848bab;
  b = (b ^ (b >>> 15)) * i32(0x9e3779b1);
  a = a + b;
  b = rotl<i32>(b, 13) ^ a;
  a = (a ^ (a >>> 16)) * i32(0x85ebca6b);
  b = (b ^ (b >>> 15)) * i32(0xc2b2ae35);
  a = a + b;
  b = rotl<i32>(b, 13) ^ a;
  const high = a ^ (a >>> 16);
  const low = b ^ (b >>> 15);
  return f64(high) * 2.3283064365386963e-10 + f64(low >>> 12) * 2.220446049250313e-16 + 0.5000000000000001;
}

function highWord(x: f64): i32 {
  return i32(reinterpret<i64>(x) >> 32);
}

function powerOfTwo(exponent: i32): f64 {
  return reinterpret<f64>(i64(1023 + exponent) << 52);
}

/** As log.ts. */
export function logOfUniform(u: f64): f64 {
  const rows = load<i32>(at.LOG_ROWS);
  const t = highWord(u) - 0x3fe5f000;
  const exponent = t >> 20;
  const row = rows + ((t >> 13) & 127) * 24;
  const z = u * powerOfTwo(-exponent);
  const v = load<f64>(row);
  const zh = z + 67108864.0 - 67108864.0;
  const rh = zh * v - 1.0;
  const rl = (z - zh) * v;
  const r = rh + rl;
  const r2 = r * r;
  const k = f64(exponent);
  const tail = k * 5.497923018708371e-14 + load<f64>(row, 16) + rl;
  const series = -1.0 / 2.0 + r / 3.0 + r2 * (-1.0 / 4.0 + r / 5.0 + r2 * (-1.0 / 6.0 + r / 7.0));
  return k * 0.6931471805598903 + load<f64>(row, 8) + rh + (tail + r2 * series);
}

/** As exp.ts. */
export function exp(x: f64): f64 {
  if (!(x > -708.0 && x < 709.0)) return expBeyond(x);
  const d = x * 184.6649652337873 + 6755399441055744.0 - 6755399441055744.0;
  const k = i32(d);
  const r = x - d * 0.0054152123482253955 + d * 1.0082281460997769e-13;
  const row = load<i32>(at.EXP_ROWS) + ((k & 127) << 4);
  const r2 = r * r;
  const p = r + r2 * (1.0 / 2.0 + r / 6.0 + r2 * (1.0 / 24.0 + r / 120.0));
  const t = load<f64>(row);
  return (t + (load<f64>(row, 8) + t * p)) * powerOfTwo(k >> 7);
}

/** As normal-table.ts. */
export function normalOfUniform(u: f64): f64 {
  const y = 0.5 - abs<f64>(u - 0.5);
  const row = load<i32>(at.NORMAL_ROWS) + ((highWord(y) >> 15) - 31008) * 72;
  if (load<f64>(row) === 0.0) normalRow(u);
  const s = y - load<f64>(row);
  const s2 = s * s;
  const low = load<f64>(row, 8) + load<f64>(row, 16) * s + (load<f64>(row, 24) + load<f64>(row, 32) * s) * s2;
  const high = load<f64>(row, 40) + load<f64>(row, 48) * s + (load<f64>(row, 56) + load<f64>(row, 64) * s) * s2;
  const z = low + high * (s2 * s2);
  return i32(u + u) === 0 ? -1.0 * z : z;
}

/** As values.ts: by the key of a patient, whose row begins at `cell`, for a purpose and visit. */
export function draw(value: i32, patient: i32, cell: i32, purpose: i32, visit: i32): f64 {
  const forms = load<i32>(at.FORMS);
  let row = value;
  let form = load<i32>(forms + (row << 3));
  if (form === BY_CLASS) {
    row = load<i32>(load<i32>(at.CHOSEN) + ((load<i32>(forms + (row << 3), 4) + load<i32>(cell, CLASS_OF << 2)) << 2));
    form = load<i32>(forms + (row << 3));
  }
  const constants = load<i32>(at.CONSTANTS) + (row << 4);
  if (form === CONSTANT) return load<f64>(constants);
  if (form > LOGNORMAL || visit >= MAX_VISITS) return drawOther(value, patient, purpose, visit);
  const u = mix(load<i32>(cell, KEY0 << 2), load<i32>(cell, KEY1 << 2), purpose, visit << DRAW_BITS);
  if (form === EXPONENTIAL) return -logOfUniform(u) * load<f64>(constants);
  return load<f64>(constants) * exp(load<f64>(constants, 8) * normalOfUniform(u));
}
