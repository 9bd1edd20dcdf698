import { expect } from "chai";
import { podCarriers } from "../../../catalogue";
import { podTokens, serviceAccounts, tokenSecrets } from "../../../catalogue/rules/service-accounts";
import { brokenIn } from "../support/evaluate";
import { carriers, compliantTemplate, type Json } from "../support/pods";

describe("catalogue/rules: tokens in pods", () => {
  const specs: [spec: Json, allowed: boolean][] = [
    [{}, false],
    [{ automountServiceAccountToken: false }, true],
    [{ automountServiceAccountToken: true }, false],
    [{ serviceAccountName: "api" }, true],
    [{ serviceAccountName: "api", automountServiceAccountToken: true }, true],
    [{ serviceAccountName: "default" }, false],
    [{ serviceAccountName: "default", automountServiceAccountToken: false }, true],
    [{ serviceAccountName: "default-api" }, true],
    [{ serviceAccountName: "" }, false],
    [{ serviceAccount: "api" }, true],
    [{ serviceAccount: "default" }, false],
    [{ serviceAccountName: "", serviceAccount: "api" }, true],
    [{ serviceAccountName: "default", serviceAccount: "api" }, false],
    [{ automountServiceAccountToken: "false" }, false],
  ];
  for (const [spec, allowed] of specs) {
    it(`${JSON.stringify(spec)}: ${allowed ? "allowed" : "a token of default"}`, () => {
      for (const carry of Object.values(carriers)) {
        const template = compliantTemplate();
        const object = carry({ ...template, spec: { ...template.spec, ...spec } });
        expect(brokenIn(podTokens, object)).to.deep.equal(allowed ? [] : ["pod-default-token"]);
      }
    });
  }

  it("are judged in every kind that carries pods", () => {
    expect(podTokens.kinds).to.equal(podCarriers);
  });

  it("do not take what is no name for a name", () => {
    for (const name of [7, true, ["api"]]) {
      const template = compliantTemplate();
      const object = carriers["Pod"]!({ ...template, spec: { ...template.spec, serviceAccountName: name } });
      expect(() => brokenIn(podTokens, object)).to.throw("decides neither");
    }
  });
});

describe("catalogue/rules: service accounts", () => {
  const account = (name: string | undefined, more: Json = {}): Json => ({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { ...(name === undefined ? { generateName: "default" } : { name }), namespace: "shop" },
    ...more,
  });
  const broken = (object: Json) => brokenIn(serviceAccounts, object);

  it("default hands out no token", () => {
    expect(broken(account("default", { automountServiceAccountToken: false }))).to.deep.equal([]);
    for (const more of [{}, { automountServiceAccountToken: true }, { automountServiceAccountToken: "false" }])
      expect(broken(account("default", more))).to.deep.equal(["default-account-token"]);
  });

  it("of another name hand out what they like", () => {
    for (const name of ["api", "default-api", undefined]) expect(broken(account(name))).to.deep.equal([]);
  });

  it("are only warned about at admission, because Kubernetes makes some itself", () => {
    expect(serviceAccounts.kinds.map(({ warnOnly }) => warnOnly === undefined)).to.deep.equal([false]);
  });
});

describe("catalogue/rules: secrets that are tokens", () => {
  const secret = (more: Json): Json => ({ apiVersion: "v1", kind: "Secret", metadata: { name: "a" }, ...more });

  it("are those of one type", () => {
    const token = secret({ type: "kubernetes.io/service-account-token" });
    expect(brokenIn(tokenSecrets, token)).to.deep.equal(["lasting-token"]);
    for (const more of [{}, { type: "Opaque" }, { type: "kubernetes.io/dockerconfigjson" }])
      expect(brokenIn(tokenSecrets, secret(more))).to.deep.equal([]);
  });
});
