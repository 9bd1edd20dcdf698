import { expect } from "chai";
import { isUnknown } from "../../../../cli/preview/wire";
import type { Values } from "../../../../components/foundations/values";
import type { Recording } from "../../../support/recorder";
import { at, dependenciesOf, policyOf } from "../../recorded";
import {
  releaseType,
  roleType,
  policyType,
  associationType,
  key,
  stores,
  cluster,
  oidcProvider,
  recordStores,
  statementsOf,
} from "./recorded";

describe("addons/external-secrets/store-roles", () => {
  let recording: Recording;
  let bare: Recording;
  before(async () => {
    recording = await recordStores({ cluster, stores });
    bare = await recordStores({ cluster });
  });

  describe("the roles", () => {
    it("gives the controller a role without rights, for its own service account", () => {
      const trust = policyOf(recording.one(roleType, "secrets-controller").inputs["assumeRolePolicy"]).Statement;
      expect(trust).to.have.length(1);
      expect(at(trust[0], "Principal")).to.deep.equal({ Service: "pods.eks.amazonaws.com" });
      expect(at(trust[0], "Condition", "StringEquals")).to.deep.include({
        "aws:RequestTag/eks-cluster-name": "main",
        "aws:RequestTag/kubernetes-namespace": "external-secrets",
        "aws:RequestTag/kubernetes-service-account": "external-secrets",
      });
      expect(recording.ofType(policyType).map(({ name }) => name)).to.deep.equal([
        "secrets-store-orders",
        "secrets-store-payments",
      ]);
      expect(recording.one(associationType).inputs).to.deep.include({
        clusterName: "main",
        namespace: "external-secrets",
        serviceAccount: "external-secrets",
      });
    });

    it("lets nobody but the controller take the role of a store", () => {
      for (const name of ["secrets-store-orders", "secrets-store-payments"]) {
        const role = recording.one(roleType, name);
        const [statement, ...further] = policyOf(role.inputs["assumeRolePolicy"]).Statement;
        expect(further).to.deep.equal([]);
        expect(statement).to.deep.include({ Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"] });
        expect(Object.keys(statement!["Principal"] as Values)).to.deep.equal(["AWS"]);
        expect(isUnknown(at(statement, "Principal", "AWS"))).to.equal(true);
        expect(dependenciesOf(role)).to.include("aws:iam/role:Role::secrets-controller");
      }
    });

    it("reads the secrets below the store's prefixes, and decrypts them with its keys alone", () => {
      expect(statementsOf(recording, "secrets-store-payments")).to.deep.equal([
        {
          Effect: "Allow",
          Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
          Resource: [
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:payments/*",
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shared/tls/*",
          ],
        },
      ]);
      const secrets = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders/*"];
      expect(statementsOf(recording, "secrets-store-orders")).to.deep.equal([
        {
          Effect: "Allow",
          Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
          Resource: secrets,
        },
        {
          Effect: "Allow",
          Action: "kms:Decrypt",
          Resource: [key],
          Condition: {
            StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" },
            StringLike: { "kms:EncryptionContext:SecretARN": secrets },
          },
        },
      ]);
    });

    it("names the partition that it is in", async () => {
      const chinese = await recordStores(
        { cluster, stores: { payments: stores["payments"]! } },
        { region: "cn-north-1" },
      );
      expect(at(statementsOf(chinese, "secrets-store-payments"), 0, "Resource", 0)).to.equal(
        "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:payments/*",
      );
    });

    it("makes none where no store is in Secrets Manager", async () => {
      const vaultOnly = await recordStores({ cluster, stores: { web: stores["web"]! } });
      for (const each of [bare, vaultOnly])
        expect(each.registrations.filter(({ type }) => type.startsWith("aws:"))).to.deep.equal([]);
    });

    it("annotates the service account in place of an association, where the cluster's issuer is given", async () => {
      const byToken = await recordStores({ cluster: { ...cluster, oidcProvider }, stores });
      expect(byToken.ofType(associationType)).to.deep.equal([]);
      const release = byToken.one(releaseType);
      const annotations = at(release.inputs, "values", "serviceAccount", "annotations") as Values;
      expect(Object.keys(annotations)).to.deep.equal(["eks.amazonaws.com/role-arn"]);
      expect(dependenciesOf(release)).to.include("aws:iam/role:Role::secrets-controller");
    });
  });
});
