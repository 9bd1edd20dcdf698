import { expect } from "chai";
import { podCarriers } from "../../../catalogue";
import { configuration } from "../../../catalogue/rules/configuration";
import { brokenIn } from "../support/evaluate";
import {
  carriers,
  compliantTemplate,
  type ContainerList,
  containerLists,
  containerOf,
  drop,
  type Json,
  put,
  type Template,
} from "../support/pods";

const resources = () => ({ requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "64Mi" } });

function sample(): Template {
  const template = compliantTemplate();
  for (const list of ["containers", "initContainers"] as const) containerOf(template, list)["resources"] = resources();
  return template;
}

const broken = (change: (template: Template) => void, kind = "Deployment", namespace: unknown = "team") => {
  const template = sample();
  change(template);
  const object = carriers[kind]!(template);
  put(object, "metadata.namespace", namespace);
  return brokenIn(configuration, object);
};
const inContainer =
  (path: string, value: unknown, list: ContainerList = "containers") =>
  (template: Template) =>
    put(containerOf(template, list), path, value);

describe("catalogue/rules: configuration of workloads", () => {
  it("passes a compliant object of every kind", () => {
    expect(configuration.kinds).to.equal(podCarriers);
    for (const kind of Object.keys(carriers))
      expect(
        broken(() => undefined, kind),
        kind,
      ).to.deep.equal([]);
  });

  describe("resources", () => {
    const [cpu, memory] = ["cpu-request", "memory-limit"];
    const cases: [resources: unknown, breaks: string[]][] = [
      [undefined, [cpu, memory]],
      [{}, [cpu, memory]],
      [{ requests: {}, limits: {} }, [cpu, memory]],
      [{ requests: { cpu: "100m", memory: "64Mi" } }, [memory]],
      [{ requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "1" } }, [memory]],
      [{ requests: { memory: "64Mi" }, limits: { memory: "64Mi" } }, [cpu]],
      [{ limits: { memory: "64Mi" } }, [cpu]],
      [{ limits: { cpu: "1", memory: "64Mi" } }, []],
      [{ requests: { cpu: "100m" }, limits: { memory: "64Mi" } }, []],
      [{ requests: { cpu: 1n, memory: 64n }, limits: { memory: 64n } }, []],
      [{ requests: { cpu: 0.5 }, limits: { memory: "64Mi" } }, []],
      [{ requests: { cpu: "0" }, limits: { memory: "0" } }, [cpu, memory]],
      [{ requests: { cpu: 0n }, limits: { memory: 0n } }, [cpu, memory]],
    ];
    for (const list of ["containers", "initContainers"] as const) {
      cases.forEach(([value, breaks], index) =>
        it(`of ${list}, case ${index}: ${breaks.join(", ") || "allowed"}`, () => {
          const change = (template: Template) => {
            const container = containerOf(template, list);
            if (value === undefined) drop(container, "resources");
            else container["resources"] = value;
          };
          expect(broken(change)).to.deep.equal(breaks);
        }),
      );
    }

    it("are asked of every container, and of no ephemeral one", () => {
      const second = (template: Template) =>
        (template.spec["containers"] as Json[]).push({ ...container(), name: "b" });
      expect(broken(second)).to.deep.equal(["cpu-request", "memory-limit"]);
      expect(broken((template) => put(containerOf(template, "ephemeralContainers"), "resources", {}))).to.deep.equal(
        [],
      );
      function container(): Json {
        return { ...containerOf(compliantTemplate(), "containers") };
      }
    });
  });

  describe("a root file system that cannot be written", () => {
    for (const list of containerLists) {
      it(`is that of ${list}`, () => {
        for (const value of [false, "true", 1n])
          expect(broken(inContainer("securityContext.readOnlyRootFilesystem", value, list))).to.deep.equal([
            "read-only-root",
          ]);
        for (const path of ["securityContext.readOnlyRootFilesystem", "securityContext"])
          expect(
            broken((template) => drop(containerOf(template, list), path)),
            path,
          ).to.deep.equal(["read-only-root"]);
      });
    }

    it("is not there on Windows", () => {
      const on = (name: string) => (template: Template) => {
        put(template.spec, "os.name", name);
        inContainer("securityContext.readOnlyRootFilesystem", false)(template);
      };
      expect(broken(on("windows"))).to.deep.equal([]);
      expect(broken(on("linux"))).to.deep.equal(["read-only-root"]);
    });
  });

  describe("probes", () => {
    const without = (template: Template) => drop(containerOf(template, "containers"), "livenessProbe");
    const kinds = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"];

    for (const kind of Object.keys(carriers)) {
      const asked = kinds.includes(kind);
      it(`are ${asked ? "" : "not "}asked of a ${kind}`, () => {
        expect(broken(without, kind)).to.deep.equal(asked ? ["probes"] : []);
      });
    }

    it("are of liveness or readiness", () => {
      const instead = (probe: string) => (template: Template) => {
        without(template);
        inContainer(probe, { exec: { command: ["check"] } })(template);
      };
      expect(broken(instead("readinessProbe"))).to.deep.equal([]);
      expect(broken(instead("startupProbe"))).to.deep.equal(["probes"]);
    });

    it("are not asked of init and ephemeral containers", () => {
      for (const list of ["initContainers", "ephemeralContainers"] as const)
        expect(broken((template) => drop(containerOf(template, list), "livenessProbe"))).to.deep.equal([]);
    });
  });

  describe("a namespace", () => {
    for (const kind of Object.keys(carriers)) {
      it(`of its own has a ${kind}`, () => {
        for (const namespace of ["default-team", "my-default", "kube-system"])
          expect(
            broken(() => undefined, kind, namespace),
            namespace,
          ).to.deep.equal([]);
        for (const namespace of ["default", ""])
          expect(
            broken(() => undefined, kind, namespace),
            namespace,
          ).to.deep.equal(["namespace"]);
        const object = carriers[kind]!(sample());
        put(object, "metadata", { name: "sample" });
        expect(brokenIn(configuration, object)).to.deep.equal(["namespace"]);
      });
    }

    it("is a text", () => {
      for (const namespace of [7n, true, {}])
        expect(() => broken(() => undefined, "Deployment", namespace)).to.throw("namespace decides neither");
    });
  });
});
