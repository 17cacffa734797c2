import { describe, expect, test } from "vitest";
import type { Context, TypedExpression } from "../../src/scenario/expression.ts";
import { checkExpression, constantValue, referencedNames } from "../../src/scenario/expression-check.ts";
import { parseExpression } from "../../src/scenario/expression-parse.ts";
import { functionNames, isReservedWord } from "../../src/scenario/expression-words.ts";
import { describeUnit } from "../../src/scenario/units.ts";
import { scopeIn, showTyped, spanOf } from "./expression-text.ts";

function check(text: string, context: Context = "patient") {
  const parsed = parseExpression(text, spanOf(text));
  return parsed.ok ? checkExpression(parsed.value, scopeIn(context)) : parsed;
}

function typed(text: string, context: Context = "patient"): TypedExpression {
  const result = check(text, context);
  if (!result.ok) throw new Error(result.diagnostics[0].message);
  return result.value;
}

describe("names become what they stand for, and units combine", () => {
  test.each<[Context, string, string, string]>([
    [
      "patient",
      "2 days + 0.1 days * (age - 75)",
      "a duration",
      "(add 2880 (multiply 144 (subtract attribute:age 75)))",
    ],
    ["patient", "support * 2 days", "a duration", "(multiply attribute:support 2880)"],
    ["patient", "support", "true or false", "attribute:support"],
    ["patient", "0 < age <= 75", "true or false", "(and (less 0 attribute:age) (lessEqual attribute:age 75))"],
    ["patient", "support ? 1 h : delay", "a duration", "(if attribute:support 60 attribute:delay)"],
    ["patient", "if(not support, fee, £5)", "money", "(if (not attribute:support) parameter:fee 5)"],
    ["patient", "true != support", "true or false", "(unequal 1 attribute:support)"],
    ["patient", 'class == "frail"', "true or false", "(equal class class=frail)"],
    ["patient", "'red' != triage", "true or false", "(unequal triage=red attribute:triage)"],
    ["patient", "weekday == 'sun'", "true or false", "(equal weekday 6)"],
    ["patient", "since(d2a) >= 0 min", "true or false", "(greaterEqual since:d2a 0)"],
    [
      "patient",
      "visits(review) + held(bed) + queue(review) + inUse(bed) + free(bed)",
      "a number",
      "(add (add (add (add visits:review held:bed) queue:review) inUse:bed) free:bed)",
    ],
    ["patient", "time - end(treatment)", "a duration", "(subtract time end:treatment)"],
    ["patient", "hour >= 8 and waited > 2 h", "true or false", "(and (greaterEqual hour 8) (greater waited 120))"],
    ["patient", "clamp(age, 1, 3)", "a number", "(min (max attribute:age 1) 3)"],
    ["patient", "max(delay, 1 h, 2 min)", "a duration", "(max attribute:delay 60 2)"],
    ["patient", "round(delay / 1 day) * 1 day", "a duration", "(multiply (round (divide attribute:delay 1440)) 1440)"],
    [
      "patient",
      "exp(-0.1 * age) + log(dose) + sqrt(dose) + abs(dose)",
      "a number",
      "(add (add (add (exp (multiply -0.1 attribute:age)) (log parameter:dose)) (sqrt parameter:dose)) (abs parameter:dose))",
    ],
    ["patient", "0.9 ^ visits(review)", "a number", "(power 0.9 visits:review)"],
    ["patient", "delay ^ 2", "time^2", "(power attribute:delay 2)"],
    ["patient", "fee / delay", "money per time", "(divide parameter:fee attribute:delay)"],
    ["patient", "+age", "a number", "attribute:age"],
    ["patient", "triage", "text", "attribute:triage"],
    ["attribute", "age + dose", "a number", "(add attribute:age parameter:dose)"],
    ["measure", "midnights(bed) <= 1", "true or false", "(lessEqual midnightsHeld:bed 1)"],
    ["measure", "midnights(treatment)", "a number", "midnightsIn:treatment"],
    ["measure", "midnights(end(treatment), left(bed))", "a number", "(midnightsBetween end:treatment left:bed)"],
    ["measure", "left(bed) - end(treatment)", "a duration", "(subtract left:bed end:treatment)"],
    ["measure", "time(treatment)", "a duration", "stageTime:treatment"],
    ["measure", "time - arrived", "a duration", "(subtract time arrived)"],
    ["measure", "start(review) - enter(review)", "a duration", "(subtract start:review enter:review)"],
    ["measure", "cost(acute)", "money", "cost:acute"],
    ["measure", "exit == 'home'", "true or false", "(equal exit exit=home)"],
    ["system", "inUse(bed) / 72", "a number", "(divide inUse:bed 72)"],
    ["parameter", "admissions * 95%", "a rate", "(multiply parameter:admissions 0.95)"],
  ])("%s: %s is %s", (context, text, unit, tree) => {
    const expression = typed(text, context);
    expect(describeUnit(expression.unit)).toBe(unit);
    expect(showTyped(expression.tree)).toBe(tree);
  });
});

describe("a mistake has its code, its place and its cure", () => {
  test.each<[Context, string, string, string, string]>([
    ["patient", "age + 2 days", "unit-clash", "+", "a number and a duration"],
    ["patient", "delay < fee", "unit-clash", "<", "a duration and money"],
    ["patient", "delay > 0", "unit-clash", ">", "write 0 min"],
    ["patient", "fee == 5", "unit-clash", "==", "write £5"],
    ["patient", "max(delay, 5)", "unit-clash", "max", "for all its values"],
    ["patient", "support ? 1 h : 2", "unit-clash", "2", "write 2 min"],
    ["patient", "support + 1", "wrong-unit", "support", "if(condition, 1, 0)"],
    ["patient", "1 / support", "wrong-unit", "support", "true or false"],
    ["patient", "-support", "wrong-unit", "support", "if(condition, 1, 0)"],
    ["patient", "support == 1", "wrong-unit", "support", "true or false"],
    ["patient", "age and support", "wrong-unit", "age", "`and` needs true or false, this is a number"],
    ["patient", "not age == 5", "wrong-unit", "age", "not (a == b)"],
    ["patient", "age ? 1 : 2", "wrong-unit", "age", "a condition needs true or false"],
    ["patient", "round(delay)", "wrong-unit", "delay", "a number is needed here, this is a duration"],
    ["patient", "exp(fee)", "wrong-unit", "fee", "a number is needed here, this is money"],
    ["patient", "2 ^ delay", "wrong-unit", "delay", "/ 1 day"],
    ["patient", "delay ^ 0.5", "wrong-exponent", "0.5", "whole number"],
    ["patient", "delay ^ age", "wrong-exponent", "age", "whole number"],
    ["patient", "triage + 1", "wrong-unit", "triage", "=="],
    ["patient", "triage * 2", "wrong-unit", "triage", "=="],
    ["patient", "support ? triage : age", "misplaced-text", "triage", "text cannot"],
    ["patient", "1 / 0", "division-by-zero", "/", "divides by zero"],
    ["patient", "0 / (2 - 2)", "division-by-zero", "/", "divides by zero"],
    ["patient", "0 ^ -1", "division-by-zero", "^", "divides by zero"],
    ["patient", "sqrt(-1)", "impossible-value", "sqrt(-1)", "0 or more"],
    ["patient", "log(0)", "impossible-value", "log(0)", "more than 0"],
    ["patient", "(-8) ^ 0.5", "impossible-value", "(-8) ^ 0.5", "whole"],
    ["patient", "agee + 1", "unknown-name", "agee", 'did you mean "age"'],
    ["patient", "zebra", "unknown-name", "zebra", "not a name known"],
    ["patient", "delay / day", "unknown-name", "day", "write 1 day"],
    ["patient", "visits > 1", "unknown-name", "visits", "write visits(stage)"],
    ["patient", "bed", "not-a-value", "bed", "is a resource"],
    ["patient", "treatment > 1", "not-a-value", "treatment", "write visits(treatment)"],
    ["patient", "frail", "not-a-value", "frail", 'write class == "frail"'],
    ["patient", "wait", "not-a-value", "wait", "is a measure"],
    ["patient", "class == 'frial'", "unknown-class", "'frial'", 'did you mean "frail"'],
    ["patient", "class == frail", "text-needed", "frail", 'write "frail" in quotes'],
    ["patient", "triage == weekday", "text-needed", "weekday", "it can be green, red"],
    ["patient", "triage == 5", "text-needed", "5", "it can be green, red"],
    ["patient", "triage == 'blue'", "unknown-category", "'blue'", "it can be green, red"],
    ["patient", "weekday == 'Monday'", "unknown-weekday", "'Monday'", "mon, tue"],
    ["measure", "exit == 'hom'", "unknown-exit", "'hom'", 'did you mean "home"'],
    ["patient", "'red'", "misplaced-text", "'red'", "beside =="],
    ["patient", "'red' < 'blue'", "misplaced-text", "'red'", "beside =="],
    ["patient", "visits(bed)", "wrong-kind", "bed", '"bed" is a resource'],
    ["patient", "visits(treatmnt)", "unknown-stage", "treatmnt", 'did you mean "treatment"'],
    ["patient", "visits('treatment')", "name-needed", "'treatment'", "leave out the quotes"],
    ["patient", "visits(1 + 1)", "name-needed", "1 + 1", "as in visits(treatment)"],
    ["patient", "visits()", "wrong-arguments", "visits()", "the name of a stage"],
    ["patient", "max(age)", "wrong-arguments", "max(age)", "2 to 50"],
    ["patient", "if(support, 1)", "wrong-arguments", "if(support, 1)", "condition, then, else"],
    ["patient", "clamp(1, 2)", "wrong-arguments", "clamp(1, 2)", "clamp(x, low, high)"],
    ["measure", "midnights(1, 2)", "wrong-unit", "1", "a duration is needed here"],
    ["patient", "age(3)", "unknown-function", "age", "not a function"],
    ["patient", "mx(1, 2)", "unknown-function", "mx", 'did you mean "max"'],
    ["patient", "€5 + fee", "wrong-currency", "€5", "GBP"],
    ["patient", "midnights(bed)", "not-allowed-here", "midnights", "can be used in measures, not in a stage"],
    ["patient", "midnights(1 h, 2 h)", "not-allowed-here", "midnights", "can be used in measures, not in a stage"],
    ["patient", "exit == 'home'", "not-allowed-here", "exit", "can be used in measures, not in a stage"],
    ["patient", "cost(acute)", "not-allowed-here", "cost", "measures"],
    ["attribute", "visits(review)", "not-allowed-here", "visits", "stages and measures, not in an attribute"],
    ["attribute", "waited", "not-allowed-here", "waited", "not in an attribute"],
    ["measure", "queue(review)", "not-allowed-here", "queue", "not in a measure"],
    ["measure", "held(bed)", "not-allowed-here", "held", "not in a measure"],
    ["system", "age", "not-allowed-here", "age", "not in an average over time"],
    ["system", "class == 'frail'", "not-allowed-here", "class", "not in an average over time"],
    ["parameter", "time", "not-allowed-here", "time", "where only numbers and parameters can stand"],
    ["parameter", "age", "not-allowed-here", "age", "where only numbers and parameters can stand"],
  ])("%s: %s: %s", (context, text, code, place, words) => {
    const result = check(text, context);
    expect(result.ok).toBe(false);
    const [{ code: found, span, message, hint }] = result.diagnostics;
    expect(found).toBe(code);
    expect(text.slice(span.start, span.end)).toBe(place);
    expect(`${message}; ${hint}`).toContain(words);
  });

  test("all mistakes of an expression are reported, each once", () => {
    const found = check("agee + zebra * mx(1) + (0 < oops < 1) * 5").diagnostics;
    expect(found.map(({ code }) => code)).toEqual(["unknown-name", "unknown-name", "unknown-function", "unknown-name"]);
  });
});

describe("nothing of the platform or of the parser underneath can be reached", () => {
  test.each([
    "import({})",
    'import("fs")',
    'createUnit("x")',
    "parse(1)",
    'evaluate("1+1")',
    "simplify(1)",
    "derivative(1, 2)",
    "resolve(1)",
    "chain(1)",
    "compile(1)",
    "config({})",
    "typed(1)",
    "reviver(1)",
    "f(x)=x",
    'cos.constructor("return process")()',
    'cos["constructor"]("return 1")()',
    '"".constructor',
    "{}.__proto__",
    'a["const"+"ructor"]',
    "\\u0063onstructor",
    "constructor",
    "__proto__",
    "prototype",
    "hasOwnProperty",
    "constructor(1)",
    "__proto__(1)",
    "toString()",
    "valueOf()",
    "this",
    "globalThis",
    "process",
    "eval(1)",
    "Function(1)",
    "random()",
    "random",
    "randomInt(5)",
    "now()",
    "Date",
    "Date()",
    "new Date()",
    "sum(1:1e7)",
    "ones(3000, 3000)",
    "factorial(1e6)",
    "range(1, 10)",
    "matrix(1)",
    "2 pi",
    "pi",
    "e",
    "i",
    "Infinity",
    "NaN",
    "null",
    "undefined",
    "5 cm",
    "5 cm to inch",
    "tan(1)",
    "a'",
    '"a" * 1e9',
    '"a" == "a"',
    "age=65",
    "age:=65",
    "`x`",
    `\${x}`,
    "/x/",
    "age; age",
    "sqrt(-1)",
    "0/0",
    "class == constructor",
    "class == '__proto__'",
    "triage == 'constructor'",
    "visits(__proto__)",
    "visits(constructor)",
  ])("%s", (text) => {
    const result = check(text);
    expect(result.ok).toBe(false);
    expect(result.diagnostics.length).toBeGreaterThan(0);
  });
  test("chance and the clock of the computer have a cure of their own", () => {
    expect(check("random()").diagnostics[0].hint).toContain("use a distribution");
    expect(check("now()").diagnostics[0].hint).toContain("`time`");
  });
  test("a power tower is kept as it is, and not computed here", () => {
    expect(showTyped(typed("10^10^10").tree)).toBe("(power 10 (power 10 10))");
  });
  test("chains within chains, which double with every level, are refused at once", () => {
    const nested = (depth: number): string => (depth === 0 ? "age" : `if(0<${nested(depth - 1)}<1,1,2)`);
    expect(check(nested(4)).ok).toBe(true);
    expect(check(nested(20)).diagnostics[0].code).toBe("expression-too-big");
  });
});

describe("constants are folded as far as plain arithmetic goes", () => {
  test.each([
    ["2 + 3 * 4", 14],
    ["1 day - 2 h", 1320],
    ["-(1 / 4)", -0.25],
    ["£100 / 8", 12.5],
    ["true", 1],
  ])("%s", (text, value) => {
    expect(constantValue(typed(text).tree)).toBe(value);
  });
  test.each(["dose", "exp(1)", "2 ^ 0.5", "1e308 * 10"])("%s is left to the run", (text) => {
    expect(constantValue(typed(text).tree)).toBeUndefined();
  });
});

test("the names that a tree reads are sorted and come once; texts compared are not among them", () => {
  const { tree } = typed("max(dose, age) + visits(review) * age + if(class == 'frail' or triage == 'red', 1, 2)");
  expect(referencedNames(tree)).toEqual(["age", "dose", "review", "triage"]);
});

describe("a word with a meaning of its own cannot be a name", () => {
  test.each([
    "time",
    "hour",
    "class",
    "exit",
    "if",
    "and",
    "not",
    "true",
    "min",
    "days",
    "h",
    "e",
    "pi",
    "visits",
    "random",
    "per",
  ])("%s", (word) => {
    expect(isReservedWord(word)).toBe(true);
  });
  test.each(["bed", "treatment", "age", "homeTeam", "x", "constructor"])("%s can", (word) => {
    expect(isReservedWord(word)).toBe(false);
  });
  test("every function is one", () => {
    expect(functionNames.filter((name) => !isReservedWord(name))).toEqual([]);
  });
});
