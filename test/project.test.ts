import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const read = (name: string): string => readFileSync(join(root, name), "utf8");

interface Manifest {
  readonly version: string;
  readonly files: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const manifest: Manifest = JSON.parse(read("package.json"));

/** Every file of the project but what .gitignore leaves out, as paths from its root. */
function projectFiles(folder = ""): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  const kept = entries.filter(({ name }) => !/^(\.git|\.build-.*|node_modules|dist|coverage|results)$/.test(name));
  return kept.flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? projectFiles(path) : [path];
  });
}

test("package-lock.json says what to install, not from which registry", () => {
  const addresses = read("package-lock.json").match(/"resolved": *"[^"]*"/g);
  expect(addresses ?? []).toEqual([]);
});

test("no file holds a path of one machine, or the address of a registry", () => {
  // Put together from parts, so that this file does not hold what it looks for.
  const folders = ["work", "root", "farm", "home/[a-z]+", "Users/[A-Za-z]+"].join("|");
  const outside = [`\\.\\./sha${"red"}/`, `registry\\.npm${"js"}`].join("|");
  const wrong = new RegExp(`(?:^|[\\s"'\`(=:,;]|file://)/(?:${folders})(?:/|\\b)|${outside}`);
  const found = projectFiles().flatMap((path) => {
    const lines = read(path).split("\n");
    return lines.flatMap((line, index) =>
      wrong.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 160)}`] : [],
    );
  });
  expect(found).toEqual([]);
});

test("README.md tells how to start and how to test", () => {
  expect(read("README.md")).toContain("npm start");
  expect(read("README.md")).toContain("npm test");
});

test("ARCHITECTURE.md names every dependency, types aside", () => {
  const text = read("ARCHITECTURE.md");
  const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(all.filter((name) => !name.startsWith("@types/") && !text.includes(name))).toEqual([]);
});

test("src imports every package that package.json depends on, and no other", () => {
  const sources = projectFiles("src").filter((path) => path.endsWith(".ts"));
  const imported = new Set<string>();
  for (const path of sources) {
    for (const [, specifier] of read(path).matchAll(
      /^(?:(?:import|export|\}).*\bfrom|.*\bimport\() *"([^"./][^"]*)"/gm,
    )) {
      const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
      if (!name.startsWith("node:")) imported.add(name);
    }
  }
  expect([...imported].sort()).toEqual(Object.keys(manifest.dependencies).sort());
});

test("the version is that of the newest release in CHANGELOG.md", () => {
  const releases = [...read("CHANGELOG.md").matchAll(/^## \[(\d[^\]]*)\]/gm)].map(([, version]) => version);
  expect(releases[0]).toBe(manifest.version);
});

test("every script installs what it needs before it runs", () => {
  const { scripts } = manifest;
  const installs = (name: string): boolean => {
    const before = scripts[`pre${name}`];
    if (before !== undefined) return before === "node tools/install.mjs" || installs(before.split(" ").at(-1) ?? "");
    const first = scripts[name].match(/^npm run --silent (\S+)/);
    return first !== null && installs(first[1]);
  };
  const names = Object.keys(scripts).filter(
    (name) => !(name.startsWith("pre") && (name.slice(3) in scripts || name === "prepack")),
  );
  expect(names.filter((name) => !installs(name))).toEqual([]);
});

test("what package.json publishes is in the repository or made by the build", () => {
  const missing = manifest.files.filter((name) => !/^!?dist\b/.test(name) && !existsSync(join(root, name)));
  expect(missing).toEqual([]);
});
