import { scenarioSchema } from "../scenario/schema.ts";
import { print } from "./output.ts";

export function schema(): void {
  print(`${JSON.stringify(scenarioSchema(), null, 2)}\n`);
}
