import { expect } from "chai";
import { broken, restrictedContainer, type Sample, samples } from "../../../../support/samples";
import { cases } from "../../cases";
import { run } from "../../harness";

const [cluster, declared, store] = [samples.cluster(), samples.externalSecrets(), samples.clusterSecretStore()];
const [good, template] = [samples.deployment(), samples.launchTemplate()];
const containers = (...list: unknown[]): Sample => broken(good, "spec.template.spec.containers", list);
const leaking = containers({ ...restrictedContainer("api"), env: [{ name: "DB_PASSWORD", value: "not-a-real-one" }] });
const settings = (data: unknown): Sample => ({
  type: "kubernetes:core/v1:ConfigMap",
  name: "settings",
  props: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "payments" }, data },
});
const key: Sample = { type: "aws:iam/accessKey:AccessKey", name: "pipeline", props: { user: "pipeline" } };

describe("SEC-01 secrets", () => {
  cases("SEC-01", [
    ["a store beside the cluster", [cluster, declared, store, good, template, settings({ level: "info" })], "pass"],
    ["no store beside the cluster, and good objects", [cluster, good, template], "fail", "holds no external-secrets"],
    ["good objects without a cluster", [good, settings({ level: "info" })], "pass"],
    ["good user data without a cluster", [template], "pass"],
    ["a bad pod without a cluster", [leaking], "fail", "has its value written down: api"],
    ["a bad pod beside a good store", [cluster, declared, store, leaking], "fail"],
    ["a bad ConfigMap beside a good store", [cluster, declared, store, settings({ token: "x" })], "fail"],
    ["an access key beside a good store", [cluster, declared, store, key], "fail"],
    ["nothing that holds secrets", [samples.key()], "not-applicable"],
  ]);

  describe("where somebody else provides the store", () => {
    const others: Sample = broken(samples.compliantCluster(), "parts.externalSecrets", {
      mode: "inherited",
      vouchedBy: "the platform team",
    });
    const under: Sample = { ...cluster, parent: others.name };

    it("do not pass by good objects alone", async () => {
      const { verdict } = await run([others, under, good, template]);
      expect(verdict("SEC-01")).to.equal("not-applicable");
    });

    it("fail by bad ones", async () => {
      for (const bad of [leaking, key, settings({ token: "x" })]) {
        const { verdict } = await run([others, under, template, bad]);
        expect(verdict("SEC-01"), bad.name).to.equal("fail");
      }
    });
  });
});
