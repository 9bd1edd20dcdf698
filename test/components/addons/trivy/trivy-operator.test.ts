import { expect } from "chai";
import { trivyOperator as pin } from "../../../../catalogue/charts/trivy-operator";
import { unknown } from "../../../../cli/preview/wire";
import type { Recording } from "../../../support/recorder";
import { at, dependenciesOf, policyOf } from "../../recorded";
import { namespaceType, policyType, recordTrivy, releaseType } from "./recorded-trivy";

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
const podIdentity = {
  to: ["169.254.170.23/32", "fd00:ec2::23/128"].map((cidr) => ({ ipBlock: { cidr } })),
  ports: [tcp(80)],
};
const labels = (name: string, value: string) => ({ matchLabels: { [`app.kubernetes.io/${name}`]: value } });
const operator = labels("name", "trivy-operator");
const scanJobs = labels("managed-by", "trivy-operator");
const server = labels("name", "trivy-server");
const toServer = { to: [{ podSelector: server }], ports: [tcp(4954)] };

const policies = (recording: Recording) =>
  Object.fromEntries(
    recording.ofType(policyType).map(({ inputs }) => [String(at(inputs, "metadata", "name")), inputs["spec"]]),
  );
const both = { policyTypes: ["Ingress", "Egress"] };

function statementsOf(recording: Recording): Record<string, unknown>[] {
  return policyOf(recording.one("aws:iam/rolePolicy:RolePolicy").inputs["policy"]).Statement;
}

describe("addons/trivy/trivy-operator", () => {
  let recording: Recording;
  before(async () => (recording = await recordTrivy()));

  it("installs the pinned chart under its own name, rolled back when it fails", () => {
    expect(recording.one(releaseType).inputs).to.deep.include({
      name: "trivy-operator",
      chart: "trivy-operator",
      version: "0.34.0",
      repositoryOpts: { repo: "https://aquasecurity.github.io/helm-charts" },
      namespace: "trivy-system",
      timeout: 900,
      atomic: true,
      cleanupOnFail: true,
      maxHistory: 5,
    });
  });

  it("makes its namespace itself: restricted on Bottlerocket, privileged where nodes are read", async () => {
    const level = (each: Recording) =>
      at(each.one(namespaceType).inputs, "metadata", "labels", "pod-security.kubernetes.io/enforce");
    expect(level(recording)).to.equal("restricted");
    expect(level(await recordTrivy({ nodeOperatingSystem: "amazon-linux" }))).to.equal("privileged");
    expect(recording.one(namespaceType).inputs["metadata"]).to.deep.include({ name: "trivy-system" });
    expect(at(recording.one(namespaceType).inputs, "metadata", "labels")).to.deep.include({
      "admission.gatekeeper.sh/ignore": "no-self-managing",
      "istio-injection": "disabled",
    });
  });

  it("lets the operator to the API server, scans to registries, and nobody in", () => {
    expect(policies(recording)).to.deep.equal({
      "default-deny": { podSelector: {}, ...both },
      "allow-operator": { podSelector: operator, ...both, ingress: [], egress: [dns, https] },
      "allow-scan-jobs": { podSelector: scanJobs, ...both, ingress: [], egress: [dns, https, podIdentity, https] },
    });
  });

  it("lets the collector of node checks to the API server, where there is one", async () => {
    const collecting = policies(await recordTrivy({ nodeOperatingSystem: "amazon-linux" }));
    expect(Object.keys(collecting)).to.have.members([
      "default-deny",
      "allow-operator",
      "allow-scan-jobs",
      "allow-node-collector",
    ]);
    expect(collecting["allow-node-collector"]).to.deep.equal({
      podSelector: { matchLabels: { app: "node-collector" } },
      ...both,
      ingress: [],
      egress: [dns, https],
    });
  });

  it("lets the operator and scans call the server, where there is one", async () => {
    const served = policies(await recordTrivy({ server: true }));
    expect(served["allow-server"]).to.deep.equal({
      podSelector: server,
      ...both,
      ingress: [operator, scanJobs].map((podSelector) => ({ from: [{ podSelector }], ports: [tcp(4954)] })),
      egress: [dns, https, podIdentity, https],
    });
    expect(at(served, "allow-operator", "egress")).to.deep.equal([dns, https, toServer]);
    expect(at(served, "allow-scan-jobs", "egress")).to.deep.equal([dns, https, podIdentity, toServer, https]);
  });

  it("gives one service account a role that reads the account's images and nothing else", () => {
    expect(statementsOf(recording)).to.deep.equal([
      { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: ["arn:aws:ecr:eu-central-1:123456789012:repository/*"],
      },
    ]);
    const role = recording.one("aws:iam/role:Role");
    const trust = policyOf(role.inputs["assumeRolePolicy"]).Statement;
    expect(at(trust, 0, "Condition", "StringEquals")).to.deep.include({
      "aws:RequestTag/kubernetes-namespace": "trivy-system",
      "aws:RequestTag/kubernetes-service-account": "trivy-operator",
    });
    expect(recording.one("aws:eks/podIdentityAssociation:PodIdentityAssociation").inputs).to.deep.include({
      clusterName: "main",
      namespace: "trivy-system",
      serviceAccount: "trivy-operator",
    });
    const account = at(recording.one(releaseType).inputs, "values", "serviceAccount");
    expect(account).to.deep.include({ create: true, name: "trivy-operator" });
    expect(recording.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")).to.deep.equal([]);
  });

  it("reads further accounts and fills caches where it is told so, in every partition", async () => {
    const args = { registryAccounts: ["602401143452"], cachePrefixes: ["main/docker-hub"] };
    const [, reads, fills] = statementsOf(await recordTrivy(args, { region: "cn-north-1" }));
    expect(reads!["Resource"]).to.deep.equal([
      "arn:aws-cn:ecr:cn-north-1:123456789012:repository/*",
      "arn:aws-cn:ecr:cn-north-1:602401143452:repository/*",
    ]);
    expect(fills).to.deep.equal({
      Effect: "Allow",
      Action: ["ecr:CreateRepository", "ecr:BatchImportUpstreamImage"],
      Resource: ["arn:aws-cn:ecr:cn-north-1:123456789012:repository/main/docker-hub/*"],
    });
  });

  it("with IRSA annotates the service account, and calls STS in place of the agent", async () => {
    const oidcProvider = { arn: "arn:aws:iam::123456789012:oidc-provider/issuer", issuer: "issuer" };
    const irsa = await recordTrivy({ cluster: { name: "main", oidcProvider } });
    expect(irsa.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.deep.equal([]);
    const release = irsa.one(releaseType);
    expect(at(release.inputs, "values", "serviceAccount", "annotations")).to.have.property(
      "eks.amazonaws.com/role-arn",
    );
    expect(dependenciesOf(release)).to.include("aws:iam/rolePolicy:RolePolicy::trivy-scanner");
    expect(at(policies(irsa), "allow-scan-jobs", "egress")).to.deep.equal([dns, https, https]);
  });

  it("installs after its namespace, its policies and its role", () => {
    expect(dependenciesOf(recording.one(releaseType))).to.include.members([
      "aws:eks/podIdentityAssociation:PodIdentityAssociation::trivy-scanner",
      "kubernetes:core/v1:Namespace::trivy-trivy-system",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::trivy-trivy-system-allow-operator",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::trivy-trivy-system-allow-scan-jobs",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::trivy-trivy-system-default-deny",
    ]);
    const association = recording.one("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(dependenciesOf(association)).to.include("aws:iam/rolePolicy:RolePolicy::trivy-scanner");
  });

  it("declares what is in force", async () => {
    const other = await recordTrivy({
      excludedNamespaces: [],
      ignoreUnfixed: true,
      values: { compliance: { reportType: "summary" }, operator: { scannerReportTTL: "12h" } },
    });
    const [declared, ...further] = other.one("rampart:index:TrivyOperator").inputs["releases"] as unknown[];
    expect(further).to.deep.equal([]);
    expect(declared).to.deep.include({
      chart: "trivy-operator",
      release: "trivy-operator",
      version: "0.34.0",
      namespace: "trivy-system",
    });
    const security = at(declared, "securityValues") as Record<string, unknown>;
    expect(Object.keys(security)).to.have.members(Object.keys(pin.securityValues));
    expect(security).to.deep.include({
      "operator.vulnerabilityScannerEnabled": true,
      "operator.infraAssessmentScannerEnabled": false,
      "operator.accessGlobalSecretsAndServiceAccount": false,
      "operator.scannerReportTTL": "12h",
      "compliance.reportType": "summary",
      excludeNamespaces: "",
      "trivy.severity": "MEDIUM,HIGH,CRITICAL",
      "trivy.ignoreUnfixed": true,
      "policiesBundle.insecure": false,
    });
  });

  it("hands its dependencies to everything, and what it is deleted with to what is in the cluster or of it", () => {
    const first = recording.one("kubernetes:core/v1:ConfigMap", "first");
    const cluster = recording.one("kubernetes:core/v1:ConfigMap", "cluster");
    const provider = `${recording.one("pulumi:providers:kubernetes").urn}::${unknown}`;
    const component = recording.one("rampart:index:TrivyOperator");
    const made = recording.registrations.filter(({ parent }) => parent === component.urn);
    expect(made.map(({ type }) => type).sort()).to.deep.equal([
      "aws:eks/podIdentityAssociation:PodIdentityAssociation",
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
      "kubernetes:core/v1:Namespace",
      releaseType,
      policyType,
      policyType,
      policyType,
    ]);
    for (const each of made) {
      expect(each.dependencies, each.urn).to.include(first.urn);
      if (!each.type.startsWith("aws:iam/")) expect(each.options.deletedWith, each.urn).to.equal(cluster.urn);
      if (each.type.startsWith("kubernetes:")) expect(each.provider, each.urn).to.equal(provider);
    }
  });
});
