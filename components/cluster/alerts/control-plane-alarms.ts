import { Severity } from "../../../catalogue";
import type { AlarmEntry } from "./alarms";
import { all, among, any, notAmong, pattern } from "./patterns";

/** Whoever has these names is a component of the cluster; EKS gives them to no person and no pipeline. */
const byPerson = notAmong("$.user.username", "system:*", "eks:*");
const succeeded = "$.responseStatus.code < 300";
const changing = notAmong("$.verb", "get", "list", "watch");
const ended = '$.stage = "ResponseComplete"';
const started = '$.stage = "ResponseStarted"';
// A kubelet that is reached through the API server runs commands in pods as well.
const podSession = any(
  all('$.objectRef.resource = "pods"', among("$.objectRef.subresource", "exec", "attach", "portforward")),
  all('$.objectRef.resource = "nodes"', '$.objectRef.subresource = "proxy"'),
);
const admissionGroups = ["admissionregistration.k8s.io", "templates.gatekeeper.sh", "constraints.gatekeeper.sh"];

/**
 * Alarms on the API server's audit log (JSON) and the authenticator's (text), which share a log group. A stream, such as
 * a watch or an exec, is logged as it starts and again as it ends; any other request once, as it ends. A request without
 * valid credentials is logged as it starts only.
 */
export const controlPlaneAlarms: readonly AlarmEntry[] = [
  {
    id: "anonymous-access",
    title: "The API server answered a request without credentials",
    severity: Severity.Critical,
    pattern: pattern(
      all(
        '$.user.username = "system:anonymous"',
        "$.responseStatus.code < 400",
        notAmong("$.requestURI", "/healthz*", "/livez*", "/readyz*", "/version*"),
      ),
    ),
    threshold: 1,
    runbook: "anonymous-access",
    requirements: ["pci-dss 10.2.1.4", "hipaa 164.312(a)(1)", "gdpr 32(1)(b)", "iso-27001 A.8.16"],
  },
  {
    id: "pod-session-opened",
    title: "Somebody opened a shell, an attachment or a port into a pod, or a way to a kubelet",
    severity: Severity.High,
    // By the resource, not the verb: exec is `get` over WebSocket and `create` over SPDY. A refused one starts too.
    pattern: pattern(all(podSession, started, "$.responseStatus.code < 400")),
    threshold: 1,
    runbook: "pod-session",
    requirements: ["pci-dss 10.2.1.2", "hipaa 164.312(b)", "iso-27001 A.8.16"],
  },
  {
    id: "pod-session-denied",
    title: "Somebody was refused a shell, an attachment or a port into a pod, or a way to a kubelet",
    severity: Severity.Medium,
    pattern: pattern(all(podSession, ended, "$.responseStatus.code = 403")),
    threshold: 1,
    runbook: "pod-session",
    requirements: ["pci-dss 10.2.1.4", "hipaa 164.308(a)(5)(ii)(C)", "iso-27001 A.8.16"],
  },
  {
    id: "ephemeral-container",
    title: "A debugging container was put into a running pod",
    severity: Severity.High,
    pattern: pattern(all('$.objectRef.subresource = "ephemeralcontainers"', succeeded, changing)),
    threshold: 1,
    runbook: "pod-session",
    requirements: ["pci-dss 10.2.1.2", "hipaa 164.312(b)", "iso-27001 A.8.16"],
  },
  {
    id: "rbac-change",
    title: "A person or a pipeline changed roles or their bindings",
    severity: Severity.Medium,
    pattern: pattern(all('$.objectRef.apiGroup = "rbac.authorization.k8s.io"', succeeded, ended, changing, byPerson)),
    threshold: 1,
    runbook: "access-change",
    requirements: ["pci-dss 10.2.1.5", "hipaa 164.308(a)(4)(ii)(C)", "iso-27001 A.5.18"],
  },
  {
    id: "cluster-admin-binding",
    title: "A binding to cluster-admin was made or changed",
    severity: Severity.Critical,
    // A patch of a binding has no roleRef in its request, so the answer and the name of the built-in binding count too.
    // The API server itself makes that one when a cluster is new.
    pattern: pattern(
      all(
        among("$.objectRef.resource", "clusterrolebindings", "rolebindings"),
        any(
          '$.requestObject.roleRef.name = "cluster-admin"',
          '$.responseObject.roleRef.name = "cluster-admin"',
          '$.objectRef.name = "cluster-admin"',
        ),
        succeeded,
        ended,
        changing,
        '$.user.username != "system:apiserver"',
      ),
    ),
    threshold: 1,
    runbook: "access-change",
    requirements: ["pci-dss 10.2.1.5", "hipaa 164.308(a)(4)(ii)(C)", "iso-27001 A.8.2"],
  },
  {
    id: "impersonation",
    title: "Somebody acted as another user of the cluster",
    severity: Severity.High,
    pattern: pattern(all('$.impersonatedUser.username = "*"', ended)),
    threshold: 1,
    runbook: "access-change",
    requirements: ["pci-dss 10.2.1.2", "hipaa 164.312(d)", "iso-27001 A.8.16"],
  },
  {
    id: "secret-read",
    title: "A person read Secrets",
    severity: Severity.High,
    // A watch gives its Secrets as it starts, and may end hours later.
    pattern: pattern(
      all(
        '$.objectRef.resource = "secrets"',
        any(all(among("$.verb", "get", "list"), ended), all('$.verb = "watch"', started)),
        succeeded,
        byPerson,
      ),
    ),
    excludes: "secretReaders",
    threshold: 1,
    runbook: "secret-read",
    requirements: ["pci-dss 10.2.1.2", "hipaa 164.312(b)", "gdpr 32(1)(b)", "iso-27001 A.8.16"],
  },
  {
    id: "failed-authentication",
    title: "Many requests with credentials that the API server does not accept",
    severity: Severity.Medium,
    pattern: pattern("$.responseStatus.code = 401"),
    threshold: 20,
    runbook: "failed-access",
    requirements: ["pci-dss 10.2.1.4", "hipaa 164.308(a)(5)(ii)(C)", "iso-27001 A.8.5"],
  },
  {
    id: "authenticator-denied",
    title: "Many IAM principals that have no access entry",
    severity: Severity.Medium,
    // The authenticator writes text, so these are words that a line must have; JSON patterns pass such lines by.
    pattern: '"level=warning" "access denied"',
    threshold: 10,
    runbook: "failed-access",
    requirements: ["pci-dss 10.2.1.4", "hipaa 164.308(a)(5)(ii)(C)", "iso-27001 A.8.5"],
  },
  {
    id: "forbidden-burst",
    title: "Many requests of people that RBAC refused",
    severity: Severity.Medium,
    pattern: pattern(all("$.responseStatus.code = 403", ended, byPerson)),
    threshold: 20,
    runbook: "failed-access",
    requirements: ["pci-dss 10.2.1.4", "hipaa 164.308(a)(5)(ii)(C)", "iso-27001 A.8.16"],
  },
  {
    id: "admission-change",
    title: "A person or a pipeline changed webhooks or admission policies",
    severity: Severity.High,
    pattern: pattern(all(among("$.objectRef.apiGroup", ...admissionGroups), succeeded, ended, changing, byPerson)),
    threshold: 1,
    runbook: "admission-change",
    requirements: ["pci-dss 10.2.1.7", "hipaa 164.312(c)(1)", "iso-27001 A.8.32"],
  },
  {
    id: "admission-removed",
    title: "A webhook or an admission policy was deleted, by whomever",
    severity: Severity.Critical,
    // Service accounts renew certificates in webhooks day by day; deleting one is no daily work of theirs.
    pattern: pattern(
      all(
        among("$.objectRef.apiGroup", ...admissionGroups),
        among("$.verb", "delete", "deletecollection"),
        succeeded,
        ended,
      ),
    ),
    threshold: 1,
    runbook: "admission-change",
    requirements: ["pci-dss 10.7.2", "hipaa 164.312(c)(1)", "iso-27001 A.8.32"],
  },
];
