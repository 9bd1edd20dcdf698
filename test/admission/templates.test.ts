import { expect } from "chai";
import { ruleSets, setsAt } from "../../catalogue";
import { ruleGroups } from "../../catalogue/admission/groups";
import { until } from "../lab/patience";
import { accepted, type ApiObject, messageOf } from "./lab/api-client";
import { isConstraint, type Laboratory, type PodStatus, podStatuses } from "./lab/laboratory";
import { createNamespace } from "./lab/namespaces";
import { compliantPod } from "./lab/pods";
import { admissionLab } from "./lab/shared";
import { kubernetesVersionOf } from "./lab/recorded";

interface Template {
  spec: { targets: { code: { engine: string; source: Source }[] }[] };
  status: { created: boolean };
}

interface Source {
  failurePolicy: string;
  generateVAP: boolean;
  variables: { name: string; expression: string }[];
  validations: { expression: string }[];
}

const messagesOf = ({ errors = [] }: PodStatus) => errors.map(({ message }) => message);

describe("admission: the rules in Gatekeeper", () => {
  let lab: Laboratory;
  before(async () => (lab = await admissionLab()));
  const appliedTemplates = () =>
    lab.applied.map(({ object }) => object).filter(({ kind }) => kind === "ConstraintTemplate");

  it("are those of the catalogue, word by word, and fail closed", async () => {
    const groups = ruleGroups(setsAt(ruleSets, kubernetesVersionOf(lab.registrations)));
    const held = await Promise.all(
      appliedTemplates().map(async (object) => {
        const { spec } = (await lab.admin.read(object)).body as unknown as Template;
        const { engine, source } = spec.targets[0]!.code[0]!;
        expect([engine, source.failurePolicy, source.generateVAP]).to.deep.equal([
          "K8sNativeValidation",
          "Fail",
          false,
        ]);
        const texts = source.validations.map(({ expression }) => expression);
        const { variables, parameters, rules } = groups.find((each) => each.rules[0]!.expression === texts[0])!;
        const bound = parameters.map((name) => ({ name, expression: `variables.params.${name}` }));
        expect(source.variables).to.deep.equal([...bound, ...variables]);
        expect(texts).to.deep.equal(rules.map(({ expression }) => expression));
        return texts;
      }),
    );
    expect(held.flat()).to.have.members(groups.flatMap(({ rules }) => rules.map(({ expression }) => expression)));
  });

  it("are ready: each template has made its kind without an error", async () => {
    for (const object of appliedTemplates()) {
      const answer = await lab.admin.read(object);
      expect((answer.body as unknown as Template).status.created, object.metadata.name).to.equal(true);
      const said = podStatuses(answer);
      expect(said.map(({ id }) => id)).to.include("gatekeeper-webhook");
      expect(
        said.flatMap(({ errors = [] }) => errors),
        object.metadata.name,
      ).to.deep.equal([]);
    }
  });

  it("are in force: the webhook says so of each constraint", async () => {
    const constraints = lab.applied.map(({ object }) => object).filter(isConstraint);
    const kinds = new Set(constraints.map(({ kind }) => kind.toLowerCase()));
    expect([...kinds]).to.have.members(appliedTemplates().map(({ metadata }) => metadata.name));
    for (const object of constraints) {
      const said = podStatuses(await lab.admin.read(object)).find(({ id }) => id === "gatekeeper-webhook");
      expect(said, object.metadata.name).to.deep.include({ enforced: true });
      expect(messagesOf(said!)).to.deep.equal([]);
      expect(said!.operations).to.include("webhook");
    }
  });

  /** A rule that cannot be evaluated, for one namespace. */
  async function install(failurePolicy: "Fail" | "Ignore"): Promise<ApiObject[]> {
    const original = appliedTemplates().find(({ metadata }) => metadata.name === "rampartpss01podsbaseline")!;
    const kind = `Broken${failurePolicy}`;
    const spec = structuredClone(original["spec"]) as {
      crd: { spec: { names: { kind: string } } };
      targets: { code: { source: Source }[] }[];
    };
    spec.crd.spec.names.kind = kind;
    Object.assign(spec.targets[0]!.code[0]!.source, {
      failurePolicy,
      validations: [{ expression: "variables.pod.no.such.member == 1", message: "never evaluated" }],
    });
    const template = { ...original, metadata: { name: kind.toLowerCase() }, spec };
    const constraint = {
      apiVersion: "constraints.gatekeeper.sh/v1beta1",
      kind,
      metadata: { name: kind.toLowerCase() },
      spec: {
        match: { kinds: [{ apiGroups: [""], kinds: ["Pod"] }], namespaces: [kind.toLowerCase()] },
        parameters: { exclusions: [] },
      },
    };
    await createNamespace(lab, kind.toLowerCase());
    for (const object of [template, constraint]) {
      await until(`${object.kind}`, () => lab.admin.serves(object.apiVersion, object.kind));
      const answer = await lab.admin.apply(object);
      if (!accepted(answer)) throw new Error(messageOf(answer));
    }
    await until(`${kind} to be in force`, async () =>
      podStatuses(await lab.admin.read(constraint)).some(({ enforced }) => enforced),
    );
    return [constraint, template];
  }

  it("would let everything pass with another failure policy, once they cannot be evaluated", async () => {
    const installed = [...(await install("Fail")), ...(await install("Ignore"))];
    try {
      const closed = await lab.pipeline.create(compliantPod("brokenfail"), { dryRun: true });
      expect(messageOf(closed)).to.match(/^403: .*\[brokenfail\] .*no such key/);
      const open = await lab.pipeline.create(compliantPod("brokenignore"), { dryRun: true });
      expect(accepted(open), messageOf(open)).to.equal(true);
    } finally {
      for (const object of installed) await lab.admin.remove(object);
    }
  });
});
