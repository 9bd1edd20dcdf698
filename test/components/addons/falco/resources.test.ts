import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { falcoTraffic } from "../../../../components/addons/falco/traffic";
import type { Recording } from "../../../support/recorder";
import { allBefore, at, dependenciesOf, policyOf } from "../../recorded";
import { everything, keyArn, least, recordFalco, releaseOf, topicArn, withTopic } from "./support";

const tcp = (port: number) => ({ protocol: "TCP", port });
const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
};
const https = { ports: [tcp(443)] };
const identity = {
  to: ["169.254.170.23/32", "fd00:ec2::23/128"].map((cidr) => ({ ipBlock: { cidr } })),
  ports: [tcp(80)],
};
const labels = (name: string, instance: string) => ({
  matchLabels: { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": instance },
});
const sidekick = labels("falcosidekick", "falcosidekick");
const alerts = { to: [{ podSelector: sidekick }], ports: [tcp(2801)] };

function policies(recording: Recording): Record<string, unknown> {
  const all = recording.ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy");
  return Object.fromEntries(
    all.map(({ inputs }): [string, unknown] => [String(at(inputs, "metadata", "name")), inputs["spec"]]),
  );
}

function statementsOf(recording: Recording, role: string): Record<string, unknown>[] {
  return policyOf(recording.one("aws:iam/rolePolicy:RolePolicy", role).inputs["policy"]).Statement;
}

describe("addons/falco: resources", () => {
  let recording: Recording;
  before(async () => (recording = await recordFalco()));

  it("are these and no others", () => {
    const counts: Record<string, number> = {};
    for (const { type } of recording.registrations) counts[type] = (counts[type] ?? 0) + 1;
    expect(counts).to.deep.equal({
      "pulumi:pulumi:Stack": 1,
      "pulumi:providers:aws": 1,
      "pulumi:providers:kubernetes": 1,
      "kubernetes:core/v1:ConfigMap": 1,
      "rampart:index:Falco": 1,
      "kubernetes:core/v1:Namespace": 1,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy": 4,
      "kubernetes:policy/v1:PodDisruptionBudget": 1,
      "kubernetes:helm.sh/v3:Release": 3,
      "aws:cloudwatch/logGroup:LogGroup": 1,
      "aws:iam/role:Role": 2,
      "aws:iam/rolePolicy:RolePolicy": 2,
      "aws:eks/podIdentityAssociation:PodIdentityAssociation": 2,
    });
  });

  it("have a namespace of their own, for pods that look at their node", () => {
    const { inputs } = recording.one("kubernetes:core/v1:Namespace");
    expect(at(inputs, "metadata", "name")).to.equal("falco");
    expect(at(inputs, "metadata", "labels")).to.deep.include({
      "pod-security.kubernetes.io/enforce": "privileged",
      "admission.gatekeeper.sh/ignore": "no-self-managing",
      "istio-injection": "disabled",
    });
  });

  it("say to each other what they must, and no more", () => {
    const both = ["Ingress", "Egress"];
    expect(policies(recording)).to.deep.equal({
      "default-deny": { podSelector: {}, policyTypes: both },
      "allow-falco": {
        podSelector: labels("falco", "falco"),
        policyTypes: both,
        ingress: [],
        egress: [dns, alerts, https],
      },
      "allow-falco-k8saudit": {
        podSelector: labels("falco", "falco-k8saudit"),
        policyTypes: both,
        ingress: [],
        egress: [dns, https, identity, alerts, https],
      },
      "allow-falcosidekick": {
        podSelector: sidekick,
        policyTypes: both,
        ingress: ["falco", "falco-k8saudit"].map((each) => ({
          from: [{ podSelector: labels("falco", each) }],
          ports: [tcp(2801)],
        })),
        egress: [dns, https, identity],
      },
    });
  });

  it("call these services of AWS, by the names of their endpoints", () => {
    const services = (irsa: boolean, hasTopic: boolean) =>
      Object.values(falcoTraffic({ irsa, hasTopic, hasWebhook: false })).map(({ toAws }) => toAws);
    expect(services(false, false)).to.deep.equal([undefined, ["logs"], ["logs"]]);
    expect(services(true, true)).to.deep.equal([undefined, ["logs", "sts"], ["logs", "sns", "sts"]]);
    const { toAnywhere } = falcoTraffic({ irsa: false, hasTopic: true, hasWebhook: true })["falcosidekick"]!;
    expect(toAnywhere).to.deep.equal([{ ports: [443], because: "the address of the webhook" }]);
  });

  it("let metrics be read, and tokens be used, where that is asked for", async () => {
    const found = policies(await recordFalco(everything));
    const monitoring = {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
      podSelector: {},
    };
    const scraped = (port: number) => ({ from: [monitoring], ports: [tcp(port)] });
    expect(at(found, "allow-falco", "ingress")).to.deep.equal([scraped(8765)]);
    expect(at(found, "allow-falco-k8saudit", "ingress")).to.deep.equal([scraped(8765)]);
    expect(at(found, "allow-falcosidekick", "ingress", 2)).to.deep.equal(scraped(2801));
    expect(at(found, "allow-falcosidekick", "egress")).to.deep.equal([dns, https, https]);
    expect(at(found, "allow-falco-k8saudit", "egress")).to.deep.equal([dns, https, alerts, https]);
  });

  it("keep alerts in a log group with a key and an end", () => {
    expect(recording.one("aws:cloudwatch/logGroup:LogGroup").inputs).to.deep.include({
      name: "/aws/eks/main/falco",
      kmsKeyId: keyArn,
      retentionInDays: 365,
    });
  });

  it("let the reader read the cluster's own log group alone", () => {
    expect(statementsOf(recording, "falco-k8saudit")).to.deep.equal([
      {
        Effect: "Allow",
        Action: ["logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"],
        Resource: "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/eks/main/cluster:*",
      },
    ]);
    const { inputs } = recording.one("aws:eks/podIdentityAssociation:PodIdentityAssociation", "falco-k8saudit");
    expect(inputs).to.deep.include({ clusterName: "main", namespace: "falco", serviceAccount: "falco-k8saudit" });
  });

  it("let the sender write its log and publish to its topic, through the topic's key", async () => {
    const statements = statementsOf(recording, "falco-falcosidekick");
    const group = recording.one("aws:cloudwatch/logGroup:LogGroup");
    expect(statements.map(({ Action }) => Action)).to.deep.equal([
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      "sns:Publish",
      ["kms:GenerateDataKey*", "kms:Decrypt"],
    ]);
    expect(recording.one("aws:iam/rolePolicy:RolePolicy", "falco-falcosidekick").dependencies).to.include(group.urn);
    expect(statements[1]).to.deep.equal({ Effect: "Allow", Action: "sns:Publish", Resource: topicArn });
    expect(statements[2]).to.deep.equal({
      Effect: "Allow",
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Resource: keyArn,
      Condition: { StringEquals: { "kms:ViaService": "sns.eu-central-1.amazonaws.com" } },
    });
    expect(statementsOf(await recordFalco(least), "falco-falcosidekick")).to.have.length(1);
    expect(statementsOf(await recordFalco(everything), "falco-falcosidekick")).to.have.length(2);
    const { inputs } = recording.one("aws:eks/podIdentityAssociation:PodIdentityAssociation", "falco-falcosidekick");
    expect(inputs).to.deep.include({ namespace: "falco", serviceAccount: "falcosidekick" });
  });

  it("give roles by tokens where the cluster has an issuer", async () => {
    const full = await recordFalco(everything);
    expect(full.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.deep.equal([]);
    const trust = policyOf(full.one("aws:iam/role:Role", "falco-k8saudit").inputs["assumeRolePolicy"]);
    expect(at(trust.Statement[0], "Condition", "StringEquals")).to.deep.equal({
      "oidc.eks.eu-central-1.amazonaws.com/id/ABC:aud": "sts.amazonaws.com",
      "oidc.eks.eu-central-1.amazonaws.com/id/ABC:sub": "system:serviceaccount:falco:falco-k8saudit",
    });
    const audit = releaseOf(full, "falco-k8saudit");
    expect(Object.keys(at(audit.inputs, "values", "serviceAccount", "annotations") as object)).to.deep.equal([
      "eks.amazonaws.com/role-arn",
    ]);
    expect(at(releaseOf(full, "falcosidekick").inputs, "values", "config", "aws")).to.have.property("rolearn");
    const before = dependenciesOf(releaseOf(full, "falcosidekick"));
    expect(before).to.include.members([
      "aws:iam/role:Role::falco-falcosidekick",
      "aws:iam/rolePolicy:RolePolicy::falco-falcosidekick",
    ]);
  });

  it("are made in order: namespace, roles, falcosidekick, and then what sends to it", () => {
    const walls = recording
      .ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy")
      .map(({ name }) => `kubernetes:networking.k8s.io/v1:NetworkPolicy::${name}`);
    const namespace = "kubernetes:core/v1:Namespace::falco-falco";
    const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation::falco";
    const sender = "kubernetes:helm.sh/v3:Release::falco-falcosidekick";
    expect(dependenciesOf(releaseOf(recording, "falcosidekick"))).to.include.members([
      namespace,
      ...walls,
      `${association}-falcosidekick`,
      "aws:cloudwatch/logGroup:LogGroup::falco-alerts",
    ]);
    expect(dependenciesOf(releaseOf(recording, "falco"))).to.include.members([namespace, ...walls, sender]);
    expect(dependenciesOf(releaseOf(recording, "falco-k8saudit"))).to.include.members([
      namespace,
      ...walls,
      sender,
      `${association}-k8saudit`,
    ]);
    const grants = recording.one("aws:iam/rolePolicy:RolePolicy", "falco-k8saudit");
    expect(allBefore(recording, releaseOf(recording, "falco-k8saudit")).has(grants.urn)).to.equal(true);
  });

  it("leave with the cluster what is in it, and keep the log", () => {
    const cluster = recording.one("kubernetes:core/v1:ConfigMap", "cluster").urn;
    const component = recording.one("rampart:index:Falco").urn;
    for (const each of recording.registrations.filter(({ parent }) => parent === component)) {
      const within = each.type.startsWith("kubernetes:") || each.type.startsWith("aws:eks/");
      expect(each.options.deletedWith === cluster, each.urn).to.equal(within);
    }
  });

  it("keep one sender of two through a drain", () => {
    expect(recording.one("kubernetes:policy/v1:PodDisruptionBudget").inputs).to.deep.include({
      spec: { minAvailable: 1, selector: sidekick },
    });
  });

  it("know their names before the cluster does", async () => {
    const later = await recordFalco({ ...withTopic, cluster: { name: pulumi.output(Promise.resolve("main")) } });
    expect(statementsOf(later, "falco-k8saudit")[0]!["Resource"]).to.equal(
      "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/eks/main/cluster:*",
    );
  });
});
