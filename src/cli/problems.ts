import { ContentError, FileError } from "../node/files.ts";
import { RunError } from "../node/run-error.ts";

/** 0 fine · 1 the run failed · 2 usage or invalid scenario · 3 reading or writing failed · 130 interrupted. */
const RUN_FAILED = 1;
const USAGE = 2;
const IO_FAILED = 3;
const INTERRUPTED = 130;

/** What the user wrote on the command line or in the file cannot be used; the message is for him. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The scenario has mistakes, which have been printed. */
export class InvalidScenario extends Error {
  override readonly name = "InvalidScenario";
}

/** Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** Tells what went wrong on stderr, in a sentence, and gives the exit code. */
export function report(error: unknown): number {
  if (error instanceof InvalidScenario) return USAGE;
  if (error instanceof Interrupted) return INTERRUPTED;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  if (error instanceof UsageError || error instanceof ContentError) return USAGE;
  if (error instanceof FileError) return IO_FAILED;
  if (!(error instanceof RunError))
    process.stderr.write(`${(error as Error).stack ?? ""}\nThis is a fault of Careway: please report it.\n`);
  return RUN_FAILED;
}
