import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const preload = join(__dirname, "..", "..", "..", "cli", "loader", "preload.js");

describe("loader of TypeScript", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loader-"));
    symlinkSync(join(__dirname, "..", "..", "..", "node_modules"), join(folder, "node_modules"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  const run = (entry: string, loader = "typescript") =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = { PATH: process.env["PATH"], RAMPART_LOADER: loader };
      const child = execFile(
        process.execPath,
        ["--require", preload, join(folder, entry)],
        { env },
        (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });

  it("follows imports of files, folders and emitted names, and types that are gone at run time", async () => {
    write({
      "main.ts": `
        import type { Shape } from "./shape";
        import { one } from "./one";
        import { two } from "./two.js";
        import three = require("./three");
        import * as four from "./four.cjs";
        const shape: Shape = { sum: one + two + three.three + four.four };
        console.log(JSON.stringify(shape), require("./" + "late").late);`,
      "shape.ts": "export interface Shape { sum: number }",
      "one.ts": "export const one: number = 1;",
      "two.ts": "export const two = 2 as const;",
      "three/index.ts": "export const three = 3;",
      "four.cts": "export const four = 4;",
      "late.ts": "export const late = 'late' satisfies string;",
    });
    expect((await run("main.ts")).out).to.equal('{"sum":10} late\n');
  });

  it("makes code of what types alone do not explain: enums, namespaces, parameter properties, decorators", async () => {
    write({
      "main.ts": `
        const enum Size { Small = 1, Large }
        namespace Words { export const greeting = "hello"; }
        const named = (value: Function, { name }: ClassMethodDecoratorContext) => () => value() + " by " + String(name);
        class Door {
          constructor(readonly size: Size) {}
          @named knock() { return Words.greeting; }
        }
        const door = new Door(Size.Large);
        console.log(door.size, door.knock());`,
    });
    expect(await run("main.ts")).to.deep.equal({ code: 0, out: "2 hello by knock\n", err: "" });
  });

  it("lets files import each other, as functions that are called later allow", async () => {
    write({
      "main.ts": 'import { even } from "./even"; console.log(even(4));',
      "even.ts":
        'import { odd } from "./odd"; export function even(n: number): boolean { return n === 0 || odd(n - 1); }',
      "odd.ts":
        'import { even } from "./even"; export function odd(n: number): boolean { return n !== 0 && even(n - 1); }',
    });
    expect((await run("main.ts")).out).to.equal("true\n");
  });

  it("loads what is written, not what was written before", async () => {
    write({
      "main.ts": 'import { word } from "./word"; console.log(word);',
      "word.ts": 'export const word = "first";',
    });
    expect((await run("main.ts")).out).to.equal("first\n");
    write({ "word.ts": 'export const word = "second";' });
    expect((await run("main.ts")).out).to.equal("second\n");
  });

  it("names the file and line of what does not parse, whichever file imports it", async () => {
    write({
      "main.ts": 'import "./fine";\nimport "./broken";',
      "fine.ts": "export {};",
      "broken.ts": "export {};\nconst = 1;",
    });
    const { code, err } = await run("main.ts");
    expect(code).to.equal(1);
    expect(err).to.contain(`SyntaxError: ${join(folder, "broken.ts")}:2: `);
  });

  it("leaves an import that leads nowhere to node", async () => {
    write({ "main.ts": 'import "./nowhere.js";' });
    expect((await run("main.ts")).err).to.contain("Cannot find module './nowhere.js'");
  });

  it("stands in for tsx/cjs and source-map-support, and for nothing when the project's own loader is kept", async () => {
    const print = 'console.log(Object.keys(require("tsx/cjs")).length, require.extensions[".ts"] === undefined);';
    write({ "main.js": print });
    expect((await run("main.js")).out).to.equal("0 false\n");
    write({ "main.js": 'console.log(require.extensions[".ts"] === undefined);' });
    expect((await run("main.js", "keep")).out).to.equal("true\n");
  });

  it("prints an error by its stack alone, without what hangs off it", async () => {
    write({
      "main.js": 'console.log(require("util").inspect(Object.assign(new Error("short"), { more: "x".repeat(99) })));',
    });
    const { out } = await run("main.js");
    expect(out).to.match(/^Error: short\n\s+at /);
    expect(out).to.not.contain("xxx");
  });

  it("keeps what a promise of Pulumi's stands for, and no stack of it; errors keep theirs", async () => {
    write({
      "main.ts": `
        import "@pulumi/pulumi";
        import { debuggablePromise } from "@pulumi/pulumi/runtime/debuggable";
        const promise: any = Promise.resolve(1);
        void debuggablePromise(promise, "a property").then((value) =>
          console.log(value, promise._debugCtx, promise._debugStackTrace, /\\n +at /.test(new Error("x").stack ?? "")));`,
    });
    const { out, err } = await run("main.ts");
    expect(out, err).to.equal("1 a property Error true\n");
  });

  it("loads the compiler and npm's reader of dependency trees only when functions are serialized", async () => {
    write({
      "main.ts": `
        import * as pulumi from "@pulumi/pulumi";
        const loaded = () =>
          ["typescript/lib/typescript.js", "@npmcli/arborist/lib/index.js"].map((file) =>
            Object.keys(require.cache).some((each) => each.endsWith(file)));
        console.log(JSON.stringify(loaded()));
        const word = "captured";
        void pulumi.runtime.serializeFunction(() => word).then(({ text }) =>
          console.log(text.includes('"captured"'), JSON.stringify(loaded())));`,
    });
    const { out, err } = await run("main.ts");
    expect(out, err).to.equal("[false,false]\ntrue [true,false]\n");
  });
});
