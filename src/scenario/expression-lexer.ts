import type { Problem } from "../diagnostics/place.ts";
import { type Quantity, scanQuantity, startsQuantity } from "./quantity.ts";

/** A piece of an expression; `start` and `end` are offsets in its text. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: "number"; readonly quantity: Quantity }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "name"; readonly name: string }
  /** A sign or one of `and`, `or`, `not`. */
  | { readonly kind: "operator"; readonly sign: string }
  | { readonly kind: "mark"; readonly sign: "(" | ")" | "," | "?" | ":" }
);

/** The tokens, or the first text that is none. */
export type Lexed =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly problem: Problem };

/** Caps of docs on untrusted files: nothing longer reaches the parser. */
export const MOST_CHARACTERS = 1000;
export const MOST_NODES = 500;

const OPERATORS = ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "^"];
const OPERATOR_WORDS: ReadonlySet<string> = new Set(["and", "or", "not"]);
const MARKS: ReadonlySet<string> = new Set(["(", ")", ",", "?", ":"]);

/** Signs of other languages and what to write for them; longer ones first. */
const FOREIGN: readonly (readonly [sign: string, message: string, hint: string])[] = [
  ["===", "`===` cannot be used", "write =="],
  ["!==", "`!==` cannot be used", "write !="],
  ["=>", "functions cannot be defined here", "write the value itself; at least is >="],
  ["=<", "`=<` cannot be used", "write <="],
  ["<>", "`<>` cannot be used", "write !="],
  ["<<", "`<<` cannot be used", "multiply by a power of 2"],
  [">>", "`>>` cannot be used", "divide by a power of 2"],
  ["&&", "`&&` cannot be used", "write and"],
  ["||", "`||` cannot be used", "write or"],
  ["??", "`??` cannot be used", "write if(condition, a, b)"],
  ["?.", "members cannot be read", "write 0 before a decimal point"],
  ["**", "`**` cannot be used", "write ^"],
  ["//", "`//` cannot be used", "write floor(a / b)"],
  ["=", "`=` would assign, and nothing can be assigned here", "did you mean `==`?"],
  ["!", "`!` cannot be used", "write not for negation; there is no factorial"],
  ["&", "`&` cannot be used", "write and"],
  ["|", "`|` cannot be used", "write or"],
  ["~", "`~` cannot be used", "write not"],
  ["%", "`%` can only follow a number, as in 5%", "the remainder of a / b is a - b * floor(a / b)"],
  [".", "members cannot be read", "names stand alone, and a decimal point stands between digits"],
  [";", "only one expression can stand here", "leave out the `;`"],
  ["#", "comments cannot stand inside an expression", "put the comment in a line of its own"],
  ["[", "lists and ranges cannot be used", "write each value with its own condition"],
  ["]", "lists and ranges cannot be used", "write each value with its own condition"],
  ["{", "objects cannot be used", "use ( and ) to group"],
  ["}", "objects cannot be used", "use ( and ) to group"],
  ["−", "this minus sign is not the one of the keyboard", "write -"],
  ["–", "this dash is not a minus sign", "write -"],
  ["×", "`×` cannot be used", "write *"],
  ["÷", "`÷` cannot be used", "write /"],
  ["≤", "`≤` cannot be used", "write <="],
  ["≥", "`≥` cannot be used", "write >="],
  ["≠", "`≠` cannot be used", "write !="],
  ["“", "curly quotes cannot be used", 'write "'],
  ["”", "curly quotes cannot be used", 'write "'],
  ["‘", "curly quotes cannot be used", "write '"],
  ["’", "curly quotes cannot be used", "write '"],
];

const FOREIGN_WORDS: ReadonlyMap<string, readonly [message: string, hint: string]> = new Map([
  ["mod", ["`mod` cannot be used", "the remainder of a / b is a - b * floor(a / b)"]],
  ["xor", ["`xor` cannot be used", "write a != b"]],
  ["AND", ["`AND` cannot be used", "write and"]],
  ["OR", ["`OR` cannot be used", "write or"]],
  ["NOT", ["`NOT` cannot be used", "write not"]],
]);

/**
 * Takes a text apart into quantities (`2 days`, `£5 per day`, `5%`), quoted texts, names, operators and marks; all that
 * other languages could mean by a text (members, lists, assignment …) is refused here, at its place.
 */
export function lex(text: string): Lexed {
  if (text.length > MOST_CHARACTERS) {
    const message = `an expression may have ${MOST_CHARACTERS} characters, this has ${text.length}`;
    return refuse("expression-too-long", message, "name its parts as attributes", 0, text.length);
  }
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const read = readToken(text, at);
    if (!read.ok) return read;
    tokens.push(read.token);
    at = read.token.end;
    if (tokens.length > 2 * MOST_NODES) return tooManyNodes(text);
  }
  return { ok: true, tokens };
}

/** A token that is a value or a name: what the parser sees as a symbol. */
export function isLeaf(token: Token): boolean {
  return token.kind === "number" || token.kind === "text" || token.kind === "name";
}

export function tooManyNodes(text: string): { readonly ok: false; readonly problem: Problem } {
  const message = `an expression may have ${MOST_NODES} parts, this has more`;
  return refuse("expression-too-big", message, "name its parts as attributes", 0, text.length);
}

type Read = { readonly ok: true; readonly token: Token } | { readonly ok: false; readonly problem: Problem };

function readToken(text: string, at: number): Read {
  const character = text.charAt(at);
  if (startsQuantity(text, at)) {
    const scanned = scanQuantity(text, at, false);
    if (!scanned.ok) return scanned;
    return { ok: true, token: { kind: "number", quantity: scanned.value, start: at, end: scanned.end } };
  }
  if (/[A-Za-z_]/.test(character)) return readWord(text, at);
  if (character === '"' || character === "'") return readText(text, at);
  const foreign = FOREIGN.find(([sign]) => text.startsWith(sign, at));
  const operator = OPERATORS.find((sign) => text.startsWith(sign, at));
  if (operator !== undefined && (foreign === undefined || foreign[0].length <= operator.length)) {
    return { ok: true, token: { kind: "operator", sign: operator, start: at, end: at + operator.length } };
  }
  if (foreign !== undefined) return refuse("expression-syntax", foreign[1], foreign[2], at, at + foreign[0].length);
  if (isMark(character)) return { ok: true, token: { kind: "mark", sign: character, start: at, end: at + 1 } };
  const whole = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const hint = /\p{L}/u.test(whole) ? "names have the letters a to z, digits and _" : "leave it out";
  return refuse("expression-syntax", `the character "${whole}" cannot be used`, hint, at, at + whole.length);
}

function readWord(text: string, at: number): Read {
  let end = at + 1;
  while (/[A-Za-z_0-9]/.test(text.charAt(end))) end++;
  const name = text.slice(at, end);
  const foreign = FOREIGN_WORDS.get(name);
  if (foreign !== undefined) return refuse("expression-syntax", foreign[0], foreign[1], at, end);
  if (OPERATOR_WORDS.has(name)) return { ok: true, token: { kind: "operator", sign: name, start: at, end } };
  return { ok: true, token: { kind: "name", name, start: at, end } };
}

function readText(text: string, at: number): Read {
  const close = text.indexOf(text.charAt(at), at + 1);
  if (close < 0) {
    return refuse(
      "expression-syntax",
      "the quote is never closed",
      `add ${text.charAt(at)} after the text`,
      at,
      text.length,
    );
  }
  const value = text.slice(at + 1, close);
  const backslash = value.indexOf("\\");
  if (backslash >= 0) {
    const place = at + 1 + backslash;
    return refuse(
      "expression-syntax",
      "a backslash cannot stand in a text",
      "write the character itself",
      place,
      place + 1,
    );
  }
  return { ok: true, token: { kind: "text", value, start: at, end: close + 1 } };
}

function isMark(character: string): character is "(" | ")" | "," | "?" | ":" {
  return MARKS.has(character);
}

function refuse(
  code: string,
  message: string,
  hint: string,
  start: number,
  end: number,
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code, message, start, end, hint } };
}
