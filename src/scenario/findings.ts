import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";

/** Diagnostics, each place, code and message once. */
export class Findings {
  private readonly seen = new Set<string>();
  private readonly all: Diagnostic[] = [];

  constructor(diagnostics: readonly Diagnostic[]) {
    for (const diagnostic of diagnostics) this.add(diagnostic);
  }

  add(diagnostic: Diagnostic): undefined {
    const { code, message, span } = diagnostic;
    const key = `${span.source.name}:${span.start}:${code}:${message}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.all.push(diagnostic);
  }

  /** The value when no error was found. */
  result<T>(value: T): Result<T> {
    const diagnostics = [...this.all].sort((a, b) => a.span.start - b.span.start);
    const wrong = diagnostics.some(({ severity }) => severity === "error");
    return wrong ? { ok: false, diagnostics } : { ok: true, value, diagnostics };
  }
}
