import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ContentError, FileError, probeFolder, readSource, writeFolder, writeNewFile } from "../../src/node/files.ts";

const folder = mkdtempSync(join(tmpdir(), "careway-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("reading a scenario", () => {
  test("gives its text as it is, byte order mark and line ends included", () => {
    const path = fileOf("crlf.yaml", "\ufeffcareway: 1\r\ntitle: Führung\r\n");
    expect(readSource(path)).toEqual({ name: path, text: "\ufeffcareway: 1\r\ntitle: Führung\r\n" });
  });

  test.each([
    ["a byte that begins no character", [0x61, 0xff], 2],
    ["a letter of Latin-1", [0x61, 0x62, 0xe9, 0x0a], 3],
    ["a character cut off at the end", [0x61, 0xc3], 2],
    ["a character cut off by another", [0x61, 0xe2, 0x82, 0x61], 2],
    ["UTF-16", [0xff, 0xfe, 0x61, 0x00], 1],
    ["an overlong slash", [0x61, 0xc0, 0xaf], 2],
  ])("refuses %s, and says at which byte", (_, bytes, at) => {
    const path = fileOf("bad.yaml", Uint8Array.from(bytes));
    expect(() => readSource(path)).toThrow(new ContentError(`${path} is not UTF-8 at byte ${at}; save it as UTF-8`));
  });

  test("finds a bad byte far into a file", () => {
    const bytes = Buffer.concat([Buffer.from("é".repeat(100_000)), Uint8Array.of(0xff), Buffer.from("é".repeat(1000))]);
    expect(() => readSource(fileOf("far.yaml", bytes))).toThrow("at byte 200001;");
  });

  test("reads a file of 10 MB and refuses a larger one", () => {
    const limit = 10 * 1024 * 1024;
    expect(readSource(fileOf("limit.yaml", "#".repeat(limit))).text).toHaveLength(limit);
    expect(() => readSource(fileOf("large.yaml", "#".repeat(limit + 1)))).toThrow(ContentError);
  });

  test("says what is wrong with a path in a sentence", () => {
    const missing = join(folder, "nowhere.yaml");
    expect(() => readSource(missing)).toThrow(new FileError(`Could not read ${missing}: there is no such file.`));
    expect(() => readSource(folder)).toThrow(new FileError(`${folder} is a folder; name the scenario file in it`));
    const below = join(fileOf("file.yaml", ""), "x.yaml");
    expect(() => readSource(below)).toThrow("a part of its path is not a folder");
  });

  test("stops reading what never ends at the limit", () => {
    expect(() => readSource("/dev/zero")).toThrow(ContentError);
  });

  test("reads a named pipe to its end", () => {
    const pipe = join(folder, "pipe");
    expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
    const writer = spawnSync("sh", ["-c", `printf 'careway: 1' > '${pipe}' & exit 0`], { stdio: "ignore" });
    expect(writer.status).toBe(0);
    expect(readSource(pipe).text).toBe("careway: 1");
  });
});

describe("writing a folder", () => {
  test("makes the folder, writes each file whole, and leaves nothing else behind", () => {
    const out = join(folder, "a/b");
    writeFolder(
      out,
      new Map([
        ["one.csv", "1\n"],
        ["manifest.json", "{}\n"],
      ]),
    );
    expect(readdirSync(out).sort()).toEqual(["manifest.json", "one.csv"]);
    expect(readFileSync(join(out, "one.csv"), "utf8")).toBe("1\n");
  });

  test("replaces its own files of an earlier time and removes those that do not belong to the new ones, no others", () => {
    const out = join(folder, "again");
    writeFolder(
      out,
      new Map([
        ["report.html", "old"],
        ["one.csv", "old"],
      ]),
    );
    writeFileSync(join(out, "notes.txt"), "mine");
    writeFolder(out, new Map([["one.csv", "new"]]), ["report.html"]);
    expect(readdirSync(out).sort()).toEqual(["notes.txt", "one.csv"]);
    expect(readFileSync(join(out, "one.csv"), "utf8")).toBe("new");
  });

  test("leaves no manifest of an earlier time when it fails halfway", () => {
    const out = join(folder, "halfway");
    writeFolder(out, new Map([["manifest.json", "old"]]));
    mkdirSync(join(out, "one.csv"));
    expect(() =>
      writeFolder(
        out,
        new Map([
          ["one.csv", "new"],
          ["manifest.json", "new"],
        ]),
      ),
    ).toThrow(FileError);
    expect(readdirSync(out)).toEqual(["one.csv"]);
  });

  test("replaces a link instead of writing to where it leads", () => {
    const out = join(folder, "links");
    mkdirSync(out);
    const elsewhere = fileOf("elsewhere.txt", "mine");
    symlinkSync(elsewhere, join(out, "one.csv"));
    writeFolder(out, new Map([["one.csv", "new"]]));
    expect(readFileSync(elsewhere, "utf8")).toBe("mine");
    expect(readFileSync(join(out, "one.csv"), "utf8")).toBe("new");
  });

  test("says in a sentence why it cannot be written", () => {
    const file = fileOf("occupied", "");
    expect(() => writeFolder(file, new Map([["one.csv", ""]]))).toThrow(
      new FileError(`Could not write to ${file}: it exists already.`),
    );
  });
});

describe("writing a new file", () => {
  test("makes its folder, and never writes over another", () => {
    const path = join(folder, "new/scenario.yaml");
    writeNewFile(path, "first");
    expect(() => writeNewFile(path, "second")).toThrow(new FileError(`Could not write ${path}: it exists already.`));
    expect(readFileSync(path, "utf8")).toBe("first");
    expect(existsSync(`${path}.part`)).toBe(false);
  });
});

describe("a folder that is tried before a run", () => {
  test("is left as it was: not there, or with what it held", () => {
    probeFolder(join(folder, "tried", "deep"), ["a.csv"]);
    expect(existsSync(join(folder, "tried"))).toBe(false);
    mkdirSync(join(folder, "kept"));
    writeFileSync(join(folder, "kept", "a.csv"), "1");
    probeFolder(join(folder, "kept"), ["a.csv"]);
    expect(readdirSync(join(folder, "kept"))).toEqual(["a.csv"]);
    probeFolder(join(folder, "kept", "more"), []);
    expect(readdirSync(join(folder, "kept"))).toEqual(["a.csv"]);
  });

  test("cannot be a file, nor lie below one", () => {
    const file = fileOf("plain", "");
    expect(() => probeFolder(file, [])).toThrow(
      new FileError(`Could not write to ${file}: it is a file, not a folder.`),
    );
    const below = join(file, "out");
    expect(() => probeFolder(below, [])).toThrow(
      new FileError(`Could not write to ${below}: a part of its path is not a folder.`),
    );
  });

  test("cannot hold a folder where a file is to be", () => {
    mkdirSync(join(folder, "taken", "report.html"), { recursive: true });
    const path = join(folder, "taken", "report.html");
    expect(() => probeFolder(join(folder, "taken"), ["report.html"])).toThrow(
      new FileError(`Could not write ${path}: it is a folder.`),
    );
  });

  test.skipIf(process.getuid?.() === 0)("must allow writing", () => {
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o500 });
    expect(() => probeFolder(closed, [])).toThrow(FileError);
    expect(() => probeFolder(join(closed, "out"), [])).toThrow(FileError);
  });
});
