import { expect } from "chai";
import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { readTargets } from "../../../cli/check/read-target";
import { CliError } from "../../../cli/errors";
import { asSecret, unknown } from "../../../cli/preview/wire";

const fixtures = resolve(__dirname, "../../fixtures/manifests");
const only = (file: string) => readTargets(fixtures, [file])[0]!;
const named = (file: string) => only(file).registrations.map(({ type, name }) => `${type} ${name}`);

describe("files that check reads", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "rampart-check-"))));
  after(() => rmSync(folder, { recursive: true }));

  const written = (content: string | Buffer, name = "file.yaml") => {
    writeFileSync(join(folder, name), content);
    return readTargets(folder, [name])[0]!;
  };
  const refusal = (content: string | Buffer): string => {
    try {
      written(content);
    } catch (error) {
      if (error instanceof CliError && error.exitCode === 2) return error.message;
      throw error;
    }
    throw new Error("it was not refused");
  };

  describe("Kubernetes objects", () => {
    it("become resources of Pulumi's types, with the namespace in their names", () => {
      const target = only("repaired-deployment.yaml");
      expect(target).to.include({ mode: "manifests", project: "repaired-deployment", stack: "manifests" });
      const [deployment] = target.registrations;
      expect(deployment).to.include({
        urn: "urn:pulumi:manifests::repaired-deployment::kubernetes:apps/v1:Deployment::shop/web",
        type: "kubernetes:apps/v1:Deployment",
        name: "shop/web",
        custom: true,
        remote: false,
        external: false,
        provider: "",
      });
      expect(deployment?.inputs).to.deep.include({ kind: "Deployment", apiVersion: "apps/v1" });
    });

    it("are read from several documents; empty ones are left out, and dates stay texts", () => {
      expect(named("several-documents.yaml")).to.deep.equal([
        "kubernetes:core/v1:ResourceQuota shop/shop",
        "kubernetes:core/v1:ConfigMap shop/settings",
      ]);
      expect(only("several-documents.yaml").registrations[1]?.inputs["data"]).to.deep.equal({ started: "2027-01-31" });
    });

    it("are taken out of lists, of lists in lists, and from items that leave out their kind", () => {
      expect(named("privileged-list.yaml")).to.deep.equal([
        "kubernetes:core/v1:ServiceAccount shop/web",
        "kubernetes:apps/v1:Deployment shop/web",
      ]);
      expect(only("privileged-list.yaml").registrations[1]?.inputs).to.include({
        apiVersion: "apps/v1",
        kind: "Deployment",
      });
    });

    it("have the truth values of YAML 1.1, as the API server reads them", () => {
      const target = written("apiVersion: v1\nkind: Pod\nspec: { hostNetwork: yes, hostPID: 'yes', hostIPC: off }\n");
      expect(target.registrations[0]?.inputs["spec"]).to.deep.equal({
        hostNetwork: true,
        hostPID: "yes",
        hostIPC: false,
      });
    });

    it("have them, and merge keys, under a header of another version too", () => {
      for (const header of ["", "%YAML 1.1\n---\n", "%YAML 1.2\n---\n"]) {
        const text = `${header}apiVersion: v1\nkind: Pod\nx-base: &base { hostPID: yes }\nspec: { <<: *base, hostIPC: off, day: 2027-01-31 }\n`;
        expect(written(text).registrations[0]?.inputs["spec"], header).to.deep.equal({
          hostPID: true,
          hostIPC: false,
          day: "2027-01-31",
        });
      }
    });

    it("may be of a kind that only sounds like a list", () => {
      const { registrations } = written("apiVersion: x.io/v1\nkind: AllowList\nmetadata: { name: a }\nitems: [a, b]\n");
      expect(registrations.map(({ type, inputs }) => [type, inputs["items"]])).to.deep.equal([
        ["kubernetes:x.io/v1:AllowList", ["a", "b"]],
      ]);
    });

    it("may be JSON", () => {
      const pod = { apiVersion: "v1", kind: "Pod", metadata: { generateName: "job-" } };
      expect(written(JSON.stringify(pod)).registrations[0]).to.include({
        name: "job-",
        type: "kubernetes:core/v1:Pod",
      });
    });

    it("may be JSON that YAML would refuse: a member twice, after a mark of the byte order", () => {
      const text = '\uFEFF{"apiVersion":"v1","kind":"Secret","kind":"Pod","metadata":{"name":"a"}}';
      expect(written(text).registrations.map(({ type }) => type)).to.deep.equal(["kubernetes:core/v1:Pod"]);
    });

    it("without a name are called unnamed", () => {
      expect(written("apiVersion: v1\nkind: Pod\n").registrations[0]?.name).to.equal("unnamed");
    });

    it("of one name keep apart, within a file and between files", () => {
      const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n";
      const urns = written(`${pod}---\n${pod}`).registrations.map(({ urn }) => urn);
      expect(new Set(urns).size).to.equal(2);
      const projects = readTargets(fixtures, ["several-documents.yaml", "../manifests/several-documents.yaml"]);
      expect(projects.map(({ project }) => project)).to.deep.equal(["several-documents", "several-documents-2"]);
    });

    it("of every kind that is a list of something are never judged as the list itself", () => {
      const name = fc.stringMatching(/^[A-Z][a-z]{1,8}$/);
      fc.assert(
        fc.property(name, fc.integer({ min: 1, max: 3 }), (kind, depth) => {
          let object: Record<string, unknown> = { apiVersion: "x.io/v1", kind, metadata: { name: "a" } };
          for (let level = 0; level < depth; level++) object = { apiVersion: "v1", kind: "List", items: [object] };
          const { registrations } = written(JSON.stringify(object));
          expect(registrations.map(({ type }) => type)).to.deep.equal([`kubernetes:x.io/v1:${kind}`]);
        }),
      );
    });
  });

  describe("stack exports", () => {
    it("become the resources of their stack, without those that are about to be deleted", () => {
      const target = only("stack-export.json");
      expect(target).to.include({ mode: "stack-export", project: "shop", stack: "prod" });
      expect(named("stack-export.json")).to.deep.equal([
        "pulumi:pulumi:Stack shop-prod",
        "pulumi:providers:aws default_7_48_0",
        "aws:kms/key:Key data",
        "aws:secretsmanager/secretVersion:SecretVersion token",
      ]);
    });

    it("keep parents, providers, dependencies, options and outputs", () => {
      const [stack, provider, key, secret] = only("stack-export.json").registrations;
      expect(stack).to.include({ custom: false });
      expect(key).to.include({ parent: stack!.urn, custom: true });
      expect(key!.provider.startsWith(`${provider!.urn}::`)).to.equal(true);
      expect(key!.options.protect).to.equal(true);
      expect(key!.outputs["arn"]).to.match(/^arn:aws:kms:/);
      expect(key!.inputs).not.to.have.property("arn");
      expect(secret!.dependencies).to.deep.equal([key!.urn]);
      expect(secret!.propertyDependencies).to.deep.equal({ secretId: [key!.urn], secretString: [] });
    });

    it("keep every option of a resource, and nothing that it does not say", () => {
      const urn = "urn:pulumi:prod::shop::a:b:C::d";
      const read = (more: object) =>
        written(JSON.stringify({ deployment: { resources: [{ urn, type: "a:b:C", ...more }] } })).registrations[0];
      const bare = {
        urn,
        type: "a:b:C",
        name: "d",
        custom: false,
        remote: false,
        external: false,
        inputs: {},
        outputs: {},
        provider: "",
        providers: {},
        dependencies: [],
        propertyDependencies: {},
        options: { ignoreChanges: [], replaceOnChanges: [], aliases: [], additionalSecretOutputs: [] },
      };
      expect(read({})).to.deep.equal(bare);
      expect(read({ external: true })).to.deep.equal({ ...bare, external: true });
      expect(read({ protect: true, retainOnDelete: true, deletedWith: "urn:other" })).to.deep.equal({
        ...bare,
        options: { ...bare.options, protect: true, retainOnDelete: true, deletedWith: "urn:other" },
      });
    });

    it("keep encrypted secrets closed: they are unknown", () => {
      const text = JSON.stringify(only("stack-export.json").registrations);
      expect(only("stack-export.json").registrations[3]?.inputs["secretString"]).to.equal(unknown);
      expect(text).not.to.contain("ciphertext");
    });

    it("keep shown secrets secret, and take a broken one for unknown", () => {
      const secret = (plaintext: string) => ({
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        plaintext,
      });
      const urn = "urn:pulumi:prod::shop::a:b:C::d";
      const inputs = { good: [secret('"hunter2"')], broken: secret("{") };
      const target = written(
        JSON.stringify({ version: 3, deployment: { resources: [{ urn, type: "a:b:C", inputs }] } }),
      );
      expect(target.registrations[0]?.inputs).to.deep.equal({ good: [asSecret("hunter2")], broken: unknown });
    });
  });

  describe("anything else is refused, in a sentence with the file, the reason and what is accepted", () => {
    const accepted = "; accepted are Kubernetes objects in YAML or JSON, and the output of `pulumi stack export`";
    const cases: [string, string | Buffer, string][] = [
      ["a map of another kind", "image: a\n", "document 1 has no apiVersion and kind"],
      ["an object without a kind", "apiVersion: v1\n", "document 1 has no apiVersion and kind"],
      ["an object without a version", "kind: Pod\n", "document 1 has no apiVersion and kind"],
      ["an object with an empty kind", "apiVersion: v1\nkind: ''\n", "document 1 has no apiVersion and kind"],
      ["an object with an empty version", "apiVersion: ''\nkind: Pod\n", "document 1 has no apiVersion and kind"],
      ["an object whose kind is a number", "apiVersion: v1\nkind: 1\n", "document 1 has no apiVersion and kind"],
      ["a text", "Just a sentence.\n", "document 1 is no map"],
      [
        "a second document of another kind",
        "apiVersion: v1\nkind: Pod\n---\na: 1\n",
        "document 2 has no apiVersion and kind",
      ],
      [
        "an item of another kind",
        "apiVersion: v1\nkind: List\nitems: [{ a: 1 }]\n",
        "document 1, items[0] has no apiVersion and kind",
      ],
      [
        "items that are no list",
        "apiVersion: v1\nkind: List\nitems: 3\n",
        "document 1 is a List whose items are no list",
      ],
      ["a text in a list", "apiVersion: v1\nkind: List\nitems: [a]\n", "document 1, items[0] is no map"],
      [
        "a text in a list of a kind, beside an object",
        "apiVersion: v1\nkind: PodList\nitems: [{ metadata: { name: a } }, b]\n",
        "document 1, items[1] is no map",
      ],
      ["nothing but a comment", "# empty\n", "it holds no object"],
      ["an empty list", "apiVersion: v1\nkind: List\nitems: []\n", "it holds no object"],
      ["a list without items", "apiVersion: v1\nkind: List\n", "it holds no object"],
      ["an empty file", "", "it holds no object"],
      ["a binary file", Buffer.from([1, 0, 2]), "it is a binary file"],
      ["an empty stack", '{"version":3,"deployment":{}}', "it is a stack export without resources: the stack is empty"],
      ["a resource without a URN", '{"deployment":{"resources":[{"type":"a"}]}}', "deployment.resources[0] has no urn"],
      [
        "a resource whose URN is none",
        '{"deployment":{"resources":[{"urn":"a","type":"a"}]}}',
        "deployment.resources[0] has no urn",
      ],
      ["a resource that is no map", '{"deployment":{"resources":[7]}}', "deployment.resources[0] is no map"],
    ];
    for (const [what, content, reason] of cases) {
      it(what, () => {
        expect(refusal(content)).to.equal(`cannot judge file.yaml: ${reason}${accepted}`);
      });
    }

    it("YAML that does not parse, with the line", () => {
      expect(refusal("a: 1\nb: [1\n")).to.match(/^cannot judge file\.yaml: it is not YAML \(line \d+: .+\); accepted/);
    });

    it("lists in lists, and anything else, at a depth that nothing can take apart", () => {
      const lists = (depth: number) =>
        `${'{"apiVersion":"v1","kind":"List","items":['.repeat(depth)}{"apiVersion":"v1","kind":"Pod"}${"]}".repeat(depth)}`;
      const map = `{"apiVersion":"v1","kind":"ConfigMap","data":${"[".repeat(8000)}${"]".repeat(8000)}}`;
      for (const content of [lists(8000), `# YAML\n${lists(8000)}`, lists(250), map]) {
        expect(refusal(content)).to.equal(`cannot judge file.yaml: it is nested more than 500 levels deep${accepted}`);
      }
      expect(written(lists(249)).registrations).to.have.length(1);
    });

    it("an alias bomb", () => {
      const levels = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n},`.repeat(9)}]`);
      expect(refusal(["l0: &l0 [x]", ...levels].join("\n"))).to.match(/it cannot be expanded/);
    });

    it("a file that is not there, and a folder", () => {
      expect(() => readTargets(fixtures, ["none.yaml"])).to.throw(
        CliError,
        "cannot judge none.yaml: there is no such file",
      );
      expect(() => readTargets(fixtures, ["."])).to.throw(CliError, "cannot judge .: it is a folder");
    });

    it("every bad file at once, and before any good one is judged", () => {
      expect(() => readTargets(fixtures, ["helm-values.yaml", "repaired-deployment.yaml", "prose.txt"])).to.throw(
        CliError,
        [
          "cannot judge these files:",
          "  helm-values.yaml: document 1 has no apiVersion and kind",
          "  prose.txt: document 1 is no map",
          "accepted are",
        ].join("\n"),
      );
    });
  });
});
