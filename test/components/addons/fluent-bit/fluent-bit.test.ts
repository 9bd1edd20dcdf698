import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import type { Values } from "../../../../components/foundations/values";
import type { Recording } from "../../../support/recorder";
import { allBefore, at, dependenciesOf, policyOf } from "../../recorded";
import {
  releaseType,
  groupType,
  roleType,
  associationType,
  networkPolicyType,
  key,
  args,
  oidcProvider,
  recordLogs,
  valuesOf,
  statementsOf,
} from "./recorded";

describe("addons/fluent-bit", () => {
  let recording: Recording;
  before(async () => (recording = await recordLogs(args)));

  describe("the log groups", () => {
    it("have our key and an end, one for each source", async () => {
      const groups = (each: Recording) =>
        each.ofType(groupType).map(({ inputs }) => [inputs["name"], inputs["kmsKeyId"], inputs["retentionInDays"]]);
      expect(groups(recording)).to.deep.equal([
        ["/aws/eks/main/application", key, 365],
        ["/aws/eks/main/node", key, 365],
        ["/aws/eks/main/platform", key, 365],
      ]);
      const withoutNodes = await recordLogs({ ...args, nodeLogs: false });
      expect(groups(withoutNodes).map(([name]) => name)).to.deep.equal([
        "/aws/eks/main/application",
        "/aws/eks/main/platform",
      ]);
      expect(at(valuesOf(withoutNodes), "daemonSetVolumes")).to.have.length(3);
    });

    it("are protected where the cluster is", async () => {
      const kept = await recordLogs({ ...args, cluster: { name: "main", protect: true } });
      for (const { options } of kept.ofType(groupType)) expect(options.protect).to.equal(true);
      for (const { options } of recording.ofType(groupType)) expect(options.protect).to.not.equal(true);
    });
  });

  describe("the role", () => {
    it("makes streams in these groups and writes to them, and nothing else", async () => {
      const statement = (groups: string[]) => ({
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: groups.map((each) => `arn:aws:logs:eu-central-1:123456789012:log-group:/aws/eks/main/${each}:*`),
      });
      expect(statementsOf(recording, "logs-writer")).to.deep.equal([statement(["application", "platform", "node"])]);
      const withoutNodes = await recordLogs({ ...args, nodeLogs: false });
      expect(statementsOf(withoutNodes, "logs-writer")).to.deep.equal([statement(["application", "platform"])]);
      expect(recording.ofType(roleType)).to.have.length(1);
    });

    it("is for its own service account, by association or by token", async () => {
      const [trust] = policyOf(recording.one(roleType).inputs["assumeRolePolicy"]).Statement;
      expect(at(trust, "Condition", "StringEquals")).to.deep.include({
        "aws:RequestTag/eks-cluster-name": "main",
        "aws:RequestTag/kubernetes-namespace": "logging",
        "aws:RequestTag/kubernetes-service-account": "fluent-bit",
      });
      expect(recording.one(associationType).inputs).to.deep.include({
        clusterName: "main",
        namespace: "logging",
        serviceAccount: "fluent-bit",
      });
      const byToken = await recordLogs({ ...args, cluster: { name: "main", oidcProvider } });
      expect(byToken.ofType(associationType)).to.deep.equal([]);
      const annotations = at(valuesOf(byToken), "serviceAccount", "annotations") as Values;
      expect(Object.keys(annotations)).to.deep.equal(["eks.amazonaws.com/role-arn"]);
    });
  });

  describe("the namespace", () => {
    it("is privileged, unknown to the mesh, left out of Gatekeeper's webhooks, and called by nobody", async () => {
      expect(at(recording.one("kubernetes:core/v1:Namespace").inputs, "metadata")).to.deep.include({ name: "logging" });
      expect(at(recording.one("kubernetes:core/v1:Namespace").inputs, "metadata", "labels")).to.deep.include({
        "pod-security.kubernetes.io/enforce": "privileged",
        "admission.gatekeeper.sh/ignore": "no-self-managing",
        "istio-injection": "disabled",
      });
      const spec = (each: Recording, role: string) =>
        each.one(networkPolicyType, `logs-logging-${role}`).inputs["spec"];
      expect(recording.ofType(networkPolicyType)).to.have.length(2);
      expect(spec(recording, "default-deny")).to.deep.equal({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
      const { egress, ...rest } = spec(recording, "allow-fluent-bit") as { egress: unknown[] };
      expect(rest).to.deep.equal({ podSelector: {}, policyTypes: ["Ingress", "Egress"], ingress: [] });
      const tcp = (port: number) => ({ protocol: "TCP", port });
      expect(egress.slice(1)).to.deep.equal([
        { ports: [tcp(443)] },
        {
          to: [{ ipBlock: { cidr: "169.254.170.23/32" } }, { ipBlock: { cidr: "fd00:ec2::23/128" } }],
          ports: [tcp(80)],
        },
      ]);
      expect(at(egress[0], "ports")).to.deep.equal([{ protocol: "UDP", port: 53 }, tcp(53)]);
      const byToken = await recordLogs({ ...args, cluster: { name: "main", oidcProvider } });
      expect(at(spec(byToken, "allow-fluent-bit"), "egress")).to.have.length(2);
    });
  });

  describe("the order", () => {
    it("installs after its namespace, the groups and the association", () => {
      const release = recording.one(releaseType);
      const before = [
        ...recording.ofType("kubernetes:core/v1:Namespace"),
        ...recording.ofType(networkPolicyType),
        ...recording.ofType(groupType),
        ...recording.ofType(associationType),
      ];
      expect(before).to.have.length(1 + 2 + 3 + 1);
      expect(release.dependencies).to.include.members(before.map(({ urn }) => urn));
      expect(dependenciesOf(recording.one(associationType))).to.include("aws:iam/rolePolicy:RolePolicy::logs-writer");
      const all = allBefore(recording, recording.one("kubernetes:core/v1:ConfigMap", "user"));
      expect(all.has(release.urn)).to.equal(true);
    });

    it("goes with the cluster, but for roles and logs, which the cluster does not hold", () => {
      const first = recording.one("kubernetes:core/v1:ConfigMap", "first");
      const last = recording.one("kubernetes:core/v1:ConfigMap", "last");
      const provider = `${recording.one("pulumi:providers:kubernetes").urn}::${unknown}`;
      const component = recording.one("rampart:index:FluentBit");
      const made = recording.registrations.filter(({ parent }) => parent === component.urn);
      // Namespace, 2 policies and release; 3 groups, role, policy and association.
      expect(made).to.have.length(4 + 6);
      for (const each of made) {
        expect(each.dependencies, each.urn).to.include(first.urn);
        const goes = each.type.startsWith("kubernetes:") || each.type === associationType;
        expect(each.options.deletedWith, each.urn).to.equal(goes ? last.urn : undefined);
        if (each.type.startsWith("kubernetes:")) expect(each.provider, each.urn).to.equal(provider);
      }
    });
  });
});
