#!/usr/bin/env node
import { hideBin } from "yargs/helpers";
import { commandLine } from "./command-line.ts";
import { quietPipes } from "./output.ts";
import { report } from "./problems.ts";

quietPipes();
try {
  await commandLine(hideBin(process.argv)).parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
