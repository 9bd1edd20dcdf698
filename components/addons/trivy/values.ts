import type { Values } from "../../foundations/values";
import { FlawSeverity, NodeOperatingSystem, type ScanTolerationArgs } from "./args";
import { confined, rootWithoutRights, unprivileged } from "./contexts";
import { nodeCollectorValues } from "./node-collector";
import type { ScanSettings } from "./settings";

/** The service account of the operator, its scan jobs and the server: they share one role. */
export const serviceAccount = "trivy-operator";

/** The operator's image runs as this user. */
const operatorUser = 10000;
/** Nobody: scans need no user of their own. */
const scanUser = 65534;

/** Our values for the chart. Every path exists in the pinned chart; a test holds them to its list of keys. */
export function trivyOperatorValues(settings: ScanSettings): Values {
  const collects = settings.nodes === NodeOperatingSystem.AmazonLinux;
  return {
    targetNamespaces: "",
    excludeNamespaces: settings.excludedNamespaces.join(","),
    operator: operatorValues(settings, collects),
    trivyOperator: {
      scanJobsInSameNamespace: false,
      scanJobAutomountServiceAccountToken: false,
      useGCRServiceAccount: false,
      scanJobTolerations: settings.scanJobs.tolerations.map(toleration),
      scanJobPodTemplatePodSecurityContext: collects ? rootWithoutRights : unprivileged(scanUser),
      scanJobPodTemplateContainerSecurityContext: confined,
    },
    trivy: trivyValues(settings),
    compliance: {
      specs: settings.complianceSpecs,
      reportType: "all",
      failEntriesLimit: settings.failEntriesLimit,
    },
    ...(collects && { nodeCollector: nodeCollectorValues }),
    serviceAccount: { create: true, name: serviceAccount },
    podSecurityContext: unprivileged(operatorUser),
    securityContext: confined,
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } },
  };
}

function operatorValues({ scanJobs, readPullSecrets, server }: ScanSettings, collects: boolean): Values {
  return {
    vulnerabilityScannerEnabled: true,
    exposedSecretScannerEnabled: true,
    configAuditScannerEnabled: true,
    rbacAssessmentScannerEnabled: true,
    // Its job mounts folders that Bottlerocket does not have and does not let it make.
    // https://github.com/aquasecurity/trivy-operator/issues/935
    infraAssessmentScannerEnabled: collects,
    clusterComplianceEnabled: true,
    scannerReportTTL: "24h",
    scanJobsConcurrentLimit: scanJobs.concurrent,
    scanJobTimeout: `${scanJobs.timeoutMinutes}m`,
    accessGlobalSecretsAndServiceAccount: readPullSecrets,
    builtInTrivyServer: server,
    builtInServerRegistryInsecure: false,
  };
}

function trivyValues({ scanJobs, severities, ignoreUnfixed, serverStorageClass }: ScanSettings): Values {
  return {
    severity: severityText(severities),
    ignoreUnfixed,
    timeout: `${scanJobs.timeoutMinutes}m0s`,
    // Otherwise names of what an image holds are looked up at the registries of programming languages.
    offlineScan: true,
    // The checks that came with the operator, and none that are fetched while it runs.
    useEmbeddedRegoPolicies: "true",
    useBuiltinRegoPolicies: "false",
    dbRepositoryInsecure: "false",
    resources: {
      requests: { cpu: "100m", memory: "256Mi" },
      limits: { cpu: "1", memory: `${scanJobs.memoryMib}Mi` },
    },
    ...(serverStorageClass !== undefined && { storageClassName: serverStorageClass }),
    server: { podSecurityContext: unprivileged(scanUser), securityContext: confined },
  };
}

/** In the order that the scanner prints them, each once. */
function severityText(severities: readonly FlawSeverity[]): string {
  return Object.values(FlawSeverity)
    .filter((each) => severities.includes(each))
    .join(",");
}

const toleration = ({ key, value }: ScanTolerationArgs): Values => ({
  ...(key !== undefined && { key }),
  ...(value === undefined ? { operator: "Exists" } : { operator: "Equal", value }),
});
