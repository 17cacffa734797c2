import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/** What a folder of src may import: `from` other folders, only the `types` of others, single `files` of these, and `packages`. */
interface Room {
  readonly from: readonly string[];
  readonly types?: readonly string[];
  readonly files?: readonly string[];
  readonly packages?: readonly string[];
}

const rooms: Readonly<Record<string, Room>> = {
  time: { from: [] },
  diagnostics: { from: [] },
  maths: { from: [] },
  random: { from: ["maths"] },
  statistics: { from: ["maths"] },
  model: { from: [], types: ["random"] },
  scenario: { from: ["time", "diagnostics", "random", "maths", "model"], packages: ["yaml", "mathjs"] },
  compile: { from: ["scenario", "model", "random", "time", "maths"] },
  kernel: { from: ["model", "random", "maths"] },
  /** The second engine shares with the kernel the model, the random numbers and what facts and errors look like. */
  reference: {
    from: ["model", "random", "maths"],
    types: ["kernel"],
    files: ["kernel/recorder.ts", "kernel/simulation-error.ts"],
    packages: ["simjs-updated"],
  },
  collect: { from: ["kernel", "model", "statistics", "maths"], files: ["economics/discount.ts"] },
  /** The loop of plain pathways, in AssemblyScript: it shares with the others the files of numbers that have names. */
  assembly: { from: ["collect", "kernel", "model", "random"] },
  verify: { from: ["reference", "kernel", "collect", "model"] },
  experiment: {
    from: ["collect", "kernel", "model", "statistics", "random", "maths"],
    types: ["compile", "scenario"],
  },
  economics: { from: ["statistics", "maths"], types: ["experiment", "scenario"] },
  analysis: { from: ["scenario", "random", "statistics", "maths"] },
  render: {
    from: ["experiment", "collect", "statistics", "model", "economics"],
    types: ["scenario", "analysis"],
    packages: ["d3-array", "d3-scale", "d3-shape", "@dagrejs/dagre"],
  },
};
/**
 * simjs announces itself as a global, and asks for one that it announces itself to. WebAssembly is a global of every platform and no part of
 * ECMAScript: whether it is there has to be asked.
 */
const announced = ["reference/clock.ts", "reference/simjs-window.ts", "collect/web-assembly.ts"];
const core = Object.keys(rooms);
/** The rim: what runs in Node. It may also import Node's own modules. */
const rim: Readonly<Record<string, Room>> = {
  node: { from: core },
  cli: { from: [...core, "node", "index.ts"], packages: ["yargs"] },
};

/** Whose numbers must be the same bytes on every engine. Not render: its pictures are not results. */
const exact = [
  "maths",
  "random",
  "statistics",
  "model",
  "compile",
  "kernel",
  "reference",
  "collect",
  "assembly",
  "experiment",
  "economics",
];
/** What ECMAScript defines to the last bit; constants such as Math.PI are exact too. */
const exactMath = /^(abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc|[A-Z][A-Z0-9_]*)$/;

const platform =
  /^(process|console|Buffer|require|performance|setTimeout|setInterval|setImmediate|queueMicrotask|fetch|TextEncoder|TextDecoder|URL|document|globalThis|Intl)$/;

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

interface File {
  /** Below src, with forward slashes: "kernel/simulate.ts". */
  readonly path: string;
  readonly syntax: ts.SourceFile;
}

function parse(path: string, text: string): File {
  return { path, syntax: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
}

function readSources(): File[] {
  const src = fileURLToPath(new URL("../src/", import.meta.url));
  const names = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return names.sort().map((name) => parse(name.replaceAll("\\", "/"), readFileSync(src + name, "utf8")));
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

function importsOf({ syntax }: File): Import[] {
  const found: Import[] = [];
  const add = (module: ts.Node | undefined, typeOnly: boolean) => {
    if (module && ts.isStringLiteralLike(module)) found.push({ specifier: module.text, typeOnly });
  };
  visit(syntax, (node) => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    }
  });
  return found;
}

/** The folder of a path below src; of a file in src itself, its name. */
function roomOf(path: string): string {
  return path.split("/", 1)[0];
}

function target(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier);
}

/** "yaml/foo" belongs to "yaml", "@dagrejs/dagre/x" to "@dagrejs/dagre". */
function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/** One sentence for each import that its folder's row does not allow. */
function wrongImports(files: readonly File[]): string[] {
  const wrong: string[] = [];
  for (const file of files) {
    const room = roomOf(file.path);
    const rule = room === "index.ts" ? { from: core } : (rooms[room] ?? rim[room]);
    if (!rule) {
      wrong.push(`${file.path} is in ${room}, which has no row in the table of test/architecture.test.ts`);
      continue;
    }
    for (const { specifier, typeOnly } of importsOf(file)) {
      const said = `${file.path} imports ${typeOnly ? "types of " : ""}"${specifier}", but ${room}`;
      if (specifier.startsWith(".")) {
        const path = target(file.path, specifier);
        const other = roomOf(path);
        const may = other === room || rule.from.includes(other) || (typeOnly && rule.types?.includes(other));
        if (!may && !rule.files?.includes(path)) wrong.push(`${said} may import only ${describeRoom(rule)}`);
      } else if (specifier.startsWith("node:")) {
        if (!(room in rim)) wrong.push(`${said} is core and may not know Node`);
      } else if (!rule.packages?.includes(packageOf(specifier))) {
        wrong.push(`${said} may import only these packages: ${rule.packages?.join(", ") ?? "none"}`);
      }
    }
  }
  return wrong;
}

function describeRoom(rule: Room): string {
  const types = (rule.types ?? []).map((name) => `types of ${name}`);
  return [...rule.from, ...types, ...(rule.files ?? [])].join(", ") || "its own files";
}

/** Every cycle of imports that a depth-first walk meets, written "a.ts → b.ts → a.ts". */
function cycles(files: readonly File[]): string[] {
  const edges = new Map<string, string[]>();
  for (const file of files) {
    const relative = importsOf(file).filter(({ specifier }) => specifier.startsWith("."));
    edges.set(
      file.path,
      relative.map(({ specifier }) => target(file.path, specifier)),
    );
  }
  const found: string[] = [];
  const finished = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path);
    if (seen >= 0) found.push([...trail.slice(seen), path].join(" → "));
    if (seen >= 0 || finished.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return found;
}

/** Uses of a platform's globals, of the clock and of what depends on the reader's language, in core files. */
function impurities(files: readonly File[]): string[] {
  const found: string[] = [];
  for (const { path, syntax } of files) {
    const declared = new Set<string>();
    visit(syntax, (node) => {
      const name = ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node);
      if (name && node.name && ts.isIdentifier(node.name)) declared.add(node.name.text);
    });
    visit(syntax, (node) => {
      const use = impurity(node, declared);
      if (use) found.push(`${path} uses ${use}, but core code knows no platform, clock or language`);
    });
  }
  return found;
}

function impurity(node: ts.Node, declared: ReadonlySet<string>): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length) return "new Date()";
  if (ts.isPropertyAccessExpression(node)) {
    if (/^(Date\.now|Math\.random)$/.test(node.getText())) return node.getText();
    return /^(localeCompare|toLocale\w+)$/.test(node.name.text) ? node.name.text : undefined;
  }
  if (!ts.isIdentifier(node) || !platform.test(node.text) || declared.has(node.text)) return undefined;
  const { parent } = node;
  const isName = "name" in parent && parent.name === node;
  return isName || ts.isTypeReferenceNode(parent) ? undefined : node.text;
}

/** Uses of arithmetic that may differ in the last bit from one engine to another. */
function inexactArithmetic(files: readonly File[]): string[] {
  const found: string[] = [];
  for (const { path, syntax } of files) {
    visit(syntax, (node) => {
      const power = node.kind === ts.SyntaxKind.AsteriskAsteriskToken;
      if (power || node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken)
        found.push(`${path} uses **, see src/maths`);
      if (!ts.isPropertyAccessExpression(node) || node.expression.getText() !== "Math") return;
      if (!exactMath.test(node.name.text)) found.push(`${path} uses Math.${node.name.text}, see src/maths`);
    });
  }
  return found;
}

const sources = readSources();
const inCore = sources.filter(({ path }) => !(roomOf(path) in rim));

describe("the code in src", () => {
  test("imports only what the row of its folder allows", () => {
    expect(wrongImports(sources)).toEqual([]);
  });

  test("has no cycle of imports, types counted", () => {
    expect(cycles(sources)).toEqual([]);
  });

  test("knows no platform, clock or language outside node and cli", () => {
    expect(impurities(inCore.filter(({ path }) => !announced.includes(path)))).toEqual([]);
  });

  test("computes results only with arithmetic that is the same on every engine", () => {
    expect(inexactArithmetic(sources.filter(({ path }) => exact.includes(roomOf(path))))).toEqual([]);
  });

  test("gives its public API in an index.ts that only re-exports", () => {
    const indices = sources.filter(({ path }) => path === "index.ts");
    expect(indices).toHaveLength(1);
    for (const { syntax } of indices) {
      const others = syntax.statements.filter((one) => !(ts.isExportDeclaration(one) && one.moduleSpecifier));
      expect(others.map((one) => one.getText())).toEqual([]);
    }
  });
});

describe("the reader of imports", () => {
  test("names the file, the import and the rule for each kind of import that is not allowed", () => {
    const invented = [
      parse("kernel/a.ts", 'import { parse } from "../scenario/parse.ts";'),
      parse("model/b.ts", 'export { key } from "../random/streams.ts";'),
      parse("render/c.ts", 'const lines = await import("../kernel/simulate.ts");'),
      parse("maths/d.ts", 'type Stats = import("node:fs").Stats;'),
      parse("time/e.ts", 'import { create } from "mathjs/number";'),
      parse("helpers/f.ts", ""),
    ];
    expect(wrongImports(invented)).toEqual([
      'kernel/a.ts imports "../scenario/parse.ts", but kernel may import only model, random, maths',
      'model/b.ts imports "../random/streams.ts", but model may import only types of random',
      expect.stringContaining('render/c.ts imports "../kernel/simulate.ts", but render may import only experiment'),
      'maths/d.ts imports types of "node:fs", but maths is core and may not know Node',
      'time/e.ts imports "mathjs/number", but time may import only these packages: none',
      "helpers/f.ts is in helpers, which has no row in the table of test/architecture.test.ts",
    ]);
  });

  test("allows what the table allows", () => {
    const invented = [
      parse("model/a.ts", 'import type { Key } from "../random/streams.ts";'),
      parse("scenario/b.ts", 'import { create } from "mathjs/number"; import { x } from "./c.ts";'),
      parse("node/c.ts", 'import { readFileSync } from "node:fs";'),
    ];
    expect(wrongImports(invented)).toEqual([]);
  });

  test("finds a cycle through a type", () => {
    const invented = [
      parse("time/a.ts", 'import { b } from "./b.ts";'),
      parse("time/b.ts", 'import type { A } from "./a.ts";'),
    ];
    expect(cycles(invented)).toEqual(["time/a.ts → time/b.ts → time/a.ts"]);
  });

  test("finds globals of a platform, the clock and the reader's language, and lets names of our own be", () => {
    const bad = parse("time/a.ts", 'console.log(Date.now(), new Date(), "a".localeCompare("b"), process.argv);');
    expect(impurities([bad])).toHaveLength(5);
    const good = parse("time/b.ts", "function f(process: number) { return { console: process, d: new Date(0) }; }");
    expect(impurities([good])).toEqual([]);
  });

  test("finds arithmetic that is not exact", () => {
    const file = parse("maths/a.ts", "let x = Math.log(2) + Math.sqrt(2) * Math.PI; x **= 2; x = x ** 2;");
    expect(inexactArithmetic([file])).toEqual([
      "maths/a.ts uses Math.log, see src/maths",
      "maths/a.ts uses **, see src/maths",
      "maths/a.ts uses **, see src/maths",
    ]);
  });
});
