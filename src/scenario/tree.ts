import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Diagnostic, Result, Source, Span } from "../diagnostics/diagnostic.ts";
import { positionOf } from "../diagnostics/format.ts";
import type { Entry, MapNode, Node } from "./node.ts";
import { type Limits, limits, textProblems } from "./tree-limits.ts";
import { syntaxProblems } from "./tree-syntax.ts";

/**
 * Reads YAML 1.2, and so JSON, into nodes with their places. Scalars keep the text as written: what is a number is for
 * the reader of each place to say. Refused, each with its place: duplicate keys, tags, merge keys, keys that JavaScript
 * gives a meaning, cycles of anchors, control characters, several documents, and what is beyond the limits.
 */
export function readTree(source: Source): Result<MapNode> {
  const tree = readAnyTree(source);
  if (!tree.ok) return tree;
  const { value } = tree;
  if (value.kind === "map") return { ok: true, value, diagnostics: tree.diagnostics };
  const message = `a scenario is a map of keys and values, this is ${value.kind === "list" ? "a list" : "a single value"}`;
  return refused([problem("not-a-map", message, value.span, "begin with `careway: 1`")]);
}

/** The same for the value of one option, which need not be a map. */
export function readAnyTree(source: Source): Result<Node> {
  const whole: Span = { source, start: 0, end: source.text.length };
  const unreadable = textProblems(source);
  if (unreadable.length > 0) return refused(unreadable);
  const deep = bracketTooDeep(source.text);
  if (deep !== undefined) return refused([tooDeep({ source, start: deep, end: deep + 1 })]);
  try {
    const document = parseDocument(source.text, { schema: "failsafe", prettyErrors: false, uniqueKeys: false });
    const wrong = syntaxProblems(source, document.errors);
    if (wrong.length > 0) return refused(wrong);
    if (document.contents === null || isBlank(document.contents)) {
      const start = { ...whole, end: 0 };
      return refused([
        problem("empty-scenario", "there is nothing in this scenario", start, "begin with `careway: 1`"),
      ]);
    }
    return new Converter(source).run(document.contents);
  } catch (error) {
    // The parser recurses: a text that nests without end overflows its stack.
    if (!(error instanceof RangeError)) throw error;
    return refused([tooDeep({ ...whole, end: 0 })]);
  }
}

/**
 * Where brackets nest too deep. Only a text with a long run of them is worth the look: the parser would find the others
 * itself, and takes seconds for thousands.
 */
function bracketTooDeep(text: string): number | undefined {
  if (!new RegExp(`(?:[[{]\\s*){${limits.depth}}`).test(text)) return undefined;
  let at = 0;
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") depth++;
    if (token === "]" || token === "}") depth--;
    if (depth > limits.depth) return at;
    if (!MARKERS.has(token)) at += token.length;
  }
  return undefined;
}

/** What the lexer puts between the pieces of the text: begin of a document, of a scalar, end of brackets left open. */
const MARKERS: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001F"]);

function isBlank(contents: ParsedNode): boolean {
  return isScalar(contents) && contents.source === "" && contents.type === "PLAIN";
}

/** Thrown inside a conversion that has gone beyond a limit, and caught at its top. */
class Stop {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    this.diagnostic = diagnostic;
  }
}

class Converter {
  private readonly source: Source;
  private readonly diagnostics: Diagnostic[] = [];
  /** What each anchor stands for, so far; undefined while it is being read: an alias to it then is a cycle. */
  private readonly anchors = new Map<string, { readonly node: Node; readonly size: number } | undefined>();
  private aliases = 0;
  private size = 0;

  constructor(source: Source) {
    this.source = source;
  }

  run(contents: ParsedNode): Result<Node> {
    let node: Node | undefined;
    try {
      node = this.node(contents, 1);
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop;
      this.diagnostics.push(stop.diagnostic);
    }
    const { diagnostics } = this;
    if (node === undefined || diagnostics.some(({ severity }) => severity === "error")) return refused(diagnostics);
    return { ok: true, value: node, diagnostics };
  }

  private node(parsed: ParsedNode, depth: number): Node {
    const span = this.span(parsed.range);
    if (depth > limits.depth) throw new Stop(tooDeep({ ...span, end: span.start + 1 }));
    if (isAlias(parsed)) return this.alias(parsed.source, span);
    if (parsed.tag !== undefined) {
      const hint = "leave it out: the place of a value says what it is";
      this.report(problem("tag", "tags such as !name are not part of the language", span, hint));
    }
    const { anchor } = parsed;
    const before = this.size;
    this.count(1, span);
    if (anchor !== undefined) this.openAnchor(anchor, span);
    const node = this.content(parsed, span, depth);
    if (anchor !== undefined) this.anchors.set(anchor, { node, size: this.size - before });
    return node;
  }

  private content(parsed: ParsedNode, span: Span, depth: number): Node {
    if (isMap(parsed)) return this.map(parsed as YAMLMap.Parsed, span, depth);
    if (isSeq(parsed)) {
      const { items } = parsed as YAMLSeq.Parsed<ParsedNode>;
      return { kind: "list", items: items.map((item) => this.node(item, depth + 1)), span };
    }
    if (!isScalar(parsed)) throw new Error(`the YAML parser gave a node of no known kind at ${span.start}`);
    return { kind: "scalar", text: parsed.source, quoted: parsed.type !== "PLAIN", span };
  }

  private map(parsed: YAMLMap.Parsed, span: Span, depth: number): Node {
    const entries = new Map<string, Entry>();
    for (const { key, value } of parsed.items as YAMLMap.Parsed<ParsedNode, ParsedNode | null>["items"]) {
      const keySpan = this.span(key.range);
      const name = this.key(key, keySpan);
      const held: Node =
        value === null
          ? { kind: "scalar", text: "", quoted: false, span: { ...keySpan, start: keySpan.end } }
          : this.node(value, depth + 1);
      if (name === undefined) continue;
      const first = entries.get(name);
      if (first === undefined) entries.set(name, { key: name, keySpan, value: held });
      else {
        const { line } = positionOf(first.keySpan);
        const message = `"${name}" stands twice in the same map`;
        this.report(problem("duplicate-key", message, keySpan, `the first is on line ${line}`));
      }
    }
    return { kind: "map", entries, span };
  }

  /** The name a key gives; undefined when it may not be one. */
  private key(key: ParsedNode, span: Span): string | undefined {
    if (isAlias(key) || !isScalar(key) || (key.source === "" && key.type === "PLAIN")) {
      this.report(problem("bad-key", "a key is a name or a text", span, "write `key: value`"));
      return undefined;
    }
    if (key.anchor !== undefined || key.tag !== undefined) {
      this.report(problem("bad-key", "a key can have neither an anchor nor a tag", span, "leave it out"));
    }
    if (key.source === "<<") {
      this.report(
        problem("merge-key", "merge keys are not part of the language", span, "repeat the keys, or use `like`"),
      );
      return undefined;
    }
    if (FORBIDDEN.has(key.source)) {
      this.report(problem("forbidden-key", `nothing can be called "${key.source}"`, span, "choose another name"));
      return undefined;
    }
    return key.source;
  }

  private openAnchor(anchor: string, span: Span): void {
    if (this.anchors.has(anchor)) {
      const message = `the anchor "&${anchor}" is set twice; an alias means the nearest one above it`;
      this.report({ ...problem("duplicate-anchor", message, span, "give each its own name"), severity: "warning" });
    }
    this.anchors.set(anchor, undefined);
  }

  private alias(name: string, span: Span): Node {
    const found = this.anchors.get(name);
    if (found === undefined) {
      if (this.anchors.has(name)) {
        throw new Stop(problem("anchor-cycle", `"*${name}" stands inside its own anchor`, span, "write the value out"));
      }
      throw new Stop(problem("unknown-anchor", `there is no anchor "&${name}" above`, span, "write the value out"));
    }
    this.aliases++;
    if (this.aliases > limits.aliases) {
      throw new Stop(problem("too-many-aliases", `more than ${limits.aliases} aliases`, span, "write values out"));
    }
    this.count(found.size, span);
    return found.node;
  }

  /** The budget counts what aliases stand for as often as they stand for it. */
  private count(nodes: number, span: Span): void {
    this.size += nodes;
    const most: Limits["nodes"] = this.aliases > 0 ? limits.aliasedNodes : limits.nodes;
    if (this.size > most) throw new Stop(problem("too-big", `more than ${most} values`, span, "split the scenario"));
  }

  private span(range: readonly number[] | null | undefined): Span {
    const [start, end] = range ?? [0, 0];
    return { source: this.source, start, end: trimmedEnd(this.source.text, start, end) };
  }

  private report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}

/** Keys that change what an object is, wherever a map is copied carelessly. */
const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Without the empty lines and spaces that the parser counts to a value in block style. */
function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /\s/.test(text.charAt(last - 1))) last--;
  return last;
}

function tooDeep(span: Span): Diagnostic {
  return problem("too-deep", `more than ${limits.depth} levels of nesting`, span, "a scenario needs far fewer");
}

function problem(code: string, message: string, span: Span, hint: string): Diagnostic {
  return { code, severity: "error", message, span, hint };
}

function refused(diagnostics: readonly Diagnostic[]): { ok: false; diagnostics: readonly Diagnostic[] } {
  return { ok: false, diagnostics };
}
