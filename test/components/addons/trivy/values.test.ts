import { expect } from "chai";
import { trivyOperator as pin } from "../../../../catalogue/charts/trivy-operator";
import { resolveTrivyOperatorArgs } from "../../../../components/addons/trivy/settings";
import type { TrivyOperatorArgs } from "../../../../components/addons/trivy";
import type { Values } from "../../../../components/foundations/values";
import { at } from "../../recorded";
import { keysOf, valueMistakes } from "../chart-values";
import { recordTrivy, releaseType } from "./recorded-trivy";

const own = (args: Omit<TrivyOperatorArgs, "cluster"> = {}): Values =>
  resolveTrivyOperatorArgs({ cluster: { name: "main" }, ...args }).release.ours;

const restricted = (user: number) => ({
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: user,
  fsGroup: user,
  seccompProfile: { type: "RuntimeDefault" },
});
const confined = {
  privileged: false,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

describe("addons/trivy/values", () => {
  it("sets only values that the pinned chart has, with fitting types, in every mode", async () => {
    const modes: Omit<TrivyOperatorArgs, "cluster">[] = [
      {},
      { nodeOperatingSystem: "amazon-linux" },
      { server: true, serverStorageClass: "gp3", readPullSecrets: true },
      { scanJobs: { tolerations: [{}, { key: "team", value: "a" }] } },
      { mirror: { registries: { "*": "registry.example.com" } } },
    ];
    for (const mode of modes) {
      const recording = await recordTrivy(mode);
      expect(valueMistakes(pin, recording.one(releaseType).inputs["values"] as Values)).to.deep.equal([]);
    }
    expect(valueMistakes(pin, { trivy: { severity: 1, severities: 1 } })).to.deep.equal([
      "trivy.severity: number; expected string",
      "trivy.severities: no such key in trivy-operator 0.34.0",
    ]);
  });

  it("knows every registry that the chart names, and moves each of them to a mirror", async () => {
    const keys = Object.entries(keysOf(pin).values).filter(
      ([path, { type, default: own }]) => /egistry$/.test(path) && type === "string" && own !== "",
    );
    const named = pin.images.flatMap(({ image, keys }) => keys.map(({ path }) => [path, image.split("/")[0]]));
    expect(named).to.have.deep.members(keys.map(([path, { default: host }]) => [path, host]));
    const mirrored = await recordTrivy({ mirror: { registries: { "*": "registry.example.com/copies" } } });
    const values = mirrored.one(releaseType).inputs["values"];
    for (const [path] of keys) expect(at(values, ...path.split(".")), path).to.equal("registry.example.com/copies");
  });

  it("names the tags that the chart pulls by itself", () => {
    const facts = keysOf(pin).values;
    const tags = ["trivy.image.tag", "nodeCollector.tag", "policiesBundle.tag"].map((path) => facts[path]!.default);
    const pinned = pin.images.map(({ image }) => image.split(":")[1]);
    expect(pinned).to.deep.equal([pin.appVersion, tags[0], tags[1], "2", "1", String(tags[2])]);
  });

  it("scans with everything, reports all of it, and does not read Secrets", () => {
    const values = own();
    expect(values["operator"]).to.deep.equal({
      vulnerabilityScannerEnabled: true,
      exposedSecretScannerEnabled: true,
      configAuditScannerEnabled: true,
      rbacAssessmentScannerEnabled: true,
      infraAssessmentScannerEnabled: false,
      clusterComplianceEnabled: true,
      scannerReportTTL: "24h",
      scanJobsConcurrentLimit: 5,
      scanJobTimeout: "10m",
      accessGlobalSecretsAndServiceAccount: false,
      builtInTrivyServer: false,
      builtInServerRegistryInsecure: false,
    });
    expect(values["compliance"]).to.deep.equal({
      specs: ["eks-cis-1.4", "k8s-nsa-1.0", "k8s-pss-baseline-0.1", "k8s-pss-restricted-0.1"],
      reportType: "all",
      failEntriesLimit: 50,
    });
    expect(values).to.deep.include({ targetNamespaces: "", excludeNamespaces: "kube-system" });
    expect(values["trivy"]).to.deep.include({
      severity: "MEDIUM,HIGH,CRITICAL",
      ignoreUnfixed: false,
      timeout: "10m0s",
      offlineScan: true,
      useEmbeddedRegoPolicies: "true",
      useBuiltinRegoPolicies: "false",
      dbRepositoryInsecure: "false",
    });
  });

  it("confines the operator, its scans and the server as the restricted level asks", () => {
    const values = own({ server: true });
    expect(values["podSecurityContext"]).to.deep.equal(restricted(10000));
    expect(values["securityContext"]).to.deep.equal(confined);
    expect(at(values, "trivyOperator", "scanJobPodTemplatePodSecurityContext")).to.deep.equal(restricted(65534));
    expect(at(values, "trivyOperator", "scanJobPodTemplateContainerSecurityContext")).to.deep.equal(confined);
    expect(at(values, "trivy", "server")).to.deep.equal({
      podSecurityContext: restricted(65534),
      securityContext: confined,
    });
    expect(at(values, "trivyOperator", "scanJobsInSameNamespace")).to.equal(false);
  });

  it("on Bottlerocket leaves the node collector off, and its volumes alone", () => {
    const values = own({ nodeOperatingSystem: "bottlerocket" });
    expect(at(values, "operator", "infraAssessmentScannerEnabled")).to.equal(false);
    expect(values).not.to.have.property("nodeCollector");
  });

  it("on Amazon Linux collects from every node, as root without rights, from places that are there", () => {
    const values = own({ nodeOperatingSystem: "amazon-linux" });
    expect(at(values, "operator", "infraAssessmentScannerEnabled")).to.equal(true);
    const places = ["/var/lib/kubelet", "/etc/kubernetes", "/etc/cni/net.d", "/etc/systemd", "/lib/systemd"];
    const names = ["var-lib-kubelet", "etc-kubernetes", "etc-cni-netd", "etc-systemd", "lib-systemd"];
    expect(values["nodeCollector"]).to.deep.equal({
      tolerations: [{ operator: "Exists" }],
      volumes: names.map((name, index) => ({ name, hostPath: { path: places[index] } })),
      volumeMounts: names.map((name, index) => ({ name, mountPath: places[index], readOnly: true })),
    });
    expect(at(values, "trivyOperator", "scanJobPodTemplatePodSecurityContext")).to.deep.equal({
      runAsUser: 0,
      runAsGroup: 0,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(at(values, "trivyOperator", "scanJobPodTemplateContainerSecurityContext")).to.deep.equal(confined);
  });

  it("writes what is asked for in the chart's own words", () => {
    const values = own({
      severities: ["CRITICAL", "HIGH", "LOW", "HIGH"],
      ignoreUnfixed: true,
      excludedNamespaces: ["kube-system", "vendor"],
      readPullSecrets: true,
      complianceSpecs: ["k8s-nsa-1.0"],
      failEntriesLimit: 200,
      scanJobs: {
        concurrent: 2,
        timeoutMinutes: 30,
        memoryMib: 4096,
        tolerations: [{}, { key: "gpu" }, { key: "team", value: "a" }],
      },
      serverStorageClass: "encrypted",
      server: true,
    });
    expect(values["excludeNamespaces"]).to.equal("kube-system,vendor");
    expect(values["compliance"]).to.deep.include({ specs: ["k8s-nsa-1.0"], failEntriesLimit: 200 });
    expect(values["operator"]).to.deep.include({
      scanJobsConcurrentLimit: 2,
      scanJobTimeout: "30m",
      accessGlobalSecretsAndServiceAccount: true,
      builtInTrivyServer: true,
    });
    expect(values["trivy"]).to.deep.include({
      severity: "LOW,HIGH,CRITICAL",
      ignoreUnfixed: true,
      timeout: "30m0s",
      storageClassName: "encrypted",
    });
    expect(at(values, "trivy", "resources", "limits", "memory")).to.equal("4096Mi");
    expect(at(values, "trivyOperator", "scanJobTolerations")).to.deep.equal([
      { operator: "Exists" },
      { key: "gpu", operator: "Exists" },
      { key: "team", operator: "Equal", value: "a" },
    ]);
  });
});
