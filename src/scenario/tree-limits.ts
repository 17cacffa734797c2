import type { Diagnostic, Source } from "../diagnostics/diagnostic.ts";

/** Beyond these a file is refused: no pathway needs them, and a hostile file must not cost time or memory. */
export interface Limits {
  /** UTF-16 code units of the text. */
  readonly characters: number;
  readonly depth: number;
  readonly aliases: number;
  /** Values in the file; where there are aliases, what they stand for is counted too, and less is allowed. */
  readonly nodes: number;
  readonly aliasedNodes: number;
  readonly stages: number;
  readonly arms: number;
  /** Interventions of one scenario. */
  readonly layers: number;
  /** Combinations of who adopts what that one field can distinguish. */
  readonly ways: number;
}

export const limits: Limits = {
  characters: 10_000_000,
  depth: 64,
  aliases: 100,
  nodes: 1_000_000,
  aliasedNodes: 100_000,
  stages: 10_000,
  arms: 1_000,
  layers: 100,
  ways: 256,
};

/** Too long a text, and characters that no scenario holds: the first of each kind. */
export function textProblems(source: Source): readonly Diagnostic[] {
  const { text } = source;
  const problem = (code: string, message: string, at: number, hint: string): Diagnostic => {
    return { code, severity: "error", message, span: { source, start: at, end: at + 1 }, hint };
  };
  if (text.length > limits.characters) {
    const message = `the file has ${text.length} characters, more than ${limits.characters}`;
    return [problem("too-big", message, 0, "split the scenario")];
  }
  const found: Diagnostic[] = [];
  const bad = text.search(NEVER);
  if (bad >= 0) {
    const code = text.charCodeAt(bad).toString(16).toUpperCase().padStart(4, "0");
    found.push(problem("control-character", `the character U+${code} cannot stand in a scenario`, bad, "delete it"));
  }
  const mark = text.indexOf("\uFEFF", 1);
  if (mark >= 0) found.push(problem("byte-order-mark", "a byte order mark inside the text", mark, "delete it"));
  const lone = text.search(/\r(?!\n)/);
  if (lone >= 0) {
    const hint = "end lines with a line feed, or carriage return and line feed";
    found.push(problem("carriage-return", "a carriage return without a line feed", lone, hint));
  }
  const broken = text.search(/\uFFFD|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
  if (broken >= 0) found.push(problem("not-utf-8", "a character that could not be read", broken, "save it as UTF-8"));
  return found;
}

/** Control characters but tab, line feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const NEVER = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]/;
