import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import type { Recording } from "../../../support/recorder";
import { allBefore, at, dependenciesOf } from "../../recorded";
import {
  releaseType,
  storeType,
  associationType,
  networkPolicyType,
  stores,
  cluster,
  oidcProvider,
  recordStores,
} from "./recorded";

describe("addons/external-secrets", () => {
  let recording: Recording;
  let bare: Recording;
  before(async () => {
    recording = await recordStores({ cluster, stores });
    bare = await recordStores({ cluster });
  });

  describe("the namespace", () => {
    it("is restricted, unknown to the mesh, and left out of Gatekeeper's webhooks", () => {
      const labels = at(recording.one("kubernetes:core/v1:Namespace").inputs, "metadata", "labels");
      expect(labels).to.deep.include({
        "pod-security.kubernetes.io/enforce": "restricted",
        "admission.gatekeeper.sh/ignore": "no-self-managing",
        "istio-injection": "disabled",
      });
    });

    it("lets each workload do what it needs and no more", async () => {
      const tcp = (port: number) => ({ protocol: "TCP", port });
      const spec = (from: Recording, role: string) =>
        from.one(networkPolicyType, `secrets-external-secrets-${role}`).inputs["spec"];
      const pods = (name: string) => ({ matchLabels: { "app.kubernetes.io/name": name } });
      const agent = {
        to: [{ ipBlock: { cidr: "169.254.170.23/32" } }, { ipBlock: { cidr: "fd00:ec2::23/128" } }],
        ports: [tcp(80)],
      };
      const egressOf = (from: Recording, role: string) =>
        at(spec(from, role), "egress") as { to?: unknown; ports: unknown }[];
      expect(recording.ofType(networkPolicyType)).to.have.length(4);
      expect(spec(recording, "default-deny")).to.deep.equal({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });

      expect(spec(recording, "allow-controller")).to.deep.include({
        podSelector: pods("external-secrets"),
        ingress: [],
      });
      const [names, ...controller] = egressOf(recording, "allow-controller");
      expect(names!.ports).to.deep.equal([{ protocol: "UDP", port: 53 }, tcp(53)]);
      expect(controller).to.deep.equal([{ ports: [tcp(443)] }, agent, { ports: [tcp(8200)] }]);
      expect(egressOf(bare, "allow-controller").slice(1)).to.deep.equal([{ ports: [tcp(443)] }]);

      expect(spec(recording, "allow-webhook")).to.deep.include({
        podSelector: pods("external-secrets-webhook"),
        ingress: [{ ports: [tcp(10250)] }],
      });
      expect(spec(recording, "allow-cert-controller")).to.deep.include({
        podSelector: pods("external-secrets-cert-controller"),
        ingress: [],
      });
      for (const role of ["allow-webhook", "allow-cert-controller"])
        expect(egressOf(recording, role).slice(1)).to.deep.equal([{ ports: [tcp(443)] }]);

      const byToken = await recordStores({
        cluster: { ...cluster, oidcProvider },
        stores: { payments: stores["payments"]! },
      });
      expect(egressOf(byToken, "allow-controller").slice(1)).to.deep.equal([{ ports: [tcp(443)] }]);
    });
  });

  describe("the order", () => {
    it("installs after its namespace, the association and the accounts, makes stores after the release and their roles", () => {
      const release = recording.one(releaseType);
      const policies = recording.ofType(networkPolicyType).map(({ urn }) => urn);
      const before = [
        recording.one("kubernetes:core/v1:Namespace"),
        recording.one(associationType),
        recording.one("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding"),
      ].map(({ urn }) => urn);
      expect(release.dependencies).to.include.members([...before, ...policies]);
      for (const store of recording.ofType(storeType)) expect(store.dependencies, store.name).to.include(release.urn);
      const payments = recording.one(storeType, "secrets-store-payments");
      expect(dependenciesOf(payments)).to.include("aws:iam/rolePolicy:RolePolicy::secrets-store-payments");
    });

    it("hands out what its users wait for: everything to the stores, and the namespace by itself", () => {
      const before = allBefore(recording, recording.one("kubernetes:core/v1:ConfigMap", "user"));
      for (const { urn } of [...recording.ofType(storeType), recording.one(releaseType)])
        expect(before.has(urn)).to.equal(true);
      const policies = recording.one("kubernetes:core/v1:ConfigMap", "policies");
      expect(policies.dependencies).to.have.members(
        [...recording.ofType("kubernetes:core/v1:Namespace"), ...recording.ofType(networkPolicyType)].map(
          ({ urn }) => urn,
        ),
      );
    });

    it("goes with the cluster, but for the roles, which the cluster does not hold", () => {
      const first = recording.one("kubernetes:core/v1:ConfigMap", "first");
      const last = recording.one("kubernetes:core/v1:ConfigMap", "last");
      const provider = `${recording.one("pulumi:providers:kubernetes").urn}::${unknown}`;
      const component = recording.one("rampart:index:ExternalSecrets");
      const made = recording.registrations.filter(({ parent }) => parent === component.urn);
      // Namespace and 4 policies, account with role and binding, release, 3 stores; 3 roles, 2 policies, 1 association.
      expect(made).to.have.length(12 + 6);
      for (const each of made) {
        expect(each.dependencies, each.urn).to.include(first.urn);
        const stays = each.type.startsWith("aws:iam/");
        expect(each.options.deletedWith, each.urn).to.equal(stays ? undefined : last.urn);
        if (each.type.startsWith("kubernetes:")) expect(each.provider, each.urn).to.equal(provider);
      }
    });
  });
});
