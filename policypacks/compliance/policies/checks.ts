import { accessPolicies } from "./aws/access-policies";
import { ownAccount } from "./aws/accounts";
import { auditBuckets } from "./aws/audit-buckets";
import { backupStore } from "./aws/backup-store";
import { bucketEncryption } from "./aws/bucket-encryption";
import { bucketTransport } from "./aws/bucket-transport";
import { clusterAccess } from "./aws/cluster-access";
import { clusterEncryption } from "./aws/cluster-encryption";
import { controlPlaneLogs } from "./aws/control-plane-logs";
import { deletionProtection } from "./aws/deletion-protection";
import { detection } from "./aws/detection";
import { endpoint } from "./aws/endpoint";
import { flowLogs } from "./aws/flow-logs";
import { imageNames } from "./aws/image-names";
import { imageScanning } from "./aws/image-scanning";
import { ingress } from "./aws/ingress";
import { instanceMetadata } from "./aws/instance-metadata";
import { keyDeletion } from "./aws/key-deletion";
import { keyPolicies } from "./aws/key-policies";
import { keyRotation } from "./aws/key-rotation";
import { listeners } from "./aws/listeners";
import { loadBalancers } from "./aws/load-balancers";
import { logRetention } from "./aws/log-retention";
import { networkPolicyEngine } from "./aws/network-policy-engine";
import { nodeAddresses } from "./aws/node-addresses";
import { permissions } from "./aws/permissions";
import { pinnedVersions } from "./aws/pinned-versions";
import { allowedRegions } from "./aws/regions";
import { remoteAccess } from "./aws/remote-access";
import { separateKeys } from "./aws/separate-keys";
import { serviceEncryption } from "./aws/service-encryption";
import { singleVolumes } from "./aws/single-volumes";
import { requiredTags } from "./aws/tags";
import { trails } from "./aws/trails";
import { trust } from "./aws/trust";
import { versions } from "./aws/versions";
import { volumes } from "./aws/volumes";
import { zones } from "./aws/zones";
import type { ResourceCheck, StackCheck } from "./check";
import { withChartValues, withOwnChartValues } from "./helm/chart-values";
import { falco } from "./helm/falco";
import { gatekeeper, isOwnValue } from "./helm/gatekeeper";
import { velero } from "./helm/velero";
import { gateways } from "./kubernetes/gateways";
import { objectChecks, withObjectRules, withOwnObjectRules } from "./kubernetes/object-checks";
import { storageClasses } from "./kubernetes/storage-classes";
import { admissionRules } from "./stack/admission-rules";
import { alertRoutes } from "./stack/alert-routes";
import { defaultDeny } from "./stack/default-deny";
import { isLogFile, meshAccessLogs } from "./stack/mesh-access-logs";
import { meshAuthorization } from "./stack/mesh-authorization";
import { meshMtls } from "./stack/mesh-mtls";
import { secrets } from "./stack/secrets";

const ownChecks: readonly ResourceCheck[] = [
  clusterEncryption,
  singleVolumes,
  serviceEncryption,
  keyRotation,
  keyDeletion,
  keyPolicies,
  bucketTransport,
  gateways,
  listeners,
  endpoint,
  ingress,
  remoteAccess,
  clusterAccess,
  permissions,
  trust,
  instanceMetadata,
  controlPlaneLogs,
  pinnedVersions,
  deletionProtection,
  imageNames,
].map((check) => withOwnObjectRules(withOwnChartValues(check)));

/** Every control that several resources decide together, with its object rules and the values of the pinned charts. */
export const stackChecks: readonly StackCheck[] = [
  ...[
    volumes,
    storageClasses,
    bucketEncryption,
    separateKeys,
    meshMtls,
    nodeAddresses,
    loadBalancers,
    defaultDeny,
    networkPolicyEngine,
    flowLogs,
    accessPolicies,
    meshAuthorization,
    logRetention,
    auditBuckets,
    trails,
    falco,
    alertRoutes,
    detection,
    imageScanning,
    versions,
    secrets,
    velero,
    backupStore,
    zones,
    allowedRegions,
    requiredTags,
    ownAccount,
    admissionRules,
  ].map((check) => withChartValues(check)),
  // These two judge some values together with other things.
  withChartValues(meshAccessLogs, undefined, isLogFile),
  withChartValues(gatekeeper, undefined, isOwnValue),
].map((check) => withObjectRules(check));

/** Every control that one resource decides, with its object rules and the values of the pinned charts. */
export const resourceChecks: readonly ResourceCheck[] = [...ownChecks, ...objectChecks([...ownChecks, ...stackChecks])];
