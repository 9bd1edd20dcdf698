import { expect } from "chai";
import { configMaps } from "../../../catalogue/rules/config-maps";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";
import { plainNames, secretNames } from "../support/secret-names";

const broken = (more: Json) =>
  brokenIn(configMaps, {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "settings", namespace: "team" },
    ...more,
  });
const pem = (what: string) => `-----BEGIN ${what}-----\nbm90IGEga2V5\n-----END ${what}-----\n`;

describe("catalogue/rules: secrets in ConfigMaps", () => {
  it("are looked for in ConfigMaps alone", () => {
    expect(configMaps.kinds).to.deep.equal([{ apiGroups: [""], kinds: ["ConfigMap"] }]);
  });

  it("are not in one without content, or with plain settings", () => {
    for (const more of [
      {},
      { data: {} },
      { binaryData: {} },
      { data: { level: "info" }, binaryData: { logo: "AAAA" } },
    ])
      expect(broken(more)).to.deep.equal([]);
  });

  it("are found by the names of keys, in data and binaryData", () => {
    for (const name of secretNames)
      for (const map of ["data", "binaryData"])
        expect(broken({ [map]: { level: "info", [name]: "ZXhhbXBsZQ==" } }), name).to.deep.equal(["config-map-secret"]);
    for (const name of plainNames) expect(broken({ data: { [name]: "example" } }), name).to.deep.equal([]);
  });

  it("are no empty text and no switch", () => {
    for (const value of ["", "true", "false"])
      expect(broken({ data: { password: value }, binaryData: { token: value } })).to.deep.equal([]);
    expect(broken({ data: { password: "True" } })).to.deep.equal(["config-map-secret"]);
  });

  for (const what of [
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
  ]) {
    it(`a value that holds a ${what} is one`, () => {
      expect(broken({ data: { "tls.pem": pem(what) } })).to.deep.equal(["config-map-private-key"]);
      expect(broken({ data: { bundle: `${pem("CERTIFICATE")}${pem(what)}` } })).to.deep.equal([
        "config-map-private-key",
      ]);
    });
  }

  it("a key of PGP is one, and what is public is none", () => {
    expect(broken({ data: { ring: pem("PGP PRIVATE KEY BLOCK") } })).to.deep.equal(["config-map-private-key"]);
    for (const what of ["CERTIFICATE", "PUBLIC KEY", "PGP PUBLIC KEY BLOCK", "PRIVATE KEYRING"])
      expect(broken({ data: { "tls.pem": pem(what) } }), what).to.deep.equal([]);
  });

  it("break two rules where name and value tell", () => {
    expect(broken({ data: { "private-key": pem("PRIVATE KEY") } })).to.deep.equal([
      "config-map-secret",
      "config-map-private-key",
    ]);
  });

  it("stand in texts", () => {
    for (const data of ["password", 7, { level: 7 }])
      expect(() => broken({ data }), JSON.stringify(data)).to.throw("decides neither");
  });
});
