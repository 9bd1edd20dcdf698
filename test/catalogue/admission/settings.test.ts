import { expect } from "chai";
import { exclusionsOf, exclusionsShape, read, ruleSettingsShape, type Waiver } from "../../../catalogue";

const paths = (reading: { mistakes: { path: string }[] }) => reading.mistakes.map(({ path }) => path);

describe("catalogue/admission: settings", () => {
  it("are lists of texts of their form, and every mistake is noted", () => {
    const rules = {
      registries: ["registry.example.com/team/"],
      exposed: ["shop/web"],
      clusterAdmins: ["Group:platform", "ServiceAccount:ops/deployer", "User:arn:aws:iam::123456789012:role/x"],
      trustedRoles: ["system:node", "shop/reader"],
    };
    expect(read(ruleSettingsShape, rules)).to.deep.equal({ value: rules, mistakes: [] });
    const wrong = { registries: ["a b", ""], clusterAdmins: ["platform"], platformNamespaces: ["mine"] };
    expect(paths(read(ruleSettingsShape, wrong))).to.have.members([
      "registries[0]",
      "registries[1]",
      "clusterAdmins[0]",
      "platformNamespaces",
    ]);
    expect(paths(read(ruleSettingsShape, { registries: "a/" }))).to.deep.equal(["registries"]);
  });

  it("name excluded objects, and every mistake is noted", () => {
    const good = [
      { control: "PSS-01", kind: "Deployment", namespace: "shop", name: "web" },
      { control: "RBAC-01", kind: "ClusterRole", name: "system:node" },
    ];
    expect(read(exclusionsShape, good).value).to.deep.equal(good);
    const bad = [{ control: "pss", kind: "pods", namespace: "*", name: "web-*", until: "2027-01-01" }];
    expect(paths(read(exclusionsShape, bad))).to.have.members([
      "[0].until",
      "[0].control",
      "[0].kind",
      "[0].namespace",
      "[0].name",
    ]);
  });
});

describe("catalogue/admission: exclusions from waivers", () => {
  const today = new Date("2027-01-15T12:00:00Z");
  const waiver: Waiver = {
    control: "PSS-01",
    resource: "kubernetes:apps/v1:Deployment::agent",
    reason: "r",
    owner: "o",
    approver: "a",
    ticket: "t",
    created: "2027-01-01",
    expires: "2027-01-15",
    object: { kind: "Deployment", namespace: "shop", name: "agent" },
  };
  const excluded = [{ control: "PSS-01", kind: "Deployment", namespace: "shop", name: "agent" }];

  it("are those that name an object, to the end of their last day", () => {
    expect(exclusionsOf([waiver], "prod", today)).to.deep.equal(excluded);
    const nameless = Object.fromEntries(Object.entries(waiver).filter(([key]) => key !== "object"));
    expect(exclusionsOf([nameless as unknown as Waiver], "prod", today)).to.deep.equal([]);
    expect(exclusionsOf([waiver], "prod", new Date("2027-01-16T00:00:00Z"))).to.deep.equal([]);
  });

  it("are those of the stack; without one, those of every stack", () => {
    const dev = { ...waiver, environments: ["dev"] };
    expect(exclusionsOf([dev], "dev", today)).to.deep.equal(excluded);
    expect(exclusionsOf([dev], "prod", today)).to.deep.equal([]);
    expect(exclusionsOf([dev], undefined, today)).to.deep.equal([]);
    expect(exclusionsOf([waiver], undefined, today)).to.deep.equal(excluded);
  });
});
