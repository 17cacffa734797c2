import type { World } from "./world.ts";
export function placeToday(_world: World): void {}
