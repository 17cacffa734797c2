import type { Problem } from "../diagnostics/place.ts";
import type { Token } from "./expression-lexer.ts";
import { DURATION, equalUnits } from "./units.ts";

/** Brackets within brackets; the parser underneath recurses. */
export const MOST_DEPTH = 50;

const UNARY: ReadonlySet<string> = new Set(["+", "-", "not"]);

interface Bracket {
  readonly token: Token | undefined;
  readonly call: boolean;
  /** `?` that still lack their `:`. */
  readonly questions: Token[];
}

/**
 * The first place where the tokens do not alternate between values and operators, or brackets and `? :` do not match;
 * null when all is well, and then the parser cannot fail. It catches what the parser would quietly take: `2 x` as a
 * product, `1:3` as a range, `f(x)(y)` as a call of a call.
 */
export function checkGrammar(text: string, tokens: readonly Token[]): Problem | null {
  const brackets: Bracket[] = [{ token: undefined, call: false, questions: [] }];
  let valueExpected = true;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const inner = brackets[brackets.length - 1];
    const previous = tokens[i - 1];
    if (token.kind === "operator") {
      if (valueExpected && !UNARY.has(token.sign))
        return at(token, `a value is missing before \`${token.sign}\``, "write one, or leave the operator out");
      if (!valueExpected && token.sign === "not") return missingOperator(text, previous, token);
      valueExpected = true;
    } else if (token.kind !== "mark") {
      if (!valueExpected) return missingOperator(text, previous, token);
      valueExpected = false;
    } else if (token.sign === "(") {
      const call = !valueExpected && previous.kind === "name";
      if (!valueExpected && !call) return missingOperator(text, previous, token);
      if (brackets.length > MOST_DEPTH) return tooDeep(token);
      brackets.push({ token, call, questions: [] });
      valueExpected = true;
    } else {
      const empty = token.sign === ")" && inner.call && previous === inner.token;
      if (valueExpected && !empty)
        return at(token, `a value is missing before \`${token.sign}\``, "write one, or leave the sign out");
      const problem = mark(token, token.sign, brackets);
      if (problem !== null) return problem;
      valueExpected = token.sign !== ")";
    }
  }
  return atEnd(text, valueExpected, brackets);
}

/** A nesting deeper than the cap, shown where it goes too far. */
export function tooDeep(token: { readonly start: number; readonly end: number }): Problem {
  const hint = "name its parts as attributes";
  return {
    code: "expression-too-deep",
    message: `an expression may be nested ${MOST_DEPTH} deep`,
    hint,
    start: token.start,
    end: token.end,
  };
}

/** Deals with `)`, `,`, `?` and `:` after a value. */
function mark(token: Token, sign: string, brackets: Bracket[]): Problem | null {
  const inner = brackets[brackets.length - 1];
  if (sign === "?") {
    // mathjs takes the first colon for the outer condition's.
    if (inner.questions.length > 0)
      return at(token, "a condition between `?` and `:` is hard to read", "put it in brackets");
    inner.questions.push(token);
    return null;
  }
  if (sign === ":") {
    return inner.questions.pop() === undefined
      ? at(token, "ranges cannot be used: `:` without `?`", "write a ? b : c, or compare with < and <=")
      : null;
  }
  const question = inner.questions.at(-1);
  if (question !== undefined) return at(question, "`?` without `:`", "write a ? b : c");
  if (sign === ",")
    return inner.call
      ? null
      : at(token, "a comma can only stand between the arguments of a function", "decimals have a point");
  if (inner.token === undefined) return at(token, "`)` without `(`", "leave it out, or open it");
  brackets.pop();
  return null;
}

function atEnd(text: string, valueExpected: boolean, brackets: readonly Bracket[]): Problem | null {
  const inner = brackets[brackets.length - 1];
  const end = text.trimEnd().length;
  if (end === 0) return at({ start: 0, end: text.length }, "the expression is empty", "write a value");
  if (valueExpected)
    return at({ start: Math.max(0, end - 1), end }, "a value is missing at the end", "write one after this");
  const question = inner.questions.at(-1);
  if (question !== undefined) return at(question, "`?` without `:`", "write a ? b : c");
  return inner.token === undefined ? null : at(inner.token, "`(` is never closed", "add `)`");
}

function missingOperator(text: string, left: Token, right: Token): Problem {
  const [a, b] = [shorten(text.slice(left.start, left.end)), shorten(text.slice(right.start, right.end))];
  const percent = text.charAt(left.end - 1) === "%";
  if (isDuration(left) && isDuration(right)) {
    const cure = `write one number with one unit: ${left.quantity.value + right.quantity.value} min`;
    return at(right, "two durations stand side by side", cure);
  }
  const joins = right.kind === "operator" ? "write and not, or !=" : "write * to multiply";
  const hint = percent ? "`5%` is a percentage; the remainder of a / b is a - b * floor(a / b)" : joins;
  return at(right, `an operator is missing between \`${a}\` and \`${b}\``, hint);
}

function isDuration(token: Token): token is Extract<Token, { kind: "number" }> {
  return token.kind === "number" && equalUnits(token.quantity.unit, DURATION);
}

function shorten(text: string): string {
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}

function at(place: { readonly start: number; readonly end: number }, message: string, hint: string): Problem {
  return { code: "expression-syntax", message, hint, start: place.start, end: place.end };
}
