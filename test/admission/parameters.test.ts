import { expect } from "chai";
import { Enforcement, gatekeeperObjects, podVariables, type RuleSet } from "../../catalogue";
import type { AdmissionExclusion } from "../../catalogue";
import type { AdmissionInput } from "../../catalogue/admission/input";
import { until } from "../lab/patience";
import { accepted, type ApiObject, messageOf } from "./lab/api-client";
import type { Laboratory } from "./lab/laboratory";
import { enforcesLast } from "./lab/laboratory";
import { createNamespace } from "./lab/namespaces";
import { installNative, removeAll } from "./lab/native";
import { compliantPod, compliantSpec } from "./lab/pods";
import { admissionLab } from "./lab/shared";

/** A rule with a parameter, about kinds of which one is only warned about. */
const images: RuleSet = {
  id: "images",
  subject: "pod-template",
  kinds: [
    { apiGroups: [""], kinds: ["Pod"] },
    { apiGroups: ["apps"], kinds: ["Deployment", "ReplicaSet"] },
    { apiGroups: ["batch"], kinds: ["Job"], warnOnly: "A sample." },
  ],
  variables: podVariables,
  rules: [
    {
      id: "lab-registry",
      control: "LAB-01",
      expression: "variables.ctrs.all(c, variables.registries.exists(r, c.image.startsWith(r)))",
      message: "an image comes from elsewhere",
      remediation: "Take it from a registry that is named",
      parameters: ["registries"],
    },
  ],
};

const denial = "LAB-01/lab-registry: an image comes from elsewhere. Take it from a registry that is named";

const exclusionsIn = (namespace: string): AdmissionExclusion[] => [
  { control: "LAB-01", kind: "Pod", namespace, name: "agent" },
  { control: "LAB-01", kind: "Deployment", namespace, name: "web" },
  { control: "LAB-02", kind: "Pod", namespace, name: "other" },
];

function inputOf(namespace: string, registries: string[], exclusions = exclusionsIn(namespace)): AdmissionInput {
  const none: string[] = [];
  const parameters = { registries, exposed: none, clusterAdmins: none, trustedRoles: none, platformNamespaces: none };
  return { sets: [images], parameters, exemptNamespaces: ["kube-system"], exclusions, enforcement: Enforcement.Deny };
}

const pod = (namespace: string, name: string, image: string): ApiObject => {
  const spec = compliantSpec();
  const containers = (spec["containers"] as object[]).map((each) => ({ ...each, image }));
  return { ...compliantPod(namespace, name), spec: { ...spec, containers } };
};

const workload = (apiVersion: string, kind: string, namespace: string, name: string): ApiObject => {
  const { spec } = pod(namespace, name, "elsewhere.example/app:1") as unknown as { spec: object };
  const labels = { app: name };
  const template = { metadata: { labels }, spec: kind === "Job" ? { ...spec, restartPolicy: "Never" } : spec };
  const selector = kind === "Job" ? {} : { selector: { matchLabels: labels } };
  return { apiVersion, kind, metadata: { name, namespace }, spec: { ...selector, template } };
};

describe("admission: parameters and exclusions", () => {
  let lab: Laboratory;
  before(async () => (lab = await admissionLab()));

  /** What the one rule says of an object: `denied`, `warned`, or nothing; others of the laboratory may say more. */
  async function said(object: ApiObject): Promise<string> {
    const answer = await lab.pipeline.create(object, { dryRun: true });
    if (!accepted(answer) && messageOf(answer).includes(denial)) return "denied";
    if (answer.warnings.some((each) => each.includes(denial))) return "warned";
    const failure = messageOf(answer);
    if (!accepted(answer) && /no such key|lab-registry|LAB-01/.test(failure)) throw new Error(failure);
    return "";
  }

  function holds(namespace: string): void {
    const named = (kind: string, name: string) =>
      kind === "Pod"
        ? pod(namespace, name, "elsewhere.example/app:1")
        : workload(kind === "Job" ? "batch/v1" : "apps/v1", kind, namespace, name);

    it("compare with the values that were given", async () => {
      expect(await said(pod(namespace, "mine", "mine.example/app:1"))).to.equal("");
      expect(await said(pod(namespace, "mine", "ours.example/team/app:1"))).to.equal("");
      expect(await said(pod(namespace, "mine", "ours.example/app:1"))).to.equal("denied");
      expect(await said(named("Pod", "mine"))).to.equal("denied");
    });

    it("leave out what a waiver names, and what controllers make of it", async () => {
      for (const [kind, name] of [
        ["Pod", "agent"],
        ["Deployment", "web"],
        ["ReplicaSet", "web-6b7d9c5f8"],
        ["Pod", "web-6b7d9c5f8-x2x9p"],
      ] as const)
        expect(await said(named(kind, name)), `${kind} ${name}`).to.equal("");
    });

    it("judge everything else: other kinds, longer names, waivers of other controls", async () => {
      for (const [kind, name] of [
        ["Pod", "agent-2"],
        ["Pod", "web"],
        ["Deployment", "agent"],
        ["Deployment", "web-admin"],
        ["Pod", "web-admin-6b7d9c5f8-x2x9p"],
        ["Pod", "other"],
      ] as const)
        expect(await said(named(kind, name)), `${kind} ${name}`).to.equal("denied");
    });

    it("know the name that the API server makes up", async () => {
      const made = (generateName: string) => {
        const object = named("Pod", "any");
        return { ...object, metadata: { namespace, generateName } } as unknown as ApiObject;
      };
      expect(await said(made("web-6b7d9c5f8-"))).to.equal("");
      expect(await said(made("webb-6b7d9c5f8-"))).to.equal("denied");
    });

    it("only warn about kinds that are only warned about", async () => {
      expect(await said(named("Job", "load"))).to.equal("warned");
    });
  }

  describe("at the webhook", () => {
    const namespace = "parameters";
    let objects: ApiObject[] = [];

    /** The template and constraints, for this namespace and one beside it, once the webhook enforces them. */
    async function install(input: AdmissionInput): Promise<void> {
      const { templates, constraints } = gatekeeperObjects(input);
      const here = constraints.map(({ spec, ...rest }) => {
        return { ...rest, spec: { ...spec, match: { ...spec.match, namespaces: [namespace, `${namespace}-2`] } } };
      });
      objects = [...templates, ...here].map((each) => ({ ...each }) as unknown as ApiObject);
      for (const object of objects) {
        await until(object.kind, () => lab.admin.serves(object.apiVersion, object.kind));
        const answer = await lab.admin.apply(object);
        if (!accepted(answer)) throw new Error(messageOf(answer));
      }
      for (const constraint of objects.slice(templates.length))
        await until(`${constraint.metadata.name} to be enforced`, async () =>
          enforcesLast(await lab.admin.read(constraint)),
        );
    }

    before(async () => {
      for (const each of [namespace, `${namespace}-2`]) await createNamespace(lab, each);
      await install(inputOf(namespace, ["mine.example/", "ours.example/team/"]));
    });
    after(() => removeAll(lab, objects));

    holds(namespace);

    it("judge the same names elsewhere", async () => {
      expect(await said(pod(`${namespace}-2`, "agent", "elsewhere.example/app:1"))).to.equal("denied");
    });

    it("take other values without another template, and refuse everything where there are none", async () => {
      await install(inputOf(namespace, [], []));
      const mine = pod(namespace, "agent", "mine.example/app:1");
      await until("the constraint to be changed", async () => (await said(mine)) === "denied");
      await install(inputOf(namespace, ["mine.example/"], []));
      await until("the constraint to be changed back", async () => (await said(mine)) === "");
      expect(await said(pod(namespace, "agent", "ours.example/team/app:1"))).to.equal("denied");
    });

    it("refuse a parameter that the rule does not name, and one of another type", async () => {
      const constraint = structuredClone(objects.find(({ kind }) => kind === "RampartLab01Images")!);
      const { spec } = constraint as unknown as { spec: { parameters: Record<string, unknown> } };
      spec.parameters["registries"] = "mine.example/";
      expect(messageOf(await lab.admin.apply(constraint, { dryRun: true }))).to.include("registries");
      spec.parameters = { exclusions: [], registries: [], exposed: [] };
      expect(messageOf(await lab.admin.apply(constraint, { dryRun: true }))).to.include("exposed");
    });
  });

  describe("in policies of the API server", () => {
    const namespace = "parameters-native";
    let objects: ApiObject[] = [];
    before(async () => {
      objects = await installNative(lab, namespace, inputOf(namespace, ["mine.example/", "ours.example/team/"]));
      const foreign = pod(namespace, "any", "elsewhere.example/app:1");
      await until("the policy to be in force", async () => (await said(foreign)) === "denied");
    });
    after(() => removeAll(lab, objects));

    holds(namespace);

    it("refuse everything where there are no values", async () => {
      const home = `${namespace}-none`;
      const none = await installNative(lab, home, {
        ...inputOf(home, [], []),
        sets: [{ ...images, id: "none", rules: images.rules.map((rule) => ({ ...rule, id: "lab-none" })) }],
      });
      const refusal = async () =>
        messageOf(await lab.pipeline.create(pod(home, "any", "mine.example/a:1"), { dryRun: true }));
      try {
        await until("the policy to deny", async () => (await refusal()).includes("LAB-01/lab-none: an image"));
      } finally {
        await removeAll(lab, none);
      }
    });
  });
});
