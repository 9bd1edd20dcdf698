import { expect } from "chai";
import { parametersOf, podRules, posture } from "../../../../catalogue";
import { noSources } from "../../../../policypacks/compliance/facts/subject";
import { objectCheck } from "../../../../policypacks/compliance/policies/kubernetes/object-checks";
import { ruleParametersOf } from "../../../../policypacks/compliance/run/declarations";
import { restrictedContainer, unknown } from "../../../support/samples";

/** What is said of an object, each as rule, verdict and message. */
function said(type: string, props: Record<string, unknown>, kubernetesVersion?: string): string[] {
  const context = {
    posture: posture([]),
    parameters: parametersOf({}),
    ruleParameters: ruleParametersOf({}, []),
    provided: () => false,
    created: () => [],
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
  };
  const subject = { urn: "urn:a", type, name: "a", props, outputs: {}, ignoreChanges: [], sources: noSources };
  return objectCheck("PSS-01")
    .judge(subject, context)
    .map(({ rule, verdict, message }) => `${rule} ${verdict}: ${message}`);
}

const restricted = (more: Record<string, unknown> = {}) => ({
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  containers: [restrictedContainer("api")],
  ...more,
});
const privileged = (name: unknown) => {
  const container = restrictedContainer("app");
  return { ...container, name, securityContext: { ...(container["securityContext"] as object), privileged: true } };
};
const pod = (spec: unknown) => said("kubernetes:core/v1:Pod", { spec });
const passes = `undefined pass: meets the restricted Pod Security Standard (${podRules.length} rules)`;
const hidden = "the pod template cannot be known before deployment";

describe("PSS-01 what is said of pods", () => {
  it("is one pass where every rule is met", () => {
    expect(pod(restricted())).to.deep.equal([passes]);
    expect(
      said("kubernetes:batch/v1:CronJob", { spec: { jobTemplate: { spec: { template: { spec: restricted() } } } } }),
    ).to.deep.equal([passes]);
    expect(said("kubernetes:core/v1:Pod", { spec: restricted() }, "latest")).to.deep.equal([passes]);
  });

  it("is nothing of what carries no pods", () => {
    expect(said("aws:eks/cluster:Cluster", {})).to.deep.equal([]);
    expect(said("kubernetes:core/v1:ConfigMap", {})).to.deep.equal([]);
    expect(said("kubernetes:core/v1:ConfigMapList", { items: unknown })).to.deep.equal([]);
    expect(said("kubernetes:core/v1:PodPatch", { metadata: { labels: {} } })).to.deep.equal([]);
  });

  it("names the containers that break a rule, by name or by place", () => {
    const broken = (...containers: unknown[]) => pod(restricted({ containers }));
    const rule = "privileged fail: a container is privileged";
    expect(broken(restrictedContainer("api"), privileged("app"))).to.deep.equal([`${rule}: app`]);
    expect(broken(privileged("app"), privileged(unknown))).to.deep.equal([`${rule}: app, containers[1]`]);
    expect(pod(restricted({ initContainers: [privileged(undefined)] }))).to.deep.equal([`${rule}: initContainers[0]`]);
  });

  it("names no container where the pod itself breaks the rule", () => {
    const [only, ...others] = pod(restricted({ hostPID: true }));
    expect(others).to.deep.equal([]);
    expect(only).to.match(/^host-namespaces fail: [^:]+$/);
    expect(pod(restricted({ hostPID: unknown }))[0]).to.match(
      /^host-namespaces unknown: whether [^:]+ cannot be known before deployment$/,
    );
  });

  it("is one sentence where the template is absent, unknown or of the wrong type", () => {
    const template = (value: unknown) => said("kubernetes:apps/v1:Deployment", { spec: { template: value } });
    for (const value of [undefined, null])
      expect(template(value)).to.deep.equal(["shape fail: no pod template; expected one"]);
    for (const value of [unknown, { spec: unknown }])
      expect(template(value)).to.deep.equal([`shape unknown: ${hidden}`]);
    expect(said("kubernetes:apps/v1:Deployment", { spec: unknown })).to.deep.equal([`shape unknown: ${hidden}`]);
    expect(template({ spec: { containers: [7], hostPID: "yes" } })).to.deep.equal([
      "shape fail: spec.hostPID, spec.containers[0] is of the wrong type; the API server refuses it",
    ]);
    expect(template("x")).to.deep.equal([
      "shape fail: the pod template is of the wrong type; the API server refuses it",
    ]);
  });

  it("says where in a list", () => {
    const items = [{ spec: { template: unknown } }, unknown, { spec: { template: { spec: restricted() } } }];
    expect(said("kubernetes:apps/v1:DeploymentList", { items })).to.deep.equal([
      `shape unknown: items[0] (Deployment): ${hidden}`,
      "items unknown: items[1] cannot be known before deployment",
    ]);
    expect(said("kubernetes:core/v1:List", { items: unknown })).to.deep.equal([
      "items unknown: items cannot be known before deployment",
    ]);
  });
});
