import { expect } from "chai";
import { join } from "node:path";
import { controls, objectRules } from "../../../../catalogue";
import { type PackClient, startPack } from "../../../../cli/preview/pack";
import { resourceChecks, stackChecks } from "../../../../policypacks/compliance/policies/checks";
import { objectChecks } from "../../../../policypacks/compliance/policies/kubernetes/object-checks";
import { stackOf } from "../../../../scripts/bench/pack/stack";

describe("the naive pack of the bench", function () {
  this.timeout(60_000);
  let pack: PackClient;
  before(async () => {
    pack = await startPack(join(__dirname, "../../../../scripts/bench/pack/naive"));
    await pack.configure();
    await pack.configureStack({ project: "bench", stack: "dev", dryRun: true });
  });
  after(() => pack.stop());

  it("has a policy for each object rule, and for each control that is more than its rules", () => {
    const checked = [...resourceChecks, ...stackChecks].map(({ control }) => control);
    const others = controls.map(({ id }) => id).filter((id) => checked.includes(id) || id === "GOV-01");
    // Load balancers of AWS have listeners, beside the rules about those of Kubernetes.
    const rulesAlone = objectChecks([{ control: "TLS-03" }]).map(({ control }) => control);
    const named = pack.info.policies.map(({ name }) => name);
    const rules = objectRules.map(({ control, id }) => `${control}-${id}`);
    expect(named).to.include.members(rules);
    expect(named.filter((name) => !rules.includes(name))).to.have.members(
      others.filter((id) => !rulesAlone.includes(id)),
    );
  });

  it("judges: a pod that shares the node's processes breaks one rule more than the pod without", async () => {
    const found = stackOf(1_000).find(({ type }) => type === "kubernetes:apps/v1:Deployment")!;
    const shared = structuredClone(found);
    const { spec } = (shared.inputs["spec"] as { template: { spec: Record<string, unknown> } }).template;
    spec["hostPID"] = true;
    const broken = async (registration: typeof found) =>
      (await pack.analyze(registration)).map(({ policy }) => policy).sort();
    expect(await broken(shared)).to.deep.equal([...(await broken(found)), "PSS-01-host-namespaces"].sort());
  });
});
