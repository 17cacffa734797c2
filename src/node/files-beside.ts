import { realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import type { Source } from "../diagnostics/diagnostic.ts";
import { FileError, readSource } from "./files.ts";

/** A file that was read because a scenario names it. */
export interface NamedFile {
  readonly name: string;
  readonly source: Source;
}

/**
 * Reads what a scenario names: files in its folder or below it, never others, whatever links lead there. The folder of a scenario
 * from standard input ("-") is the present one. What is read is kept in `files`, in order.
 * The reader gives undefined when there is no such file. @throws FileError, ContentError when it cannot be read
 */
export function filesBeside(scenario: string): {
  readonly read: (name: string) => Source | undefined;
  readonly files: readonly NamedFile[];
} {
  const folder = scenario === "-" ? "." : dirname(scenario);
  const files: NamedFile[] = [];
  const read = (name: string): Source | undefined => {
    const path = join(folder, name);
    const place = resolved(path);
    if (place === undefined) return undefined;
    const way = relative(resolved(folder) ?? folder, place);
    if (isAbsolute(name) || isAbsolute(way) || way.split(/[/\\]/)[0] === "..") {
      throw new FileError(`Could not read ${path}: it lies outside the folder of the scenario.`);
    }
    const source = readSource(path);
    files.push({ name, source });
    return source;
  };
  return { read, files };
}

/** Links followed; undefined when nothing is there. */
function resolved(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
