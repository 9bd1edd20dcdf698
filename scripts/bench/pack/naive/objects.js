"use strict";
const { containersOf, podOf, resource, stack } = require("./policy");

module.exports = [
  resource("PSS-01", "Pods are restricted", ({ type, props }, report) => {
    const pod = type.startsWith("kubernetes:") ? podOf(props) : undefined;
    if (pod === undefined) return;
    const { spec = {} } = pod;
    const { securityContext: own = {} } = spec;
    if (spec.hostNetwork || spec.hostPID || spec.hostIPC) report("uses the host");
    if (spec.securityContext?.sysctls?.length > 0) report("sets sysctls");
    if ((spec.volumes ?? []).some(({ hostPath }) => hostPath)) report("mounts the host");
    for (const { name, ports = [], securityContext = {} } of containersOf(pod)) {
      if (securityContext.privileged) report(`${name} is privileged`);
      if (securityContext.allowPrivilegeEscalation !== false) report(`${name} may escalate`);
      if (!(securityContext.capabilities?.drop ?? []).includes("ALL")) report(`${name} keeps capabilities`);
      if ((securityContext.capabilities?.add ?? []).some((each) => each !== "NET_BIND_SERVICE")) report(`${name} adds`);
      if (!(securityContext.runAsNonRoot ?? own.runAsNonRoot)) report(`${name} may be root`);
      if ((securityContext.runAsUser ?? own.runAsUser) === 0) report(`${name} is root`);
      if (!(securityContext.seccompProfile ?? own.seccompProfile)) report(`${name} has no seccomp profile`);
      if (ports.some(({ hostPort }) => hostPort)) report(`${name} takes a port of the host`);
    }
  }),
  resource("PSS-02", "Namespaces enforce the standard", ({ type, props }, report) => {
    if (type !== "kubernetes:core/v1:Namespace") return;
    if (props.metadata?.labels?.["pod-security.kubernetes.io/enforce"] !== "restricted") report("not restricted");
  }),
  resource("IMG-01", "Images are known and stay", ({ type, props }, report) => {
    for (const { image } of containersOf(type.startsWith("kubernetes:") ? podOf(props) : undefined)) {
      if (!image.startsWith("registry.example/")) report(`${image} is from elsewhere`);
      if (!image.includes("@sha256:")) report(`${image} has no digest`);
    }
  }),
  resource("CFG-01", "Workloads share a cluster", ({ type, props }, report) => {
    const pod = type.startsWith("kubernetes:") ? podOf(props) : undefined;
    if (pod === undefined) return;
    if ((props.metadata?.namespace ?? "default") === "default") report("in the default namespace");
    for (const container of containersOf(pod)) {
      if (!container.resources?.requests || !container.resources.limits?.memory) report("no resources");
      if (!container.readinessProbe || !container.livenessProbe) report("no probes");
      if (!container.securityContext?.readOnlyRootFilesystem) report("a root file system that is written to");
    }
  }),
  stack("POL-01", "Admission is enforced", (resources, report) => {
    const found = resources.filter(({ type, props }) => type.endsWith(":Release") && props.chart === "gatekeeper");
    if (found.length === 0) report("no Gatekeeper");
    for (const { props, urn } of found)
      if (props.values?.validatingWebhookFailurePolicy !== "Fail") report("fails open", urn);
  }),
  stack("POL-02", "Admission refuses", (resources, report) => {
    for (const { type, props, urn } of resources)
      if (type.startsWith("kubernetes:constraints.gatekeeper.sh/") && props.spec?.enforcementAction !== "deny")
        report("only warns", urn);
  }),
];
