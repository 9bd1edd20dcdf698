import { expect } from "chai";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Evidence } from "../../catalogue/contracts";
import { copyOf, manifests, projects, rampart, type Run } from "./support/process";

/** Nothing of this takes longer, on a slow machine; a person would call it seconds. */
const seconds = 30_000;

interface Case {
  what: string;
  fixture: string;
  args?: string[];
  /** Changes the copied project. */
  prepare?: (cwd: string) => void;
  code: 2 | 3;
  /** What the message must say: where, what, and what to do. */
  says: RegExp[];
}

const waiver = (change: string) => (cwd: string) => writeFileSync(join(cwd, "waivers.yaml"), change);

const cases: Case[] = [
  {
    what: "an unknown stack",
    fixture: "cmd-plain",
    args: ["--stack", "nosuch"],
    code: 2,
    says: [/nosuch/, /dev/],
  },
  {
    what: "a missing settings file",
    fixture: "cmd-plain",
    prepare: (cwd) => rmSync(join(cwd, "Pulumi.dev.yaml")),
    code: 2,
    says: [/Pulumi\.dev\.yaml|dev/],
  },
  {
    what: "a malformed settings file",
    fixture: "cmd-plain",
    prepare: (cwd) => writeFileSync(join(cwd, "Pulumi.dev.yaml"), "config:\n  aws:region: [eu-west-1\n"),
    code: 2,
    says: [/Pulumi\.dev\.yaml/, /line|YAML/i],
  },
  {
    what: "a malformed waiver file",
    fixture: "cmd-public",
    prepare: waiver("waivers:\n  - control: NET-03\n    resource: '*::open'\n    reason: testing\n    expires: soon\n"),
    code: 2,
    says: [/waivers\.yaml/, /waivers\[0\]\.owner/, /waivers\[0\]\.approver/, /waivers\[0\]\.expires/],
  },
  {
    what: "a setting that the program asks for in vain",
    fixture: "cmd-refuses",
    code: 2,
    says: [/Missing required configuration variable 'refuses:size'/],
  },
  {
    what: "a program that throws",
    fixture: "cmd-throws",
    code: 3,
    says: [/the colour of the key is not decided/],
  },
  {
    what: "a call that no fixture answers",
    fixture: "cmd-invoke",
    code: 3,
    says: [/aws:ssm\/getParameter:getParameter/, /--fixtures|fixture/],
  },
  {
    what: "a dependency cycle",
    fixture: "cmd-cycle",
    code: 3,
    says: [/dependency cycle.*aws:kms\/alias:Alias group-alias, aws:kms\/key:Key key$/m],
  },
  {
    what: "a pack that throws while it loads",
    fixture: "cmd-plain",
    args: ["--stack", "dev", "--policy-pack", join(projects, "cmd-pack-throws")],
    code: 3,
    says: [/the pack has no time today/],
  },
  {
    what: "a pack whose policy throws",
    fixture: "cmd-plain",
    args: ["--stack", "dev", "--policy-pack", join(projects, "cmd-pack-fails")],
    code: 3,
    says: [/thoughtless/],
  },
];

function judge({ code, out, err, took }: Run, expected: Pick<Case, "code" | "says">): void {
  for (const pattern of expected.says) expect(err).to.match(pattern);
  expect(code, err).to.equal(expected.code);
  expect(err).to.match(/^rampart: /);
  expect(err).not.to.match(/^\s+at .+:\d+:\d+\)?$/m);
  expect(out).to.equal("");
  expect(took).to.be.below(seconds);
}

describe("bad input of rampart preview", () => {
  for (const { what, fixture, args = ["--stack", "dev"], prepare, ...expected } of cases) {
    it(`${what}: a sentence, exit code ${expected.code}, and no half-written file`, async () => {
      const project = copyOf(fixture);
      try {
        prepare?.(project.cwd);
        const before = project.files();
        const run = await rampart([
          "preview",
          "--cwd",
          project.cwd,
          ...args,
          "--evidence",
          join(project.cwd, "evidence.json"),
        ]);
        judge(run, expected);
        // Where judging had begun, what was judged is left, and says that it is incomplete; a temporary file never is.
        const left = project.files().filter((file) => !before.includes(file));
        expect(left).to.deep.equal(expected.code === 3 ? ["evidence.json"] : []);
        if (expected.code === 2) return;
        const { run: how } = JSON.parse(readFileSync(join(project.cwd, "evidence.json"), "utf8")) as Evidence;
        expect(how.complete).to.equal(false);
        expect(how.incomplete).to.match(expected.says[0]!);
      } finally {
        project.remove();
      }
    });
  }
});

describe("rampart preview --debug", () => {
  it("shows the stack of a program that throws", async () => {
    const { code, err } = await rampart([
      "preview",
      "--cwd",
      join(projects, "cmd-throws"),
      "--stack",
      "dev",
      "--debug",
    ]);
    expect(code, err).to.equal(3);
    expect(err).to.match(/^rampart: the program failed: the colour of the key is not decided/);
    expect(err).to.match(/\n\s+at .*cmd-throws\/index\.js:\d+:\d+/);
  });
});

describe("bad input of rampart check", () => {
  for (const file of ["prose.txt", "helm-values.yaml", "chart-template.tpl", "empty.yaml"]) {
    it(`${file}, which is neither Kubernetes YAML nor a stack export`, async () => {
      const before = readdirSync(manifests);
      const run = await rampart(["check", "repaired-deployment.yaml", file, "--evidence", "evidence.json"], {
        cwd: manifests,
      });
      judge(run, {
        code: 2,
        says: [new RegExp(`^rampart: cannot judge ${file.replace(".", "\\.")}: `), /accepted are Kubernetes objects/],
      });
      expect(readdirSync(manifests)).to.deep.equal(before);
    });
  }
});
