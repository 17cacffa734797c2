import type { YAMLParseError } from "yaml";
import type { Diagnostic, Source } from "../diagnostics/diagnostic.ts";
import { positionOf } from "../diagnostics/format.ts";
import { limits } from "./tree-limits.ts";

interface Cure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const tooDeep: Cure = {
  code: "too-deep",
  message: `more than ${limits.depth} levels of nesting`,
  hint: "a scenario needs far fewer",
};

/** What the parser's codes mean to someone who writes a scenario; all others are told in the parser's words. */
const CURES: ReadonlyMap<string, Cure> = new Map([
  // The parser's stack overflowed.
  ["RESOURCE_EXHAUSTION", tooDeep],
  ["TAB_AS_INDENT", { code: "tab", message: "a tab cannot indent a line", hint: "use spaces" }],
  [
    "MULTIPLE_DOCS",
    {
      code: "several-documents",
      message: "a scenario is one document",
      hint: "delete what follows, or make two files",
    },
  ],
  [
    "BLOCK_AS_IMPLICIT_KEY",
    {
      code: "nested-colon",
      message: "a second colon on the same line",
      hint: "put a text with a colon in quotes, or begin a map on the next line",
    },
  ],
  [
    "MULTILINE_IMPLICIT_KEY",
    { code: "bad-key", message: "a key has to stand on one line", hint: "is a colon missing above?" },
  ],
  ["MISSING_CHAR", { code: "not-closed", message: "something is not closed", hint: "a quote, a bracket or a comma" }],
  [
    "BAD_INDENT",
    {
      code: "bad-indent",
      message: "this line is not indented as its neighbours are",
      hint: "or a bracket above is open",
    },
  ],
  [
    "BAD_SCALAR_START",
    { code: "bad-start", message: "a text cannot begin with this character", hint: "put it in quotes" },
  ],
]);

/** Syntax errors, one a line at most: the parser finds new ones in the wake of the first. */
export function syntaxProblems(source: Source, errors: readonly YAMLParseError[]): readonly Diagnostic[] {
  const lines = new Set<number>();
  const found: Diagnostic[] = [];
  for (const { code, pos, message } of errors) {
    const [start, end] = pos.map((offset) => Math.min(offset, source.text.length));
    const span = { source, start, end: Math.max(start, Math.min(end, endOfLine(source.text, start))) };
    const { line } = positionOf(span);
    if (lines.has(line)) continue;
    lines.add(line);
    const cure = CURES.get(code);
    if (cure !== undefined) found.push({ ...cure, severity: "error", span });
    else found.push({ code: "bad-yaml", severity: "error", message: plain(message), span });
  }
  return found;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function plain(message: string): string {
  const sentence = message.replace(/\.$/, "");
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
