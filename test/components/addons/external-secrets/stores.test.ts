import { expect } from "chai";
import type { Values } from "../../../../components/foundations/values";
import type { Recording } from "../../../support/recorder";
import { at } from "../../recorded";
import { storeType, stores, cluster, recordStores } from "./recorded";

describe("addons/external-secrets/stores", () => {
  let recording: Recording;
  let bare: Recording;
  before(async () => {
    recording = await recordStores({ cluster, stores });
    bare = await recordStores({ cluster });
  });

  describe("the stores", () => {
    it("admits the namespaces that are named or bear the labels, and no others", () => {
      const conditions = (name: string) =>
        at(recording.one(storeType, `secrets-store-${name}`).inputs, "spec", "conditions");
      expect(conditions("payments")).to.deep.equal([{ namespaces: ["payments", "billing"] }]);
      expect(conditions("orders")).to.deep.equal([{ namespaceSelector: { matchLabels: { team: "orders" } } }]);
      expect(conditions("web")).to.deep.equal([
        { namespaces: ["web"] },
        { namespaceSelector: { matchLabels: { tier: "front" } } },
      ]);
      for (const { inputs } of recording.ofType(storeType)) {
        expect(inputs["apiVersion"]).to.equal("external-secrets.io/v1");
        expect(at(inputs, "metadata", "annotations")).to.deep.equal({ "pulumi.com/waitFor": "condition=Ready" });
      }
    });

    it("reads Secrets Manager in the region of the secrets, by the store's own role and without `auth`", () => {
      const provider = (name: string) =>
        at(recording.one(storeType, `secrets-store-${name}`).inputs, "spec", "provider");
      const { aws, ...others } = provider("payments") as Values;
      expect(others).to.deep.equal({});
      expect(Object.keys(aws as Values).sort()).to.deep.equal(["region", "role", "service"]);
      expect(aws).to.deep.include({ service: "SecretsManager", region: "eu-central-1" });
      expect(at(provider("orders"), "aws", "region")).to.equal("eu-west-1");
      const roleOf = (store: string) =>
        recording
          .one(storeType, `secrets-store-${store}`)
          .propertyDependencies["spec"]!.map((urn) => urn.split("::").at(-1));
      expect(roleOf("payments")).to.deep.equal(["secrets-store-payments"]);
      expect(roleOf("orders")).to.deep.equal(["secrets-store-orders"]);
    });

    it("shows Vault a service account of the store's own, with a token for Vault alone", async () => {
      expect(at(recording.one(storeType, "secrets-store-web").inputs, "spec", "provider")).to.deep.equal({
        vault: {
          server: "https://vault.example.com:8200",
          path: "kv/web",
          version: "v2",
          namespace: "shops",
          caProvider: { type: "ConfigMap", name: "vault-ca", key: "ca.crt", namespace: "external-secrets" },
          auth: {
            kubernetes: {
              mountPath: "kubernetes",
              role: "web",
              serviceAccountRef: { name: "vault-web", namespace: "external-secrets", audiences: ["vault"] },
            },
          },
        },
      });
      const other = await recordStores({
        cluster,
        stores: {
          web: {
            namespaces: { names: ["web"] },
            vault: {
              server: "https://vault",
              path: "kv",
              role: "r",
              version: "v1",
              mountPath: "eks/main",
              audience: "main",
            },
          },
        },
      });
      expect(at(other.one(storeType).inputs, "spec", "provider", "vault")).to.deep.equal({
        server: "https://vault",
        path: "kv",
        version: "v1",
        auth: {
          kubernetes: {
            mountPath: "eks/main",
            role: "r",
            serviceAccountRef: { name: "vault-web", namespace: "external-secrets", audiences: ["main"] },
          },
        },
      });
    });

    it("lets the controller make tokens of those accounts, and of no others", () => {
      const account = recording.one("kubernetes:core/v1:ServiceAccount").inputs;
      expect(account["metadata"]).to.deep.equal({ name: "vault-web", namespace: "external-secrets" });
      expect(account["automountServiceAccountToken"]).to.equal(false);
      const role = recording.one("kubernetes:rbac.authorization.k8s.io/v1:Role").inputs;
      expect(role["rules"]).to.deep.equal([
        { apiGroups: [""], resources: ["serviceaccounts/token"], resourceNames: ["vault-web"], verbs: ["create"] },
      ]);
      const binding = recording.one("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding").inputs;
      expect(binding["roleRef"]).to.deep.include({ kind: "Role", name: at(role, "metadata", "name") });
      expect(binding["subjects"]).to.deep.equal([
        { kind: "ServiceAccount", name: "external-secrets", namespace: "external-secrets" },
      ]);
      expect(bare.ofType("kubernetes:core/v1:ServiceAccount")).to.deep.equal([]);
      expect(bare.ofType("kubernetes:rbac.authorization.k8s.io/v1:Role")).to.deep.equal([]);
    });
  });
});
