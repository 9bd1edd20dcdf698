/** A part of a manifest; tests break it in one place. */
export type Json = Record<string, unknown>;

/** The places in which a container can stand. */
export const containerLists = ["containers", "initContainers", "ephemeralContainers"] as const;
export type ContainerList = (typeof containerLists)[number];

function container(name: string): Json {
  return {
    name,
    image: "registry.example/app@sha256:0000",
    ports: [{ containerPort: 8080 }],
    livenessProbe: { httpGet: { path: "/health", port: 8080 } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
  };
}

/** The spec of a pod that meets the restricted standard, with a container in each of the three lists. */
function compliantSpec(): Json {
  return {
    securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: "RuntimeDefault" } },
    containers: [container("app")],
    initContainers: [container("init")],
    ephemeralContainers: [container("debug")],
    volumes: [
      { name: "scratch", emptyDir: {} },
      { name: "only-a-name" },
      { name: "settings", configMap: { name: "settings" } },
    ],
  };
}

/** A pod template, or a pod: what `metadata` and `spec` of both look like. */
export interface Template {
  metadata: Json;
  spec: Json;
}

/** A compliant pod template of its own for each call. */
export function compliantTemplate(): Template {
  return { metadata: { labels: { app: "sample" } }, spec: compliantSpec() };
}

const workload = (apiVersion: string, kind: string) => (template: Template) => ({
  apiVersion,
  kind,
  metadata: { name: "sample", namespace: "team" },
  spec: { template },
});

/** Every kind that carries a pod template, around one template. */
export const carriers: Record<string, (template: Template) => Json> = {
  Pod: ({ metadata, spec }) => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "sample", ...metadata }, spec }),
  ReplicationController: workload("v1", "ReplicationController"),
  Deployment: workload("apps/v1", "Deployment"),
  StatefulSet: workload("apps/v1", "StatefulSet"),
  DaemonSet: workload("apps/v1", "DaemonSet"),
  ReplicaSet: workload("apps/v1", "ReplicaSet"),
  Job: workload("batch/v1", "Job"),
  CronJob: (template) => ({
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: { name: "sample", namespace: "team" },
    spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template } } },
  }),
};

/** Sets the member at a dotted path, and makes the maps on the way. */
export function put(target: Json, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop()!;
  const holder = keys.reduce<Json>((at, key) => (at[key] ??= {}) as Json, target);
  holder[last] = value;
}

/** Removes the member at a dotted path, which must be there. */
export function drop(target: Json, path: string): void {
  const keys = path.split(".");
  const last = keys.pop()!;
  const holder = keys.reduce<Json>((at, key) => at[key] as Json, target);
  if (!(last in holder)) throw new Error(`the sample has no ${path}`);
  delete holder[last];
}

/** The one container of a list of the sample. */
export function containerOf(template: Template, list: ContainerList): Json {
  return (template.spec[list] as Json[])[0]!;
}
