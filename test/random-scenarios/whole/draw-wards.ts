import type { Stock } from "./draw-request.ts";
import type { Stage } from "./draw-whole-stage.ts";
import type { World } from "./world.ts";

/**
 * Two stages that each hold a place, and send patients to the other, who give theirs back when they have that: so some wait for each other
 * for ever, and change places where they may.
 */
export function withWards(
  world: World,
  stages: Readonly<Record<string, Stage>>,
  { seize }: Stock,
): Record<string, Stage> {
  const { tape } = world;
  const [first, second] = world.stages.filter((name) => stages[name].meet === undefined);
  const [one, other] = Object.keys(seize).filter((name) => seize[name] > 0);
  if (second === undefined || other === undefined || !tape.whether(40)) return { ...stages };
  const ward = (stage: Stage, place: string, left: string, to: string): Stage => {
    const { needs: _n, leave: _l, startIf: _s, else: _e, until: _u, ...rest } = stage;
    const next = [{ chance: tape.pick(["60%", "80%"]), to }, { to: "home" }];
    return { ...rest, seize: { [place]: 1 + tape.below(seize[place]) }, release: [left], next };
  };
  return {
    ...stages,
    [first]: ward(stages[first], one, other, second),
    [second]: ward(stages[second], other, one, first),
  };
}
