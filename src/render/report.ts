import { compareText } from "./compare-text.ts";
import { html } from "./escape.ts";
import type { Findings } from "./findings.ts";

/** One self-contained page. */
export function reportPage(findings: Findings): string {
  return `<!doctype html><meta charset="utf-8"><title>${html(findings.scenario.title)}</title><pre>${html(compareText(findings))}</pre>`;
}
