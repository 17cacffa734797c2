/** What only Node can do: read and write files, and run replications on all cores. */
export { ContentError, FileError, probeFolder, readSource, writeFolder, writeNewFile } from "./files.ts";
export { filesBeside, type NamedFile } from "./files-beside.ts";
export { RunError } from "./run-error.ts";
export { WorkerRunner } from "./worker-runner.ts";
