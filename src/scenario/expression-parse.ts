import { create, parseDependencies } from "mathjs/number";
import type { Result, Span } from "../diagnostics/diagnostic.ts";
import { diagnosticAt, type Problem } from "../diagnostics/place.ts";
import type { ParsedExpression, ParsedNode } from "./expression.ts";
import { checkGrammar, tooDeep } from "./expression-grammar.ts";
import { isLeaf, lex, MOST_NODES, type Token, tooManyNodes } from "./expression-lexer.ts";
import { type ParserNode, symbols, Walker } from "./expression-walk.ts";

const { parse } = create(parseDependencies);

/**
 * Reads an expression such as `2 days + 0.1 days * (age - 75)`. `span` is where the text stands in its source.
 *
 * mathjs settles precedence and nothing else: it sees a text of the same length in which every quantity, quoted text and
 * name is a symbol of ours, so it cannot read `1 / 2 days` as (1 / 2) days, and what it makes is walked with an allow-list
 * and never evaluated. At most 1000 characters, 500 parts and 50 levels.
 */
export function parseExpression(text: string, span: Span): Result<ParsedExpression> {
  const refuse = (problem: Problem): Result<ParsedExpression> => {
    return { ok: false, diagnostics: [diagnosticAt(problem, span, text)] };
  };
  const lexed = lex(text);
  if (!lexed.ok) return refuse(lexed.problem);
  const { tokens } = lexed;
  const problem = checkGrammar(text, tokens);
  if (problem !== null) return refuse(problem);
  if (tokens.filter(({ kind }) => kind !== "mark").length > MOST_NODES) return refuse(tooManyNodes(text).problem);
  const tree = parseMasked(mask(text, tokens), text);
  if ("problem" in tree) return refuse(tree.problem);
  const walker = new Walker(text, span, tokens);
  const root = walker.walk(tree.node, 1).node;
  const [first] = walker.problems;
  if (first !== undefined) return refuse(first);
  return { ok: true, value: { text, span, root }, diagnostics: [] };
}

/** Every bare name that stands for a value or an argument, in the order of writing, unchecked; not the functions called. */
export function namesIn(parsed: ParsedExpression): readonly { readonly name: string; readonly span: Span }[] {
  const found: { name: string; span: Span }[] = [];
  const seen = new Set<ParsedNode>();
  const visit = (node: ParsedNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === "name") found.push({ name: node.name, span: node.span });
    else if (node.kind === "call" || node.kind === "operator") node.args.forEach(visit);
  };
  visit(parsed.root);
  return found;
}

/** The text with a symbol of the same length for each value and name, and plain spaces; exported for its tests. */
export function mask(text: string, tokens: readonly Token[]): string {
  const characters = Array.from({ length: text.length }, () => " ");
  let leaves = 0;
  for (const token of tokens) {
    const written = text.slice(token.start, token.end);
    const shown = isLeaf(token) ? symbols[leaves++].padEnd(written.length, "_") : written;
    for (let i = 0; i < shown.length; i++) characters[token.start + i] = shown.charAt(i);
  }
  return characters.join("");
}

/** The parser's tree; its failures are ours to report, one of recursion included, though the grammar check leaves none. */
function parseMasked(masked: string, text: string): { readonly node: ParserNode } | { readonly problem: Problem } {
  try {
    return { node: parse(masked) as unknown as ParserNode };
  } catch (error) {
    if (error instanceof RangeError) return { problem: tooDeep({ start: 0, end: text.length }) };
    const place = error instanceof SyntaxError && "char" in error ? Number(error.char) - 1 : 0;
    const start = Math.max(0, Math.min(place, text.length - 1));
    const message = "the expression cannot be read from here on";
    return { problem: { code: "expression-syntax", message, start, end: text.length } };
  }
}
