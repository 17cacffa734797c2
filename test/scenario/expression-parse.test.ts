import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ParsedNode } from "../../src/scenario/expression.ts";
import { lex } from "../../src/scenario/expression-lexer.ts";
import { mask, namesIn, parseExpression } from "../../src/scenario/expression-parse.ts";
import { showParsed, spanOf } from "./expression-text.ts";

function parsed(text: string): ParsedNode {
  const result = parseExpression(text, spanOf(text));
  if (!result.ok) throw new Error(result.diagnostics[0].message);
  return result.value.root;
}

describe("precedence is that of school arithmetic, then comparison, then not, and, or", () => {
  test.each([
    ["1 + 2 * 3", "(add 1 (multiply 2 3))"],
    ["(1 + 2) * 3", "(multiply (add 1 2) 3)"],
    ["1 - 2 - 3", "(subtract (subtract 1 2) 3)"],
    ["8 / 4 / 2", "(divide (divide 8 4) 2)"],
    ["2 ^ 3 ^ 2", "(power 2 (power 3 2))"],
    ["-a^2", "(negate (power a 2))"],
    ["2^-1", "(power 2 (negate 1))"],
    ["- -a", "(negate (negate a))"],
    ["+a", "(plus a)"],
    ["a + 1 < b * 2", "(less (add a 1) (multiply b 2))"],
    ["a < b and c == d or e1 != f", "(or (and (less a b) (equal c d)) (unequal e1 f))"],
    ["a or b and c", "(or a (and b c))"],
    ["not a and b", "(and (not a) b)"],
    ["not (a == b)", "(not (equal a b))"],
    ["a >= b and a > c and a <= d", "(and (and (greaterEqual a b) (greater a c)) (lessEqual a d))"],
    ["a < b <= c", "(and (less a b) (lessEqual b c))"],
    ["a >= b > c > d", "(and (and (greaterEqual a b) (greater b c)) (greater c d))"],
    ["a ? b : c", "(if a b c)"],
    ["a ? b : c ? d1 : e1", "(if a b (if c d1 e1))"],
    ["a ? (b ? 1 : 2) : 3", "(if a (if b 1 2) 3)"],
    ["a ? f(b ? 1 : 2, c) : 3", "(if a f((if b 1 2) c) 3)"],
    ["a?1:2", "(if a 1 2)"],
    ["if(a, b + 1, -c)", "if(a (add b 1) (negate c))"],
    ["f(g(x), h1(y, 2))", "f(g(x) h1(y 2))"],
    ["f()", "f()"],
    ["f (x)", "f(x)"],
    ["a \n\t+ b", "(add a b)"],
    ["to + in", "(add to in)"],
  ])("%s", (text, tree) => {
    expect(showParsed(parsed(text))).toBe(tree);
  });
});

describe("quantities are whole, so a unit binds closer than any operator", () => {
  test.each([
    ["1 / 2 days", "(divide 1 2880)"],
    ["2 days + 0.1 days * (age - 75)", "(add 2880 (multiply 144 (subtract age 75)))"],
    ["£5 per day * 3 days", `(multiply ${5 / 1440} 4320)`],
    ["9.5/day", String(9.5 / 1440)],
    ["9.5/day/2", `(divide ${9.5 / 1440} 2)`],
    ["10/min(a, b)", "(divide 10 min(a b))"],
    ["2 min", "2"],
    ["5% * x", "(multiply 0.05 x)"],
    ["max(£12,000, £5)", "max(12000 5)"],
    ["GBP 5 + fee", "(add 5 fee)"],
    ["3 h/x", "(divide 180 x)"],
    ["-2 h", "(negate 120)"],
    ["5 - 3", "(subtract 5 3)"],
    ["1e-3", "0.001"],
  ])("%s", (text, tree) => {
    expect(showParsed(parsed(text))).toBe(tree);
  });
  test("text has double or single quotes", () => {
    expect(showParsed(parsed(`class == "frail" or class == 'fit + x'`))).toBe(
      '(or (equal class "frail") (equal class "fit + x"))',
    );
  });
});

describe("every node has its place", () => {
  function places(text: string, node: ParsedNode = parsed(text)): string[] {
    const own = text.slice(node.span.start, node.span.end);
    if (node.kind === "operator") {
      const sign = text.slice(node.opSpan.start, node.opSpan.end);
      return [`${sign} in ${own}`, ...node.args.flatMap((arg) => places(text, arg))];
    }
    return node.kind === "call" ? [own, ...node.args.flatMap((arg) => places(text, arg))] : [own];
  }
  test("operators, brackets and calls included", () => {
    expect(places("(2 days) + -f(a, (b)) * c")).toEqual([
      "+ in (2 days) + -f(a, (b)) * c",
      "2 days",
      "* in -f(a, (b)) * c",
      "- in -f(a, (b))",
      "f(a, (b))",
      "a",
      "b",
      "c",
    ]);
  });
  test("chains and conditions included", () => {
    expect(places("0 < a <= 1 ? 'x' : \"y\"").filter((place) => place.includes(" in "))).toEqual([
      `? in 0 < a <= 1 ? 'x' : "y"`,
      "<= in 0 < a <= 1",
      "< in 0 < a",
      "<= in a <= 1",
    ]);
  });
  test("inside a quoted value of a file", () => {
    const text = 'where: "age >> 3"';
    const result = parseExpression("age >> 3", { source: { name: "a.yaml", text }, start: 7, end: 17 });
    const [{ span }] = result.diagnostics;
    expect(text.slice(span.start, span.end)).toBe(">>");
  });
});

describe("all else is refused at its place, with the cure", () => {
  test.each([
    ["age=65", "=", "`==`"],
    ["f(x) = x", "=", "`==`"],
    ["a => a", "=>", "value itself"],
    ["a === b", "===", "=="],
    ["a !== b", "!==", "!="],
    ["a <> b", "<>", "!="],
    ["a =< b", "=<", "<="],
    ["a && b", "&&", "and"],
    ["a || b", "||", "or"],
    ["a ?? b", "??", "if("],
    ["a AND b", "AND", "and"],
    ["!a", "!", "not"],
    ["5!", "!", "factorial"],
    ["~a", "~", "not"],
    ["a & b", "&", "and"],
    ["a | b", "|", "or"],
    ["a xor b", "xor", "!="],
    ["1<<40", "<<", "power of 2"],
    ["a >> 2", ">>", "power of 2"],
    ["-3 mod 2", "mod", "floor"],
    ["a % 2", "%", "floor"],
    ["5 % 2", "2", "percentage"],
    ["a ** 2", "**", "^"],
    ["a // 2", "//", "floor"],
    ["a.b", ".", "point"],
    ["a?.b", "?.", "point"],
    ["[1, 2]", "[", "condition"],
    ["a[1]", "[", "condition"],
    ["{}", "{", "group"],
    ["a; b", ";", "leave out"],
    ["a # b", "#", "line of its own"],
    ["1:3", ":", "a ? b : c"],
    ["a ? 1:30", "1:30", "90 min"],
    ["a ? b", "?", "a ? b : c"],
    ["(a ? b) : c", "?", "a ? b : c"],
    ["a ? b ?1 : 2 : 3", "?", "in brackets"],
    ["2 x", "x", "*"],
    ["1 h 30 min", "30 min", "one unit: 90 min"],
    ["2(3)", "(", "*"],
    ["(2)(3)", "(", "*"],
    ["f(x)(y)", "(", "*"],
    ["(a) b", "b", "*"],
    ["a not b", "not", "and not"],
    ["a + ", "+", "after this"],
    ["* a", "*", "leave"],
    ["a + * b", "*", "leave"],
    ["()", ")", "leave"],
    ["f(a,)", ")", "leave"],
    ["f(,a)", ",", "leave"],
    ["a, b", ",", "point"],
    ["(a, b)", ",", "point"],
    ["(a", "(", "add `)`"],
    ["a)", ")", "leave it out"],
    ["a < b == c", "==", "and"],
    ["a < b > c", ">", "and"],
    ["a == b == c", "==", "and"],
    ["'abc", "'abc", "add '"],
    ['a == "x\\"y"', "\\", "character itself"],
    ["“a”", "“", '"'],
    ["a − b", "−", "-"],
    ["a × b", "×", "*"],
    ["a ≤ b", "≤", "<="],
    ["é + 1", "é", "a to z"],
    ["a @ b", "@", "leave it out"],
    ["a + 💥", "💥", "leave it out"],
    ["2 months", "months", "60.875 days"],
    ["2 dayz", "dayz", "day"],
    ["010 + 1", "010", "write 10"],
    ["1e400", "1e400", "finite"],
    ["", "", "write a value"],
    ["  ", "  ", "write a value"],
  ])("%s", (text, place, cure) => {
    const result = parseExpression(text, spanOf(text));
    if (result.ok) throw new Error(`accepted as ${showParsed(result.value.root)}`);
    const [{ span, hint }] = result.diagnostics;
    expect(text.slice(span.start, span.end)).toBe(place);
    expect(hint).toContain(cure);
  });
});

describe("no text is too large to be refused", () => {
  const codeOf = (text: string) => parseExpression(text, spanOf(text)).diagnostics[0]?.code;
  test("1000 characters, 500 parts, 50 levels pass; one more of any does not", () => {
    expect(codeOf(`1 + ${" ".repeat(995)}1`)).toBeUndefined();
    expect(codeOf(`1 + ${" ".repeat(996)}1`)).toBe("expression-too-long");
    expect(codeOf(`1${"+1".repeat(249)}`)).toBeUndefined();
    expect(codeOf(`1${"+1".repeat(250)}`)).toBe("expression-too-big");
    expect(codeOf(`${"(".repeat(49)}1${")".repeat(49)}`)).toBeUndefined();
    expect(codeOf(`${"(".repeat(50)}1${")".repeat(50)}`)).toBe("expression-too-deep");
  });
  test.each([
    ["a million characters", "a+".repeat(500_000), "expression-too-long"],
    ["nested brackets", "(".repeat(499) + ")".repeat(499), "expression-too-deep"],
    ["nested calls", "f(".repeat(300), "expression-too-deep"],
    ["minus signs", `${"-".repeat(300)}1`, "expression-too-deep"],
    ["powers", `${"1^".repeat(200)}1`, "expression-too-deep"],
    ["conditions", `${"a?1:".repeat(200)}1`, "expression-too-deep"],
    ["operators without end", "-".repeat(1000), "expression-syntax"],
  ])("%s", (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});

describe("the text that the parser underneath sees", () => {
  test("has the same length, and a symbol of ours for every value and name", () => {
    const text = "if(age > 2 days, 'x', import)\t+ 5%";
    const lexed = lex(text);
    const masked = lexed.ok ? mask(text, lexed.tokens) : "";
    expect(masked).toHaveLength(text.length);
    expect(masked).not.toMatch(/[A-Za-z0-9'%\t]/);
  });
  test("keeps its length and every operator's place, whatever the text", () => {
    const word = fc.constantFrom(
      "age",
      "2 days",
      "£5/day",
      "'t'",
      "5%",
      "x",
      "(",
      ")",
      "+",
      "*",
      "and",
      "not",
      "<=",
      "?",
      ":",
      ",",
      " ",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const text = words.join(" ");
        const lexed = lex(text);
        if (!lexed.ok) return;
        const masked = mask(text, lexed.tokens);
        expect(masked).toHaveLength(text.length);
        for (const token of lexed.tokens) {
          const own = text.slice(token.start, token.end);
          if (token.kind === "operator" || token.kind === "mark")
            expect(masked.slice(token.start, token.end)).toBe(own);
        }
      }),
    );
  });
  test("can always be parsed once the grammar has passed, and parsing never throws", () => {
    const piece = fc.constantFrom(
      ..."age x f( ( ) , + - * / ^ < <= == != and or not ? : 1 2.5 £5 5% 'a' days per day . ; [ = ! # \\ \n".split(" "),
    );
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const result = parseExpression(text, spanOf(text));
        if (result.ok) return;
        const [{ span, message }] = result.diagnostics;
        expect(message).not.toContain("cannot be read from here on");
        expect(span.start <= span.end && span.end <= text.length).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

test("an expression written with all its brackets has the tree that the brackets show", () => {
  const signs = {
    add: "+",
    multiply: "*",
    divide: "/",
    power: "^",
    less: "<",
    greaterEqual: ">=",
    unequal: "!=",
    and: "and",
    or: "or",
  };
  type Tree = { readonly text: string; readonly shown: string };
  const leaf = fc.constantFrom<Tree>(
    { text: "age", shown: "age" },
    { text: "2 days", shown: "2880" },
    { text: "5%", shown: "0.05" },
  );
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.tuple(fc.constantFrom(...Object.entries(signs)), tie("tree"), tie("tree")).map(([[op, sign], a, b]) => {
        return { text: `(${a.text} ${sign} ${b.text})`, shown: `(${op} ${a.shown} ${b.shown})` };
      }),
      tie("tree").map(({ text, shown }) => ({ text: `(not ${text})`, shown: `(not ${shown})` })),
      tie("tree").map(({ text, shown }) => ({ text: `(-${text})`, shown: `(negate ${shown})` })),
      fc
        .tuple(tie("tree"), tie("tree"))
        .map(([a, b]) => ({ text: `max(${a.text},${b.text})`, shown: `max(${a.shown} ${b.shown})` })),
      fc.tuple(tie("tree"), tie("tree"), tie("tree")).map(([a, b, c]) => {
        return { text: `(${a.text} ? ${b.text} : ${c.text})`, shown: `(if ${a.shown} ${b.shown} ${c.shown})` };
      }),
    ),
  }));
  fc.assert(
    fc.property(tree, ({ text, shown }) => {
      fc.pre(text.length <= 1000);
      expect(showParsed(parsed(text))).toBe(shown);
    }),
    { numRuns: 1000 },
  );
});

test("the names of an expression come in the order of writing, functions apart", () => {
  const result = parseExpression("max(b, a) + visits(c) * a", spanOf("max(b, a) + visits(c) * a"));
  expect(result.ok && namesIn(result.value).map(({ name, span }) => [name, span.start])).toEqual([
    ["b", 4],
    ["a", 7],
    ["c", 19],
    ["a", 24],
  ]);
});
