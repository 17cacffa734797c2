import { mix } from "../../src/random/generator.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { drawScenario } from "../random-scenarios/draw-scenario.ts";
import { Tape } from "../random-scenarios/tape.ts";
import { asYaml } from "../random-scenarios/write.ts";

/** The first so many of the scenarios of tapes 1, 2, 3 … that are not refused. */
export function drawn(count: number): string[] {
  const texts: string[] = [];
  for (let tape = 1; texts.length < count; tape++) {
    const numbers = Array.from({ length: 300 }, (_, i) => Math.floor(mix(tape, 0, 0, i) * 2 ** 20));
    const text = asYaml(drawScenario(new Tape(numbers)));
    if (readScenario({ name: "drawn.yaml", text }).ok) texts.push(text);
  }
  return texts;
}
