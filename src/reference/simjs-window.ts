/** simjs announces itself to `window` and nowhere else: one is lent to it while it loads. */
interface Scope {
  window?: unknown;
}

const scope = globalThis as Scope;
const lent = scope.window === undefined;
if (lent) scope.window = globalThis;

/** Takes the window back where there was none. */
export function takeBack(): void {
  if (lent) delete scope.window;
}
