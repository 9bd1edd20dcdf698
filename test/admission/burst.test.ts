import { expect } from "chai";
import { createNamespace } from "./lab/namespaces";
import { admissionLab } from "./lab/shared";
import { burst, type BurstResult } from "./lab/burst";

const namespace = "burst";

describe("admission: 500 pods at once, half of which break a rule", () => {
  let result: BurstResult;
  let stored: string[];
  before(async () => {
    const lab = await admissionLab();
    await createNamespace(lab, namespace);
    result = await burst(lab, namespace, 500);
    stored = (await lab.pipeline.list("v1", "Pod", namespace)).map(({ metadata }) => metadata.name);
  });
  after(async () => (await admissionLab()).admin.removeAll("v1", "Pod", namespace));

  it("are all decided: no time-out, no error", () => {
    expect(result.others.slice(0, 3)).to.deep.equal([]);
    expect([result.accepted.length, result.denied.length]).to.deep.equal([250, 250]);
  });

  it("leave none behind that breaks a rule", () => {
    expect(stored).to.have.members(result.accepted);
    expect(stored.filter((name) => name.startsWith("violating"))).to.deep.equal([]);
  });
});
