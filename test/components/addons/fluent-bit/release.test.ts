import { expect } from "chai";
import { platformNamespaces } from "../../../../catalogue";
import { fluentBit as pin } from "../../../../catalogue/charts/fluent-bit";
import type { Values } from "../../../../components/foundations/values";
import type { Recording } from "../../../support/recorder";
import { at } from "../../recorded";
import { keysOf, valueMistakes } from "../chart-values";
import { releaseType, key, args, oidcProvider, recordLogs, valuesOf } from "./recorded";

describe("addons/fluent-bit/release", () => {
  let recording: Recording;
  before(async () => (recording = await recordLogs(args)));

  describe("the release", () => {
    it("sets only values that the pinned chart has, with fitting types, in every mode", async () => {
      const archived = await recordLogs({ ...args, archive: { bucketName: "archive", keyArn: key } });
      const withoutNodes = await recordLogs({ ...args, nodeLogs: false });
      const byToken = await recordLogs({ ...args, cluster: { name: "main", oidcProvider } });
      const mirrored = await recordLogs({
        ...args,
        mirror: { registries: { "docker.io": "registry.example.com/hub" } },
      });
      for (const each of [recording, archived, withoutNodes, byToken, mirrored])
        expect(valueMistakes(pin, valuesOf(each))).to.deep.equal([]);
    });

    it("takes its image from where a cache can stand, and from the mirror where there is one", async () => {
      const repository = (each: Recording) => at(valuesOf(each), "image", "repository");
      expect(repository(recording)).to.equal("docker.io/fluent/fluent-bit");
      expect(keysOf(pin).values["image.repository"]?.default).to.equal("cr.fluentbit.io/fluent/fluent-bit");
      const hub = await recordLogs({ ...args, mirror: { registries: { "docker.io": "registry.example.com/hub" } } });
      expect(repository(hub)).to.equal("registry.example.com/hub/fluent/fluent-bit");
      const all = await recordLogs({ ...args, mirror: { registries: { "*": "registry.example.com" } } });
      expect(repository(all)).to.equal("registry.example.com/fluent/fluent-bit");
      const own = await recordLogs({ ...args, values: { image: { repository: "example.com/mine" } } });
      expect(repository(own)).to.equal("example.com/mine");
      expect(pin.images).to.have.length(1);
    });

    it("installs the pinned chart under its own name, on every node, without its test", () => {
      const { values, ...rest } = recording.one(releaseType).inputs;
      expect(rest).to.deep.include({
        name: "fluent-bit",
        chart: "fluent-bit",
        version: "0.58.1",
        repositoryOpts: { repo: "https://fluent.github.io/helm-charts" },
        namespace: "logging",
        atomic: true,
      });
      expect(values).to.deep.include({
        kind: "DaemonSet",
        testFramework: { enabled: false },
        hotReload: { enabled: false },
        rbac: { create: true, nodeAccess: false, eventsAccess: false },
        serviceAccount: { create: true, name: "fluent-bit", annotations: {} },
        priorityClassName: "system-node-critical",
        tolerations: [{ operator: "Exists" }],
        networkPolicy: { enabled: false },
      });
      expect(at(values, "resources", "limits", "memory")).to.equal("384Mi");
    });

    it("is root without any capability, reads logs and writes to one folder", () => {
      expect(at(valuesOf(recording), "securityContext")).to.deep.equal({
        runAsUser: 0,
        privileged: false,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      expect(at(valuesOf(recording), "podSecurityContext")).to.deep.equal({
        seccompProfile: { type: "RuntimeDefault" },
      });
      const mounts = at(valuesOf(recording), "daemonSetVolumeMounts") as Values[];
      expect(mounts.map(({ mountPath, readOnly }) => [mountPath, readOnly])).to.deep.equal([
        ["/var/log/containers", true],
        ["/var/log/pods", true],
        ["/var/log/journal", true],
        ["/var/fluent-bit/state", false],
      ]);
      const volumes = at(valuesOf(recording), "daemonSetVolumes") as Values[];
      expect(volumes.map(({ name, hostPath }) => [name, at(hostPath, "path")])).to.deep.equal(
        mounts.map(({ name, mountPath }) => [name, mountPath]),
      );
    });

    it("is configured by us alone: platform namespaces and its own apart, one output for each group", () => {
      const config = at(valuesOf(recording), "config") as Record<string, string>;
      expect(Object.keys(config).sort()).to.deep.equal(["filters", "inputs", "outputs", "service"]);
      for (const { name } of [...platformNamespaces, { name: "logging" }])
        expect(config["inputs"], name).to.include(`/var/log/containers/*_${name}_*.log`);
      expect(config["outputs"]!.match(/log_group_name \S+/g)).to.deep.equal([
        "log_group_name /aws/eks/main/application",
        "log_group_name /aws/eks/main/platform",
        "log_group_name /aws/eks/main/node",
      ]);
      expect(config["filters"]).to.include("    Record cluster main\n");
      expect(config["service"]).to.match(/^\[SERVICE\]\n {4}Flush 5\n/);
    });

    it("tells the pods their node, and the region and endpoints of their partition", async () => {
      const chinese = await recordLogs(args, { region: "cn-north-1" });
      const values = (each: Recording) =>
        (at(valuesOf(each), "env") as Values[]).map(({ name, value, valueFrom }) => [name, value ?? valueFrom]);
      expect(values(recording)).to.deep.equal([
        ["NODE_NAME", { fieldRef: { fieldPath: "spec.nodeName" } }],
        ["AWS_REGION", "eu-central-1"],
        ["LOGS_ENDPOINT", "logs.eu-central-1.amazonaws.com"],
        ["STS_ENDPOINT", "sts.eu-central-1.amazonaws.com"],
      ]);
      expect(values(chinese)[2]).to.deep.equal(["LOGS_ENDPOINT", "logs.cn-north-1.amazonaws.com.cn"]);
      // Every variable of the configuration is one of these.
      const outputs = at(valuesOf(recording), "config", "outputs") as string;
      const used = new Set([...outputs.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
      expect([...used].sort()).to.deep.equal(
        values(recording)
          .map(([name]) => name)
          .sort(),
      );
    });

    it("declares itself for policies, effective values included", async () => {
      const other = await recordLogs({ ...args, values: { priorityClassName: "logs" } });
      const [declared, ...further] = other.one("rampart:index:FluentBit").inputs["releases"] as Values[];
      expect(further).to.deep.equal([]);
      expect(declared).to.deep.include({ chart: "fluent-bit", version: "0.58.1", namespace: "logging" });
      expect(at(declared, "securityValues")).to.deep.equal({
        kind: "DaemonSet",
        hostNetwork: false,
        "rbac.nodeAccess": false,
        "rbac.eventsAccess": false,
        "hotReload.enabled": false,
        "testFramework.enabled": false,
        priorityClassName: "logs",
      });
    });
  });
});
