import { code } from "./plain-loop.ts";

/** What of WebAssembly is used: TypeScript has it among the types of platforms, which the core does not know. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

export interface Assembled {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  /** The exports of src/assembly/run.ts, linked with a memory and with what host.ts there declares. */
  link(memory: WasmMemory, host: PlainHost): PlainLoop;
}

export interface PlainLoop {
  begin(lines: number): void;
  goOn(stop: number): number;
  freed(resource: number): void;
  settleRoots(now: number): void;
  isThere(patient: number, row: number, ends: number): void;
  setClock(): void;
  remains(patient: number): void;
  givePlaces(patient: number, resource: number, units: number): void;
}

/** What the loop asks for: src/assembly/host.ts says what each is. */
export interface PlainHost {
  take(cls: number): number;
  refill(cls: number): void;
  arrive(patient: number, cls: number): number;
  arrivedBefore(a: number, b: number): number;
  clearRows(patient: number): void;
  choose(patient: number, routes: number): number;
  variant(patient: number, stage: number): number;
  capacity(resource: number): number;
  passMark(): void;
  elapsed(from: number, to: number): void;
  ended(patient: number, stage: number, entered: number): void;
  entered(patient: number, stage: number): void;
  enteredBeyond(patient: number, entries: number): void;
  leftWatch(patient: number): void;
  more(patient: number, resource: number, units: number): void;
  less(patient: number, resource: number, units: number): void;
  doing(patient: number): void;
  leave(patient: number, cls: number, exit: number, stay: number): void;
  leaveOfToday(patient: number, cls: number): number;
  exited(patient: number, exit: number): void;
  assign(patient: number, list: number): void;
  release(patient: number, list: number): void;
  lastedHigh(resource: number, level: number): void;
  flush(list: number): void;
  priority(patient: number): number;
  draw(value: number, patient: number, purpose: number, visit: number): number;
  exp(x: number): number;
  normalRow(u: number): void;
  impossible(patient: number, length: number): void;
}

interface Platform {
  readonly Memory: Assembled["Memory"];
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: PlainLoop };
}

let known: Assembled | undefined | null = null;

/** Undefined where the platform has no WebAssembly, or does not let us use it. */
export function whatIsAssembled(): Assembled | undefined {
  if (known === null) known = assemble();
  return known;
}

export function assembled(): Assembled {
  const there = whatIsAssembled();
  if (there === undefined) throw new Error("this platform has no WebAssembly");
  return there;
}

function assemble(): Assembled | undefined {
  const platform = (globalThis as { readonly WebAssembly?: Platform }).WebAssembly;
  if (platform === undefined) return undefined;
  try {
    const module = new platform.Module(bytesOf(code));
    return {
      Memory: platform.Memory,
      link: (memory, host) => new platform.Instance(module, { env: { memory }, host }).exports,
    };
  } catch {
    // A page may not be allowed to compile: it runs the kernel that tells facts.
    return undefined;
  }
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Of base64, without padding. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length * 3) >> 2);
  let bits = 0;
  for (let i = 0, end = 0; i < text.length; i++) {
    bits = (bits << 6) | DIGITS.indexOf(text[i]);
    if (i % 4 > 0) bytes[end++] = (bits >> (6 - 2 * (i % 4))) & 255;
  }
  return bytes;
}
