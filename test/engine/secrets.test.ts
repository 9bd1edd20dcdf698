import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { temporaryFolder } from "../lab/folders";
import { judge } from "./gates/judge";
import { openCli, passphrase } from "./lab/cli";
import { findPlugins } from "./lab/plugins";
import { clone, fixture } from "./lab/project";
import { liveAndCollect, plantedIn } from "./secrets/deployment";
import { placesIn, withoutDebug } from "./secrets/places";
import { filesBelow, formsOf, found } from "./secrets/search";

const { plugins } = findPlugins();

/** What shows values on purpose: the word of a resource that a message names, and what ranges a rule lets in. */
const inMessages = ["container", "ingress", "endpoint"];
const written = ["setting", "member", "environment", "parameter", "stringData", "data", "link", "helm", "kubeconfig"];
const inputs = [...written, "component", "image", "allowed", ...inMessages];
const everything = [...inputs, "output", "computed"];

/** Where the twin of which secret has to be found, or the search is blind there. */
const visible: Record<string, string[]> = {
  "terminal: preview": inputs,
  "terminal: up": everything,
  "terminal: output": ["output", "computed"],
  "terminal: analyze": inMessages,
  "terminal: refresh": ["setting", "environment", "link", "stringData"],
  "terminal: rampart": inMessages,
  "terminal: destroy": ["member", "parameter", "data", "helm", "kubeconfig", "component", "image", ...inMessages],
  "event log: preview": inputs,
  "event log: up": everything,
  "event log: refresh": everything,
  "event log: destroy": ["setting", "member", "parameter", "helm", "kubeconfig", "component", "output", ...inMessages],
  "evidence: preview": [...inMessages, "allowed"],
  "evidence: up": [...inMessages, "allowed"],
  "evidence: rampart": [...inMessages, "allowed"],
  "backend: /.pulumi/stacks/": everything,
  "backend: /.pulumi/backups/": everything,
  "backend: /.pulumi/history/": everything,
  "backend afterwards: /.pulumi/backups/": everything,
  "project: /Pulumi.dev.yaml": ["setting", "member"],
  "project: /.rampart/": [...inMessages, "allowed"],
};

describe("secrets: the search", () => {
  const text = 'a "secret" ü/+?';
  const around = (before: string, after: string) => Buffer.from(`${before}${text}${after}`).toString("base64");
  const disguises: Record<string, string> = {
    plain: `x${text}x`,
    "in JSON": JSON.stringify({ text }),
    "in JSON in JSON": JSON.stringify({ inner: JSON.stringify({ text }) }),
    "in a URL": `?q=${encodeURIComponent(text)}&x`,
    "in base64": around("", ""),
    "in base64, moved by one": around("1", "after"),
    "in base64, moved by two": around("12", "af"),
    "in base64 of JSON": Buffer.from(JSON.stringify({ text })).toString("base64"),
    "in base64 for URLs": Buffer.from(`xx${text}`).toString("base64url"),
  };
  for (const [name, disguise] of Object.entries(disguises)) {
    it(`finds a text ${name}`, () => expect(found(disguise, { text })).to.deep.equal(["text"]));
  }

  it("finds no other text, and looks for no form so short that it may stand anywhere", () => {
    expect(found(Object.values(disguises).join(), { text: 'another "secret" ü/+?' })).to.deep.equal([]);
    expect(Math.min(...formsOf("10.0.0.0/8").map(({ length }) => length))).to.be.greaterThan(8);
  });
});

describe("secrets: one in each place where a program can put it", () => {
  let texts: Record<string, string>;
  let hidden: Record<string, string>;
  let plain: Record<string, string>;

  before(async () => {
    const project = fixture("engine-secrets", { manifest: { plugins } });
    const planted = plantedIn(project);
    const traces = await liveAndCollect(project, planted);
    texts = traces.texts;
    const side = (index: 0 | 1) =>
      Object.fromEntries(
        Object.entries({ ...planted, computed: traces.computed }).map(([key, two]) => [key, two[index]]),
      );
    hidden = { ...side(0), passphrase };
    plain = side(1);
  });

  for (const [where, places] of Object.entries(visible)) {
    it(`has a search that sees the twins: ${where}`, () => {
      const within = Object.entries(texts).filter(([name]) => name.startsWith(where));
      const seen = new Set(within.flatMap(([, text]) => found(text, plain)));
      expect([...seen]).to.include.members(places);
    });
  }

  it("is planted in every place that the file names, and in no less", () => {
    expect(Object.keys(plain)).to.have.members(everything);
  });

  it("shows none of them: state, history, event log, evidence, terminal, project and temporary files", () => {
    expect(Object.keys(texts).filter((name) => name.startsWith("temporary: "))).not.to.deep.equal([]);
    const leaks = Object.entries(texts).flatMap(([name, text]) => {
      const places = found(name.startsWith("event log: ") ? withoutDebug(text) : text, hidden);
      return places.length === 0 ? [] : [`${name}: ${places.join(", ")}`];
    });
    expect(leaks).to.deep.equal([]);
  });

  it("says [secret] where a message of the pack would name one", () => {
    const messages = (JSON.parse(texts["evidence: up"]!) as { findings: { message: string }[] }).findings.map(
      ({ message }) => message,
    );
    expect(messages).to.include.members([
      "ingress is open to the internet (IPv4) through [secret]; expected narrow CIDRs",
      "ingress from [secret] only",
      "a container is privileged: [secret]",
      "a container is privileged: plain-container-f69b",
    ]);
  });

  // Pulumi's SDK sends each answer of the engine as a debug line, and the event log keeps them; a terminal does with --debug.
  it("knows of one leak that is not ours: debug lines in an event log hold what the settings do not", () => {
    const inDebug = found(texts["event log: up"]!, hidden);
    expect(inDebug).to.include.members(["parameter", "stringData", "helm", "image"]);
    expect(inDebug).not.to.include.members(["setting", "member", "passphrase"]);
  });
});

describe("secrets: the settings of our own stack", () => {
  const planted = {
    principal: "arn:aws:iam::111122223333:role/hidden-principal",
    subscriber: "hidden-subscriber-7f31@example.com",
    tag: "hidden-tag-7f31",
  };
  let terminal: string;
  let log: string;
  let state: string;
  let rest: Record<string, string>;

  before(async () => {
    const project = clone({ environment: "dev", manifest: { plugins } });
    const lab = await openCli(project);
    const logFile = join(temporaryFolder("log"), "events.json");
    const secret = (path: string, value: string) => ["--secret", `${path}=${value}`];
    const set = ["config", "set-all", "--path", ...secret("rampart:access.admins[0]", planted.principal)];
    const subscriber = secret("rampart:alerts.subscriptions[0].endpoint", planted.subscriber);
    const configured = await lab.run(...set, ...subscriber, ...secret("rampart:tags.owner", planted.tag));
    const pack = join(project.folder, "policypacks/compliance");
    const up = await judge(lab, { pack }, "up", "--yes", "--skip-preview", "--diff", "--event-log", logFile);
    expect(up.code, up.text.slice(-2000)).to.equal(0);
    terminal = configured.text + up.text;
    log = readFileSync(logFile, "utf8");
    const stateFile = join(lab.env["PULUMI_BACKEND_URL"]!.slice("file://".length), ".pulumi/stacks/rampart/dev.json");
    state = readFileSync(stateFile, "utf8");
    rest = { ...filesBelow(join(project.folder, ".rampart")), ...filesBelow(join(project.folder, "stacks")) };
  });

  it("are in no terminal output, no evidence and no settings file", () => {
    expect(terminal).to.contain("[secret]");
    expect(found(terminal, planted)).to.deep.equal([]);
    expect(Object.keys(rest).map((path) => path.split("/").at(-1))).to.include.members(["dev.json", "Pulumi.dev.yaml"]);
    expect(
      Object.entries(rest).flatMap(([path, text]) => (found(text, planted).length > 0 ? [path] : [])),
    ).to.deep.equal([]);
  });

  // Pulumi keeps ids in plain text, and AWS makes these of the principal; its provider gives all tags back unmarked.
  it("are in the state and in the event log only where AWS puts them: in ids and names that it makes, and in tagsAll", () => {
    const { resources } = (JSON.parse(state) as { checkpoint: { latest: { resources: { type: string }[] } } })
      .checkpoint.latest;
    const inState = new Set(
      resources.flatMap((each) => placesIn(each, planted).map((path) => `${typeOf(each)} ${path}`)),
    );
    expect([...inState].sort()).to.deep.equal([
      "AccessEntry id",
      "AccessEntry outputs.id",
      "AccessEntry outputs.userName",
      "AccessPolicyAssociation id",
      "AccessPolicyAssociation outputs.id",
      "any outputs.tagsAll.owner",
    ]);
    const events = log.split("\n").filter((line) => line !== "");
    const inLog = new Set(events.flatMap((line) => placesIn(JSON.parse(line), planted)));
    expect([...inLog]).to.deep.equal(["resOutputsEvent.metadata.new.id"]);
  });
});

const typeOf = ({ type }: { type: string }) => (/:Access\w+$/.exec(type) ? type.split(":").at(-1)! : "any");
