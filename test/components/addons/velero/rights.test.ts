import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import type { Recording } from "../../../support/recorder";
import { at, policyOf } from "../../recorded";
import { keyArn, oidcProvider, recordVelero, releaseType } from "./recorded";

describe("addons/velero: what its pods may do", () => {
  let recording: Recording;
  before(async () => (recording = await recordVelero()));

  it("gives each of its two service accounts a role of its own, and no more rights than it needs", () => {
    const statements = (name: string) =>
      policyOf(recording.one("aws:iam/rolePolicy:RolePolicy", name).inputs["policy"]).Statement;
    const bucketArn = "arn:aws:s3:::main-backup";
    expect(statements("velero-velero")).to.deep.equal([
      {
        Effect: "Allow",
        Action: [
          "s3:GetObject",
          "s3:PutObject",
          "s3:DeleteObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts",
        ],
        Resource: `${bucketArn}/velero/*`,
      },
      { Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn },
      {
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: keyArn,
        Condition: {
          StringEquals: {
            "kms:ViaService": "s3.eu-central-1.amazonaws.com",
            "kms:EncryptionContext:aws:s3:arn": bucketArn,
          },
        },
      },
    ]);
    expect(statements("velero-restore-drill")).to.deep.equal([
      {
        Effect: "Allow",
        Action: "cloudwatch:PutMetricData",
        Resource: "*",
        Condition: { StringEquals: { "cloudwatch:namespace": "Rampart/main" } },
      },
    ]);
    for (const serviceAccount of ["velero", "restore-drill"]) {
      const association = recording.one(
        "aws:eks/podIdentityAssociation:PodIdentityAssociation",
        `velero-${serviceAccount}`,
      );
      expect(association.inputs).to.deep.include({ clusterName: "main", namespace: "velero", serviceAccount });
      expect(association.inputs["roleArn"]).to.equal(unknown);
      const [trust] = policyOf(
        recording.one("aws:iam/role:Role", `velero-${serviceAccount}`).inputs["assumeRolePolicy"],
      ).Statement;
      expect(at(trust, "Condition", "StringEquals", "aws:RequestTag/kubernetes-service-account")).to.equal(
        serviceAccount,
      );
    }
  });

  it("annotates its service accounts where roles come by tokens", async () => {
    const irsa = await recordVelero({ cluster: { name: "main", oidcProvider } });
    expect(irsa.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.deep.equal([]);
    const annotations = { "eks.amazonaws.com/role-arn": unknown };
    expect(at(irsa.one(releaseType).inputs, "values", "serviceAccount", "server")).to.deep.equal({
      create: true,
      name: "velero",
      annotations,
    });
    const account = irsa.one("kubernetes:core/v1:ServiceAccount");
    expect(at(account.inputs, "metadata", "annotations")).to.deep.equal(annotations);
    const ports = irsa
      .ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy")
      .map(({ inputs }) => JSON.stringify(at(inputs, "spec")));
    expect(ports.filter((spec) => spec.includes("169.254.170.23"))).to.deep.equal([]);
  });

  it("opens to its pods name lookup, the API server, AWS and the agent of Pod Identity, and nothing comes in", () => {
    const tcp = (port: number) => ({ protocol: "TCP", port });
    const egress = [
      {
        to: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
            podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
          },
        ],
        ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
      },
      { ports: [tcp(443)] },
      {
        to: [{ ipBlock: { cidr: "169.254.170.23/32" } }, { ipBlock: { cidr: "fd00:ec2::23/128" } }],
        ports: [tcp(80)],
      },
    ];
    const closed = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
    const specs = recording
      .ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy")
      .map(({ name, inputs }) => [name, at(inputs, "spec")]);
    const drill = { matchLabels: { "app.kubernetes.io/name": "restore-drill" } };
    expect(Object.fromEntries(specs)).to.deep.equal({
      "velero-velero-allow-velero": { ...closed, ingress: [], egress },
      "velero-velero-allow-restore-drill": { ...closed, podSelector: drill, ingress: [], egress },
      "velero-velero-default-deny": closed,
      "velero-restore-drill-default-deny": closed,
    });
  });
});
