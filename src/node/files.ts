import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Source } from "../diagnostics/diagnostic.ts";

const MAX_BYTES = 10 * 1024 * 1024;

/** Reading or writing failed: what to tell the user, in a sentence. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/** A file that is there but cannot be a scenario: too large, or not UTF-8. */
export class ContentError extends Error {
  override readonly name = "ContentError";
}

/** Reads a scenario; "-" reads standard input. @throws FileError, ContentError */
export function readSource(path: string): Source {
  const bytes = path === "-" ? readStandardInput() : readBytes(path);
  const name = path === "-" ? "(standard input)" : path;
  return { name, text: decode(name, bytes) };
}

function readBytes(path: string): Uint8Array {
  try {
    const status = statSync(path);
    if (status.isDirectory()) throw new FileError(`${path} is a folder; name the scenario file in it`);
    if (status.size > MAX_BYTES) throw tooLarge(path);
    return status.isFile() ? readFileSync(path) : readPipe(path);
  } catch (error) {
    throw explain(error, path, "read");
  }
}

function readStandardInput(): Uint8Array {
  try {
    return readFrom(0, "(standard input)");
  } catch (error) {
    throw explain(error, "standard input", "read");
  }
}

/** What has no size beforehand: a named pipe, the output of another command. */
function readPipe(path: string): Uint8Array {
  const descriptor = openSync(path, "r");
  try {
    return readFrom(descriptor, path);
  } finally {
    closeSync(descriptor);
  }
}

/** Stops at the limit, so that an endless input ends. */
function readFrom(descriptor: number, name: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = new Uint8Array(65536);
    const count = readChunk(descriptor, chunk);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    total += count;
    if (total > MAX_BYTES) throw tooLarge(name);
  }
  return Buffer.concat(chunks);
}

function readChunk(descriptor: number, chunk: Uint8Array): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

function tooLarge(name: string): ContentError {
  return new ContentError(`${name} is larger than 10 MB: too large for a scenario`);
}

/** UTF-8 or nothing: a byte that is not would put a wrong character into a name. */
function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ContentError(`${name} is not UTF-8 at byte ${firstBadByte(bytes) + 1}; save it as UTF-8`);
  }
}

function firstBadByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (decodes(bytes.subarray(0, middle), true)) low = middle;
    else high = middle;
  }
  // A character that is cut off by the bad byte is bad from its own first byte on.
  while (low > 0 && !decodes(bytes.subarray(0, low), false)) low--;
  return low;
}

/** With `stream`, a character cut off at the end is not a mistake. */
function decodes(bytes: Uint8Array, stream: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

/**
 * Writes files into a folder, each whole or not at all: beside it first, then renamed.
 * @param files the last one tells that the others are there, so an older one of its name goes first
 * @param others files of an earlier time that would not belong to these: they go too
 * @throws FileError
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>, others: readonly string[] = []): void {
  try {
    mkdirSync(folder, { recursive: true });
    const last = [...files.keys()].at(-1);
    for (const name of [...others, ...(last === undefined ? [] : [last])]) rmSync(join(folder, name), { force: true });
    for (const [name, content] of files) writeWhole(join(folder, name), content);
  } catch (error) {
    throw explain(error, folder, "write to");
  }
}

/**
 * Finds out before a long run whether files can be written into a folder, and leaves everything as it was.
 * @param names of the files, which must not be folders
 * @throws FileError
 */
export function probeFolder(folder: string, names: readonly string[]): void {
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
      throw new FileError(`Could not write to ${folder}: it is a file, not a folder.`);
    const made = mkdirSync(folder, { recursive: true });
    try {
      const probe = join(folder, `.${process.pid}.part`);
      writeFileSync(probe, "");
      rmSync(probe);
      for (const name of names) {
        if (statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory())
          throw new FileError(`Could not write ${join(folder, name)}: it is a folder.`);
      }
    } finally {
      if (made !== undefined) removeEmpty(folder, made);
    }
  } catch (error) {
    throw explain(error, folder, "write to");
  }
}

/** The folder and those above it, up to the first that was made for it; one that holds something by now stays. */
function removeEmpty(folder: string, first: string): void {
  let at = resolve(folder);
  try {
    for (; ; at = dirname(at)) {
      rmdirSync(at);
      if (at === resolve(first)) return;
    }
  } catch (error) {
    if (codeOf(error) !== "ENOTEMPTY") throw error;
  }
}

function writeWhole(path: string, content: string): void {
  const aside = `${path}.${process.pid}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(aside, content);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/** Writes a file that must not exist yet. @throws FileError */
export function writeNewFile(path: string, content: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { flag: "wx" });
  } catch (error) {
    throw explain(error, path, "write");
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

const REASONS = new Map([
  ["ENOENT", "there is no such file"],
  ["EACCES", "it may not be opened"],
  ["EPERM", "it may not be opened"],
  ["EEXIST", "it exists already"],
  ["ENOTDIR", "a part of its path is not a folder"],
  ["EISDIR", "it is a folder"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "your share of the disk is full"],
  ["EROFS", "the disk may only be read"],
]);

function explain(error: unknown, path: string, verb: string): Error {
  if (error instanceof FileError || error instanceof ContentError) return error;
  const reason = REASONS.get(codeOf(error)) ?? (error instanceof Error ? error.message : String(error));
  return new FileError(`Could not ${verb} ${path}: ${reason}.`);
}
