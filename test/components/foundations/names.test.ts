import { expect } from "chai";
import fc from "fast-check";
import {
  autonameSuffix,
  clusterNamePattern,
  controlPlaneLogGroupName,
  digest,
  keyAliasName,
  logicalName,
  type NameKind,
  nameLimits,
} from "../../../components/foundations/names";

const kinds = Object.keys(nameLimits) as NameKind[];
const part = fc.stringMatching(/^[a-z][a-z0-9-]{0,80}$/);
const clusterName = fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/).filter((name) => clusterNamePattern.test(name));

describe("foundations/names", () => {
  it("keeps every logical name within AWS's limit, with Pulumi's suffix", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(part, { minLength: 1, maxLength: 4 }), (kind, parts) => {
        const name = logicalName(kind, ...parts);
        expect(name.length + autonameSuffix).to.be.at.most(nameLimits[kind]);
        expect(name).to.match(/^[a-z][a-z0-9-]*$/);
      }),
    );
  });

  it("leaves a short name as it is and tells long ones apart", () => {
    expect(logicalName("iamRole", "main", "nodes")).to.equal("main-nodes");
    const long = (end: string) => logicalName("nodeGroup", "a".repeat(60), end);
    expect(long("x")).to.have.length(55).and.not.equal(long("y"));
    expect(logicalName("iamRole", "a".repeat(56))).to.equal("a".repeat(56));
    expect(logicalName("iamRole", "a".repeat(57))).to.match(/^a{49}-[0-9a-f]{6}$/);
  });

  it("is the same in every run", () => {
    expect(digest("main")).to.equal("0d6e40");
    expect(digest("main", 8)).to.equal("0d6e4079");
  });

  it("derives names that AWS takes from any valid cluster name", () => {
    fc.assert(
      fc.property(clusterName, (name) => {
        expect(name.length).to.be.at.most(nameLimits.cluster);
        expect(controlPlaneLogGroupName(name)).to.match(/^[.\-_/#A-Za-z0-9]{1,512}$/);
        expect(keyAliasName(name, "secrets")).to.match(/^alias\/[a-zA-Z0-9/_-]{1,250}$/);
      }),
    );
  });

  it("takes and refuses cluster names at the edges", () => {
    const taken = ["a", "main", "prod-eu-1", "a".repeat(40)];
    const refused = ["", "1a", "A", "a_b", "a--b", "a-", "-a", "a".repeat(41), "a.b"];
    expect(taken.filter((name) => !clusterNamePattern.test(name))).to.deep.equal([]);
    expect(refused.filter((name) => clusterNamePattern.test(name))).to.deep.equal([]);
  });
});
