import { falcoVersions } from "../versions";
import { below, type FieldList } from "./field";

const container = `name[?] image[?] image.repository[?] privileged[?] command[?] args[?] add_capabilities[?]
  allow_privilege_escalation[?] read_only_fs[?] run_as_user[?] eff_run_as_user[?] run_as_group[?] eff_run_as_group[?]
  host_port[?] proc_mount[?]`;

/** Fields that the plugin `k8saudit-eks` reads out of an event of the API server's audit log. */
export const auditFields: FieldList = {
  of: "k8saudit-eks",
  version: falcoVersions.plugins["k8saudit-eks"],
  names: [
    ...below(
      "ka",
      `auditid stage auth.decision auth.reason auth.openshift.decision auth.openshift.username user.name user.groups
       impuser.name verb uri uri.param[] target.name target.namespace target.resource target.subresource target.pod.name
       useragent sourceips[?] cluster.name response.code response.reason resp.name
       validations.admission.policy.failure`,
    ),
    ...below(
      "ka.req",
      `binding.role binding.subjects binding.subjects.user_names binding.subjects.group_names
       binding.subjects.serviceaccount_names binding.subjects.serviceaccount_ns_names binding.subject.has_name[]
       role.rules role.rules.verbs[?] role.rules.resources[?] role.rules.apiGroups[?] role.rules.nonResourceURLs[?]
       configmap.name configmap.obj service.type service.ports[?]`,
    ),
    ...below(
      "ka.req.pod",
      `host_ipc host_network host_pid run_as_user run_as_group fs_group supplemental_groups volumes.hostpath[?]
       volumes.volume_type[?]`,
    ),
    ...["containers", "initContainers", "ephemeralContainers"].flatMap((kind) =>
      below(`ka.req.pod.${kind}`, container),
    ),
  ],
};

/** Fields that the plugin `json` reads out of any event that is JSON. */
export const jsonFields: FieldList = {
  of: "json",
  version: falcoVersions.plugins.json,
  names: below("jevt", "value[] obj rawtime time time.iso8601"),
};
