import { writeNewFile } from "../node/files.ts";
import { print, tell } from "./output.ts";
import { STARTER } from "./starter.ts";

/** To the terminal, or to a file that must not exist yet. */
export function newFile(file: string | undefined): void {
  if (file === undefined || file === "-") {
    print(STARTER);
    return;
  }
  writeNewFile(file, STARTER);
  tell(`Wrote ${file}. Next: careway check ${file}, then careway compare ${file}.\n`);
}
