import { expect } from "chai";
import { falco, falcoAudit } from "../../../catalogue/charts/falco";
import {
  falcoArtifacts,
  fieldLists,
  fieldsOf,
  FalcoSource,
  falcoVersions,
  upstreamRules,
} from "../../../catalogue/falco";

describe("catalogue/falco/fields", () => {
  it("are those of the versions that are pinned", () => {
    expect([falco.appVersion, falcoAudit.appVersion]).to.deep.equal([falcoVersions.falco, falcoVersions.falco]);
    const images = [...falco.images, ...falcoAudit.images].map(({ image }) => image);
    expect(images).to.include.members(Object.values(falcoArtifacts));
    for (const list of Object.values(fieldLists).flat()) {
      const pinned = { falco: falcoVersions.falco, ...falcoVersions.plugins };
      expect(list.version, list.of).to.equal(pinned[list.of as keyof typeof pinned]);
    }
  });

  it("are written once each, as Falco writes names", () => {
    for (const lists of Object.values(fieldLists)) {
      const names = lists.flatMap((each) => each.names);
      expect(new Set(names).size).to.equal(names.length);
      for (const name of names) expect(name).to.match(/^[a-z0-9]+(\.[a-zA-Z0-9_]+)+(\[\??\])?$/);
    }
  });

  it("keep the two sources apart, but for what every event has", () => {
    const shared = [...fieldsOf[FalcoSource.Syscall].keys()].filter((name) => fieldsOf[FalcoSource.Audit].has(name));
    expect(shared.every((name) => name.startsWith("evt."))).to.equal(true);
    expect(shared).to.include.members(["evt.time", "evt.hostname"]).and.not.include("evt.type");
    expect(fieldsOf[FalcoSource.Syscall].get("proc.aname")).to.equal("maybe");
    expect(fieldsOf[FalcoSource.Audit].get("ka.uri.param")).to.equal("always");
    expect(fieldsOf[FalcoSource.Audit].get("ka.verb")).to.equal("never");
    expect(fieldsOf[FalcoSource.Audit].get("ka.req.pod.ephemeralContainers.image")).to.equal("maybe");
  });

  it("know the rules of the project's own file", () => {
    expect(upstreamRules).to.have.length(25);
  });
});
