import { expect } from "chai";
import {
  broken,
  restrictedContainer,
  restrictedTemplate,
  type Sample,
  samples,
  unknown,
} from "../../../support/samples";
import { cases } from "../cases";
import { run } from "../harness";

const deployment = samples.deployment();
const template = "spec.template.spec";

/** The deployment with another pod spec. */
const pod = (change: (spec: Record<string, unknown>) => void, type = deployment.type): Sample => {
  const { spec } = restrictedTemplate();
  change(spec);
  return { ...broken(deployment, template, spec), type };
};
const container = (change: Record<string, unknown>): Sample =>
  pod((spec) => (spec["containers"] = [{ ...restrictedContainer("api"), ...change }]));
const privileged = {
  ...restrictedContainer("app"),
  securityContext: { privileged: true, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
};

const object = (kind: string, apiVersion: string, type: string, spec: unknown): Sample => ({
  type,
  name: "api",
  props: { apiVersion, kind, metadata: { name: "api" }, spec },
});
const badTemplate = { spec: { ...restrictedTemplate().spec, containers: [privileged] } };
const badDeployment = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "bad" },
  spec: { template: badTemplate },
};
const patch = (template: unknown): Sample =>
  object("Deployment", "apps/v1", "kubernetes:apps/v1:DeploymentPatch", { template });
const listOf = (type: string, ...items: unknown[]): Sample => ({ type, name: "list", props: { items } });

describe("PSS-01 pods", () => {
  cases("PSS-01", [
    ["a restricted deployment", [deployment], "pass", "meets the restricted Pod Security Standard"],
    [
      "a privileged container",
      [pod((spec) => (spec["containers"] = [restrictedContainer("web"), privileged]))],
      "fail",
      "a container is privileged: app",
    ],
    [
      "a privileged init container",
      [pod((spec) => (spec["initContainers"] = [privileged]))],
      "fail",
      "privileged: app",
    ],
    ["a privileged ephemeral container", [pod((spec) => (spec["ephemeralContainers"] = [privileged]))], "fail"],
    ["the host's network", [pod((spec) => (spec["hostNetwork"] = true))], "fail", "shares the network"],
    ["no security context at all", [pod((spec) => delete spec["securityContext"])], "fail", "may run as root"],
    [
      "a host path",
      [pod((spec) => (spec["volumes"] = [{ name: "host", hostPath: { path: "/" } }]))],
      "fail",
      "mounts a path",
    ],
    ["a volume that is only named", [pod((spec) => (spec["volumes"] = [{ name: "scratch" }]))], "pass"],
    [
      "an unsafe annotation",
      [
        broken(deployment, "spec.template.metadata.annotations", {
          "container.apparmor.security.beta.kubernetes.io/api": "unconfined",
        }),
      ],
      "fail",
      "AppArmor",
    ],
    [
      "user 0",
      [container({ securityContext: { ...(restrictedContainer("x")["securityContext"] as object), runAsUser: 0 } })],
      "fail",
      "user 0",
    ],
    [
      "an unknown flag",
      [
        container({
          securityContext: { privileged: unknown, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        }),
      ],
      "unknown",
      "whether a container is privileged cannot be known before deployment: api",
    ],
    ["an unknown security context", [container({ securityContext: unknown })], "unknown"],
    ["an unknown image", [container({ image: unknown })], "pass"],
    [
      "an unknown container beside a privileged one",
      [pod((spec) => (spec["containers"] = [unknown, privileged]))],
      "fail",
      "privileged: app",
    ],
    ["an unknown container", [pod((spec) => (spec["containers"] = [unknown, restrictedContainer("web")]))], "unknown"],
    ["unknown containers", [pod((spec) => (spec["containers"] = unknown))], "unknown"],
    [
      "an unknown capability among those dropped",
      [container({ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [unknown] } } })],
      "unknown",
    ],
    ["an unknown template", [broken(deployment, "spec.template", unknown)], "unknown"],
    ["an unknown spec", [broken(deployment, "spec", unknown)], "unknown"],
    ["no template", [broken(deployment, "spec.template", undefined)], "fail", "no pod template"],
    [
      "a flag of the wrong type",
      [
        container({
          securityContext: { privileged: "false", allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        }),
      ],
      "fail",
      "spec.containers[0].securityContext.privileged is of the wrong type",
    ],
    ["a security context of the wrong type", [container({ securityContext: [] })], "fail", "wrong type"],
    [
      "containers of the wrong type",
      [pod((spec) => (spec["containers"] = "api"))],
      "fail",
      "spec.containers is of the wrong type",
    ],
    ["nulls", [pod((spec) => Object.assign(spec, { hostNetwork: null, volumes: null, initContainers: null }))], "pass"],
    ["a pod", [object("Pod", "v1", "kubernetes:core/v1:Pod", restrictedTemplate().spec)], "pass"],
    ["a privileged pod", [object("Pod", "v1", "kubernetes:core/v1:Pod", badTemplate.spec)], "fail"],
    [
      "a privileged cron job",
      [
        object("CronJob", "batch/v1", "kubernetes:batch/v1:CronJob", {
          jobTemplate: { spec: { template: badTemplate } },
        }),
      ],
      "fail",
    ],
    [
      "a privileged cron job of old",
      [
        object("CronJob", "batch/v1beta1", "kubernetes:batch/v1beta1:CronJob", {
          jobTemplate: { spec: { template: badTemplate } },
        }),
      ],
      "fail",
    ],
    ["a privileged job", [object("Job", "batch/v1", "kubernetes:batch/v1:Job", { template: badTemplate })], "fail"],
    [
      "a privileged replication controller",
      [object("ReplicationController", "v1", "kubernetes:core/v1:ReplicationController", { template: badTemplate })],
      "fail",
    ],
    [
      "a privileged patch",
      [object("Deployment", "apps/v1", "kubernetes:apps/v1:DeploymentPatch", { template: badTemplate })],
      "fail",
    ],
    [
      "a patch that leaves pods alone",
      [object("Deployment", "apps/v1", "kubernetes:apps/v1:DeploymentPatch", { replicas: 3 })],
      "not-applicable",
    ],
    [
      "a patch that sets an annotation of the pods",
      [patch({ metadata: { annotations: { "example.com/restarted": "today" } } })],
      "not-applicable",
    ],
    ["a patch that sets a label of the pods", [patch({ metadata: { labels: { app: "api" } } })], "not-applicable"],
    [
      "a patch that sets an unsafe annotation of the pods",
      [patch({ metadata: { annotations: { "container.apparmor.security.beta.kubernetes.io/api": "unconfined" } } })],
      "fail",
      "AppArmor",
    ],
    ["a patch that sets unknown annotations", [patch({ metadata: { annotations: unknown } })], "unknown"],
    ["a patch with an unknown pod spec", [patch({ metadata: {}, spec: unknown })], "unknown"],
    [
      "a privileged deployment of an old group",
      [
        object("Deployment", "extensions/v1beta1", "kubernetes:extensions/v1beta1:Deployment", {
          template: badTemplate,
        }),
      ],
      "fail",
    ],
    [
      "a token alone, without kind",
      [{ type: "kubernetes:apps/v1:StatefulSet", name: "api", props: { spec: { template: badTemplate } } }],
      "fail",
    ],
    [
      "an unknown kind",
      [
        {
          type: "kubernetes:apps/v1:StatefulSet",
          name: "api",
          props: { kind: unknown, spec: { template: badTemplate } },
        },
      ],
      "fail",
    ],
    [
      "a list of deployments",
      [
        listOf(
          "kubernetes:apps/v1:DeploymentList",
          { spec: { template: restrictedTemplate() } },
          { spec: { template: badTemplate } },
        ),
      ],
      "fail",
      "items[1] (Deployment): a container is privileged: app",
    ],
    ["a list of anything", [listOf("kubernetes:core/v1:List", badDeployment)], "fail", "items[0] (Deployment)"],
    [
      "a list in a list",
      [listOf("kubernetes:core/v1:List", { apiVersion: "v1", kind: "List", items: [badDeployment] })],
      "fail",
      "items[0].items[0]",
    ],
    ["a list with an unknown item", [listOf("kubernetes:apps/v1:DeploymentList", unknown)], "unknown", "items[0]"],
    [
      "a list with an item of unknown kind",
      [listOf("kubernetes:core/v1:List", { ...badDeployment, kind: unknown })],
      "unknown",
      "items[0]",
    ],
    [
      "a list with an item of unknown API group",
      [listOf("kubernetes:core/v1:List", { ...badDeployment, apiVersion: unknown })],
      "unknown",
      "items[0]",
    ],
    [
      "a list of deployments with an item of unknown kind",
      [listOf("kubernetes:apps/v1:DeploymentList", { ...badDeployment, kind: unknown })],
      "fail",
    ],
    ["an unknown list", [{ type: "kubernetes:core/v1:List", name: "list", props: { items: unknown } }], "unknown"],
    [
      "a list without pods",
      [listOf("kubernetes:core/v1:List", { apiVersion: "v1", kind: "ConfigMap" })],
      "not-applicable",
    ],
    [
      "a custom resource of the same name",
      [object("Deployment", "example.com/v1", "kubernetes:example.com/v1:Deployment", { template: badTemplate })],
      "not-applicable",
    ],
    ["a release", [samples.release()], "not-applicable"],
  ]);

  it("has one finding for each rule that is broken, with the rule's own remediation", async () => {
    const { evidence } = await run([pod((spec) => Object.assign(spec, { hostPID: true, containers: [privileged] }))]);
    const found = evidence.findings.filter(({ control }) => control === "PSS-01");
    expect(found.map(({ policy }) => policy)).to.deep.equal(["PSS-01/host-namespaces", "PSS-01/privileged"]);
    expect(found[1]!.repair).to.equal("Remove `securityContext.privileged`, or set it to false, in every container.");
  });

  it("judges user namespaces by the Kubernetes version that the cluster declares", async () => {
    const sample = pod((spec) =>
      Object.assign(spec, { hostUsers: false, securityContext: { seccompProfile: { type: "RuntimeDefault" } } }),
    );
    const cluster = (version: string) => broken(samples.compliantCluster(), "kubernetesVersion", version);
    expect((await run([cluster("1.35"), sample])).verdict("PSS-01")).to.equal("pass");
    expect((await run([cluster("1.34"), sample])).verdict("PSS-01")).to.equal("fail");
    expect((await run([sample])).verdict("PSS-01")).to.equal("fail");
  });
});
