import type { Span } from "../diagnostics/diagnostic.ts";
import { type Problem, spanWithin } from "../diagnostics/place.ts";
import type { ParsedNode, ParsedOperator } from "./expression.ts";
import { MOST_DEPTH, tooDeep } from "./expression-grammar.ts";
import { isLeaf, MOST_NODES, type Token, tooManyNodes } from "./expression-lexer.ts";

/** One-character symbols that the parser takes for names, one for each value or name of an expression. */
export const symbols: readonly string[] = Array.from({ length: MOST_NODES }, (_, i) =>
  String.fromCharCode(i < 400 ? 0x100 + i : 0x370 + i - 400),
);

/** The kinds of node of mathjs that are accepted; whatever else it may make ends in the refusal of `Walker.walk`. */
export type ParserNode =
  | { readonly type: "SymbolNode"; readonly name: string }
  | { readonly type: "ParenthesisNode"; readonly content: ParserNode }
  | { readonly type: "OperatorNode"; readonly fn: string; readonly args: readonly ParserNode[] }
  | ChainNode
  | {
      readonly type: "ConditionalNode";
      readonly condition: ParserNode;
      readonly trueExpr: ParserNode;
      readonly falseExpr: ParserNode;
    }
  | { readonly type: "FunctionNode"; readonly fn: ParserNode; readonly args: readonly ParserNode[] };

type ChainNode = {
  readonly type: "RelationalNode";
  readonly conditionals: readonly string[];
  readonly params: readonly ParserNode[];
};

const BINARY: ReadonlyMap<string, ParsedOperator> = new Map([
  ["add", "add"],
  ["subtract", "subtract"],
  ["multiply", "multiply"],
  ["divide", "divide"],
  ["pow", "power"],
  ["equal", "equal"],
  ["unequal", "unequal"],
  ["smaller", "less"],
  ["smallerEq", "lessEqual"],
  ["larger", "greater"],
  ["largerEq", "greaterEqual"],
  ["and", "and"],
  ["or", "or"],
]);

const UNARY: ReadonlyMap<string, ParsedOperator> = new Map([
  ["unaryMinus", "negate"],
  ["unaryPlus", "plus"],
  ["not", "not"],
]);

/** A node with the indices of its first and last token, brackets around it included. */
interface Walked {
  readonly node: ParsedNode;
  readonly first: number;
  readonly last: number;
}

/** Turns the parser's tree into ours, finding the place of every node from its neighbours among the tokens. */
export class Walker {
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #span: Span;
  readonly #tokens: readonly Token[];
  readonly #leaves: ReadonlyMap<string, number>;
  #nodes = 0;

  constructor(text: string, span: Span, tokens: readonly Token[]) {
    this.#text = text;
    this.#span = span;
    this.#tokens = tokens;
    const leaves = tokens.flatMap((token, index) => (isLeaf(token) ? [index] : []));
    this.#leaves = new Map(leaves.map((index, i) => [symbols[i], index]));
  }

  /** The allow-list: a kind of node that is not here is refused. `depth` is 1 for the root. */
  walk(node: ParserNode, depth: number): Walked {
    this.#nodes++;
    if (this.#nodes > MOST_NODES) return this.#refuse(tooManyNodes(this.#text).problem);
    if (depth > MOST_DEPTH) return this.#refuse(tooDeep({ start: 0, end: this.#text.length }));
    switch (node.type) {
      case "SymbolNode":
        return this.#leaf(node.name);
      case "ParenthesisNode": {
        const inner = this.walk(node.content, depth + 1);
        return { node: inner.node, first: inner.first - 1, last: inner.last + 1 };
      }
      case "OperatorNode":
        return this.#operator(node.fn, node.args, depth);
      case "RelationalNode":
        return this.#chain(node, depth);
      case "ConditionalNode": {
        const parts = [node.condition, node.trueExpr, node.falseExpr].map((part) => this.walk(part, depth + 1));
        return this.#join("if", parts[0].last + 1, parts);
      }
      case "FunctionNode":
        return node.fn.type === "SymbolNode" ? this.#call(node.fn.name, node.args, depth) : this.#unknown(node.fn.type);
      default:
        return this.#unknown((node as { readonly type: string }).type);
    }
  }

  #leaf(symbol: string): Walked {
    const index = this.#leaves.get(symbol.charAt(0));
    if (index === undefined) return this.#unknown(symbol);
    const token = this.#tokens[index];
    const span = this.#between(index, index);
    if (token.kind === "number")
      return { node: { kind: "number", ...token.quantity, span }, first: index, last: index };
    if (token.kind === "text") return { node: { kind: "text", value: token.value, span }, first: index, last: index };
    if (token.kind === "name") return { node: { kind: "name", name: token.name, span }, first: index, last: index };
    return this.#unknown(symbol);
  }

  /** A run such as a + b + c leans to the left: its left side is no deeper than itself. */
  #operator(fn: string, args: readonly ParserNode[], depth: number): Walked {
    const binary = BINARY.get(fn);
    if (binary !== undefined && args.length === 2) {
      const level = fn === "pow" ? depth + 1 : depth;
      const parts = [this.walk(args[0], level), this.walk(args[1], depth + 1)];
      return this.#join(binary, parts[0].last + 1, parts);
    }
    const unary = UNARY.get(fn);
    if (unary === undefined || args.length !== 1) return this.#unknown(fn);
    const part = this.walk(args[0], depth + 1);
    const joined = this.#join(unary, part.first - 1, [part]);
    return {
      node: { ...joined.node, span: this.#between(part.first - 1, part.last) },
      first: part.first - 1,
      last: part.last,
    };
  }

  #chain(node: ChainNode, depth: number): Walked {
    const parts = node.params.map((part) => this.walk(part, depth + 1));
    const ops = node.conditionals.map((name) => BINARY.get(name));
    const rising = ops.every((op) => op === "less" || op === "lessEqual");
    const falling = ops.every((op) => op === "greater" || op === "greaterEqual");
    const whole = { first: parts[0].first, last: parts[parts.length - 1].last };
    if (!rising && !falling) {
      const { start, end } = this.#token(parts[1].last + 1);
      const message = "comparisons can only be chained in one direction, as in a < b <= c";
      this.problems.push({ code: "expression-syntax", message, hint: "join them with and", start, end });
    }
    const comparisons = parts
      .slice(1)
      .map((right, i) => this.#join(ops[i] ?? "less", parts[i].last + 1, [parts[i], right]));
    const joined = comparisons.reduce((left, right, i) => this.#join("and", parts[i].last + 1, [left, right]));
    return { node: joined.node, ...whole };
  }

  #call(symbol: string, args: readonly ParserNode[], depth: number): Walked {
    const name = this.#leaf(symbol);
    const parts = args.map((arg) => this.walk(arg, depth + 1));
    const last = (parts.at(-1)?.last ?? name.first + 1) + 1;
    if (name.node.kind !== "name") return this.#unknown(symbol);
    const span = this.#between(name.first, last);
    const call: ParsedNode = {
      kind: "call",
      name: name.node.name,
      nameSpan: name.node.span,
      args: parts.map(({ node }) => node),
      span,
    };
    return { node: call, first: name.first, last };
  }

  #join(op: ParsedOperator, sign: number, parts: readonly Walked[]): Walked {
    const [first, last] = [parts[0].first, parts[parts.length - 1].last];
    const opSpan = this.#between(sign, sign);
    const args = parts.map(({ node }) => node);
    return { node: { kind: "operator", op, opSpan, args, span: this.#between(first, last) }, first, last };
  }

  #between(first: number, last: number): Span {
    return spanWithin(this.#span, this.#text, this.#token(first).start, this.#token(last).end);
  }

  /** Beside a refused node, whose place is made up, an index can lie outside. */
  #token(index: number): Token {
    return this.#tokens[Math.max(0, Math.min(index, this.#tokens.length - 1))];
  }

  #unknown(what: string): Walked {
    const message = `the form ${what} cannot be used in an expression`;
    return this.#refuse({ code: "expression-syntax", message, start: 0, end: this.#text.length });
  }

  #refuse(problem: Problem): Walked {
    this.problems.push(problem);
    return { node: { kind: "text", value: "", span: this.#span }, first: 0, last: 0 };
  }
}
