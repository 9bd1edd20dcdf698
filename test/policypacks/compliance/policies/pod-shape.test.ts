import { expect } from "chai";
import { misshapen } from "../../../../policypacks/compliance/policies/kubernetes/pod-shape";
import { unknown } from "../../../support/samples";

/** A template that sets everything which the pod rules read, each with a value of the type after it. */
function everything(flag: unknown, number: unknown, text: unknown, texts: unknown, map: unknown) {
  const profile = { type: text, localhostProfile: text };
  const securityContext = {
    privileged: flag,
    allowPrivilegeEscalation: flag,
    readOnlyRootFilesystem: flag,
    runAsNonRoot: flag,
    runAsUser: number,
    procMount: text,
    capabilities: { add: texts, drop: texts },
    seccompProfile: profile,
    appArmorProfile: profile,
    seLinuxOptions: { type: text, user: text, role: text, level: text },
    windowsOptions: { hostProcess: flag },
    sysctls: [{ name: text }],
  };
  const handler = { httpGet: { host: text }, tcpSocket: { host: text } };
  const container = {
    name: text,
    securityContext,
    ports: [{ hostPort: number }],
    livenessProbe: handler,
    readinessProbe: handler,
    startupProbe: handler,
    lifecycle: { postStart: handler, preStop: handler },
  };
  return {
    metadata: { annotations: map },
    spec: {
      hostNetwork: flag,
      hostPID: flag,
      hostIPC: flag,
      hostUsers: flag,
      os: { name: text },
      securityContext,
      containers: [container],
      initContainers: [container],
      ephemeralContainers: [container],
      volumes: [map],
    },
  };
}

/** The path of each value that is no map and no list of maps. */
function leaves(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => leaves(each, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, path === "" ? key : `${path}.${key}`));
}

describe("PSS-01 the shape of a pod template", () => {
  it("is right where everything has its type, is absent or is unknown", () => {
    const right = everything(true, 1, "x", ["x"], { x: "y" });
    expect(misshapen(right)).to.deep.equal([]);
    for (const value of [undefined, null, unknown])
      expect(misshapen(everything(value, value, value, value, value))).to.deep.equal([]);
    for (const value of [{}, undefined, unknown]) expect(misshapen(value)).to.deep.equal([]);
  });

  it("is wrong at each value of another type", () => {
    const wrong = everything("true", "1", 7, "x", "y");
    expect(misshapen(wrong)).to.have.members(leaves(wrong));
    expect(misshapen(wrong)).to.have.length(leaves(wrong).length);
  });

  it("is wrong where a list or a map stands in the place of the other", () => {
    expect(misshapen("pod")).to.deep.equal(["the pod template"]);
    expect(misshapen({ metadata: [], spec: { containers: {}, os: "linux", volumes: [{}, "x"] } })).to.deep.equal([
      "metadata",
      "spec.os",
      "spec.containers",
      "spec.volumes[1]",
    ]);
    const add = (value: unknown) => misshapen({ spec: { securityContext: { capabilities: { add: value } } } });
    expect([add(["a", 1]), add(["a", unknown]), add([])]).to.deep.equal([
      ["spec.securityContext.capabilities.add"],
      [],
      [],
    ]);
  });
});
