import { expect } from "chai";
import { parse } from "yaml";
import { falco, falcoAudit, falcosidekick } from "../../../../catalogue/charts/falco";
import { checkRules, type FalcoItem, FalcoSource } from "../../../../catalogue/falco";
import type { Values } from "../../../../components/foundations/values";
import type { Recording } from "../../../support/recorder";
import { at } from "../../recorded";
import { keysOf, valueMistakes } from "../chart-values";
import { everything, least, recordFalco, releaseOf, topicArn, withTopic } from "./support";

const pins = [falco, falcoAudit, falcosidekick];
const valuesOf = (recording: Recording, release: string) => releaseOf(recording, release).inputs["values"] as Values;

describe("addons/falco: releases", () => {
  let recording: Recording;
  let full: Recording;
  before(async () => {
    recording = await recordFalco();
    full = await recordFalco(everything);
  });

  it("set only values that the pinned charts have, with fitting types", async () => {
    const others = [await recordFalco(least), await recordFalco({ ...withTopic, mirror: everything.mirror! })];
    for (const each of [recording, full, ...others])
      for (const pin of pins) expect(valueMistakes(pin, valuesOf(each, pin.release))).to.deep.equal([]);
    expect(valueMistakes(falco, { driver: { kin: "auto" } })).to.deep.equal(["driver.kin: no such key in falco 9.1.0"]);
  });

  it("are the pinned charts, each under its own name in one namespace", () => {
    for (const pin of pins)
      expect(releaseOf(recording, pin.release).inputs).to.deep.include({
        chart: pin.chart,
        version: pin.version,
        repositoryOpts: { repo: pin.repository },
        namespace: "falco",
      });
  });

  it("state every default and every protected path that the charts know", () => {
    for (const pin of pins) {
      const { values } = keysOf(pin);
      for (const [path, { default: own, control, oneOf }] of Object.entries(pin.securityValues)) {
        expect(values[path]?.default, path).to.equal(own);
        expect(control !== undefined, path).to.equal(oneOf !== undefined);
      }
      const templateOnly = pin.templateOnlyPaths.map(({ path }) => path);
      for (const { path } of pin.protectedPaths)
        expect(values[path] !== undefined || templateOnly.includes(path), path).to.equal(true);
      for (const { path } of pin.images.flatMap(({ keys }) => keys)) expect(values, path).to.have.property(path);
    }
  });

  it("name the images of the charts by their own values", () => {
    for (const pin of pins) {
      const { values } = keysOf(pin);
      const own = (path: string) => String(values[path]?.default);
      for (const { image, keys } of pin.images)
        for (const { path, holds } of keys) {
          if (holds === "reference") expect(own(path)).to.equal(image);
          else {
            const name = path.replace(/registry$/, "repository");
            const tag = own(path.replace(/registry$/, "tag")) || pin.appVersion;
            expect(`${own(path)}/${own(name)}:${tag}`).to.equal(image);
          }
        }
    }
  });

  it("watch every node by modern eBPF with four capabilities, and follow nothing", () => {
    const values = valuesOf(recording, "falco");
    expect(values).to.deep.include({
      controller: { kind: "daemonset" },
      driver: { enabled: true, kind: "modern_ebpf", modernEbpf: { leastPrivileged: true } },
      tolerations: [{ operator: "Exists" }],
      podPriorityClassName: "system-node-critical",
      falcosidekick: { enabled: false },
      metrics: { enabled: true },
    });
    for (const release of ["falco", "falco-k8saudit"])
      expect(at(valuesOf(recording, release), "falcoctl", "artifact", "follow", "enabled")).to.equal(false);
    expect(at(values, "falcoctl", "config")).to.deep.equal({
      artifact: { install: { resolveDeps: false, refs: ["falco-rules:5.1.0"] } },
    });
    // The chart's own reference is the pinned one.
    expect(at(values, "collectors", "containerEngine")).to.deep.include({ enabled: true });
    expect(at(values, "collectors", "containerEngine")).to.not.have.property("pluginRef");
  });

  it("read the audit log once, with nothing of the host and no rights", () => {
    const values = valuesOf(recording, "falco-k8saudit");
    expect(values).to.deep.include({
      controller: { kind: "deployment", deployment: { replicas: 1 } },
      driver: { enabled: false },
      collectors: { enabled: false },
      containerSecurityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
      serviceAccount: { annotations: {} },
    });
    expect(values["podSecurityContext"]).to.deep.equal({
      runAsNonRoot: true,
      runAsUser: 65532,
      runAsGroup: 65532,
      fsGroup: 65532,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(at(values, "falcoctl", "artifact", "install")).to.deep.include({
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
      env: [
        { name: "HOME", value: "/artifactstate" },
        { name: "TMPDIR", value: "/artifactstate" },
      ],
    });
    expect(at(values, "falcoctl", "config", "artifact", "install", "refs")).to.deep.equal([
      "k8saudit-eks:0.12.0",
      "json:0.7.0",
    ]);
    expect(values["falco"]).to.deep.include({
      plugins_hostinfo: false,
      rules_files: ["/etc/falco/rules.d"],
      load_plugins: ["k8saudit-eks", "json"],
      plugins: [
        {
          name: "k8saudit-eks",
          library_path: "libk8saudit-eks.so",
          init_config: { region: "eu-central-1", shift: 10, polling_interval: 10, use_async: false, buffer_size: 500 },
          open_params: "main",
        },
        { name: "json", library_path: "libjson.so", init_config: "" },
      ],
    });
  });

  it("send every alert to falcosidekick, as JSON with its tags", () => {
    for (const release of ["falco", "falco-k8saudit"])
      expect(at(valuesOf(recording, release), "falco")).to.deep.include({
        json_output: true,
        json_include_tags_property: true,
        priority: "notice",
        rule_matching: "first",
        http_output: { enabled: true, url: "http://falcosidekick.falco.svc:2801" },
      });
  });

  it("route by priority to topic and log, and to an address where there is one", () => {
    const values = valuesOf(recording, "falcosidekick");
    expect(values["config"]).to.deep.equal({
      customfields: "cluster:main",
      aws: {
        useirsa: true,
        checkidentity: false,
        region: "eu-central-1",
        cloudwatchlogs: { loggroup: "/aws/eks/main/falco", minimumpriority: "notice" },
        sns: { minimumpriority: "error", topicarn: topicArn },
      },
    });
    expect(values).to.deep.include({ replicaCount: 2, webui: { enabled: false } });
    expect(values["securityContext"]).to.deep.equal({
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    });
    const config = valuesOf(full, "falcosidekick")["config"];
    expect(at(config, "aws", "sns", "minimumpriority")).to.equal("critical");
    expect(at(config, "aws", "cloudwatchlogs", "minimumpriority")).to.equal("debug");
    expect(at(config, "webhook")).to.deep.equal({ minimumpriority: "warning" });
    expect(at(config, "extraEnv")).to.deep.equal([
      { name: "WEBHOOK_ADDRESS", valueFrom: { secretKeyRef: { name: "chat", key: "address", optional: true } } },
    ]);
  });

  it("say nothing of a topic where there is none", async () => {
    const values = valuesOf(await recordFalco(least), "falcosidekick");
    expect(at(values, "config", "aws")).to.not.have.property("sns");
    expect(at(values, "config")).to.not.have.property("extraEnv");
  });

  it("load rules that the checker takes: ours before the project's, and yours after ours", () => {
    expect(at(valuesOf(full, "falco"), "falco", "rules_files")).to.deep.equal([
      "/etc/falco/rules.d",
      "/etc/falco/falco_rules.yaml",
    ]);
    expect(at(valuesOf(full, "falco"), "falco", "rules")).to.deep.equal([
      { disable: { rule: "Contact K8S API Server From Container" } },
    ]);
    expect(at(valuesOf(recording, "falco"), "falco")).to.not.have.property("rules");
    const releases: [string, FalcoSource, FalcoItem[]][] = [
      ["falco", FalcoSource.Syscall, everything.rules!.syscall!],
      ["falco-k8saudit", FalcoSource.Audit, everything.rules!.audit!],
    ];
    for (const [release, instance, theirs] of releases) {
      const files = valuesOf(full, release)["customRules"] as Record<string, string>;
      expect(Object.keys(files)).to.deep.equal(["10-rampart.yaml", "50-own.yaml"]);
      const [ours, own] = Object.values(files).map((text) => parse(text) as FalcoItem[]);
      expect(own).to.deep.equal(theirs);
      expect(checkRules([...ours!, ...own!], { instance })).to.deep.equal([]);
      expect(Object.keys(valuesOf(recording, release)["customRules"] as object)).to.deep.equal(["10-rampart.yaml"]);
    }
  });

  it("take images and artifacts from a mirror, these by their whole names and without the index", () => {
    const values = valuesOf(full, "falco");
    expect(at(values, "image", "registry")).to.equal("registry.example.com");
    expect(at(values, "collectors", "containerEngine", "pluginRef")).to.equal(
      "registry.example.com/falcosecurity/plugins/plugin/container:0.7.1",
    );
    expect(at(values, "falcoctl", "config")).to.deep.equal({
      indexes: [],
      artifact: {
        install: { resolveDeps: false, refs: ["registry.example.com/falcosecurity/rules/falco-rules:5.1.0"] },
      },
    });
    expect(at(valuesOf(full, "falcosidekick"), "image", "registry")).to.equal("registry.example.com");
  });
});
