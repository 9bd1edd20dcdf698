import type { KubernetesObject } from "../../facts/kubernetes";
import { mistakesIn, type Shape } from "./shape";

const metadata: Shape = { name: "text", namespace: "text", labels: "labels", annotations: "labels" };

const role: Shape = {
  rules: {
    list: { verbs: "texts", apiGroups: "texts", resources: "texts", resourceNames: "texts", nonResourceURLs: "texts" },
  },
  aggregationRule: { clusterRoleSelectors: { list: "map" } },
};
const binding: Shape = {
  roleRef: { kind: "text", name: "text", apiGroup: "text" },
  subjects: { list: { kind: "text", name: "text", namespace: "text", apiGroup: "text" } },
};

/** The types of what object rules read, by kind; of every other kind those of its outer members. */
const kinds: Readonly<Record<string, Shape>> = {
  Role: role,
  ClusterRole: role,
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  ServiceAccount: { automountServiceAccountToken: "flag" },
  Secret: { type: "text", data: "map", stringData: "map" },
  ConfigMap: { data: "labels", binaryData: "labels" },
  StorageClass: { provisioner: "text", parameters: "labels" },
  Service: { spec: { type: "text", externalIPs: "texts", ports: { list: "map" } } },
  Ingress: {
    spec: { tls: { list: { hosts: "texts", secretName: "text" } }, rules: { list: { host: "text" } } },
  },
  NetworkPolicy: { spec: { ingress: { list: { from: { list: "map" } } }, egress: { list: { to: { list: "map" } } } } },
};

/** Paths in an object at which a value of the wrong type stands. */
export function misshapenObject({ kind, object }: KubernetesObject): string[] {
  const own = mistakesIn(object, kinds[kind] ?? {}, "the object");
  return [...mistakesIn(object, { metadata, spec: "map" }, "the object"), ...own.filter((path) => path !== "spec")];
}
