import { isMap, isUnknown } from "../../facts/unknown";

/**
 * The types of what the pod rules read. CEL answers has() on a text with false where the API server refuses the whole
 * object, so an object of the wrong shape is found before any rule could pass it.
 */
type Shape = "map" | "flag" | "number" | "text" | "texts" | { list: Shape } | { [key: string]: Shape };

const profile: Shape = { type: "text", localhostProfile: "text" };
const security: Shape = {
  privileged: "flag",
  allowPrivilegeEscalation: "flag",
  readOnlyRootFilesystem: "flag",
  runAsNonRoot: "flag",
  runAsUser: "number",
  procMount: "text",
  capabilities: { add: "texts", drop: "texts" },
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions: { type: "text", user: "text", role: "text", level: "text" },
  windowsOptions: { hostProcess: "flag" },
  sysctls: { list: { name: "text" } },
};
const handler: Shape = { httpGet: { host: "text" }, tcpSocket: { host: "text" } };
const container: Shape = {
  name: "text",
  securityContext: security,
  ports: { list: { hostPort: "number" } },
  livenessProbe: handler,
  readinessProbe: handler,
  startupProbe: handler,
  lifecycle: { postStart: handler, preStop: handler },
};
const template: Shape = {
  metadata: { annotations: "map" },
  spec: {
    hostNetwork: "flag",
    hostPID: "flag",
    hostIPC: "flag",
    hostUsers: "flag",
    os: { name: "text" },
    securityContext: security,
    containers: { list: container },
    initContainers: { list: container },
    ephemeralContainers: { list: container },
    volumes: { list: "map" },
  },
};

/** Paths in a pod template at which a value of the wrong type stands. */
export function misshapen(pod: unknown): string[] {
  return mistakes(pod, template, "");
}

const scalars: Record<string, (value: unknown) => boolean> = {
  map: isMap,
  flag: (value) => typeof value === "boolean",
  number: (value) => typeof value === "number",
  text: (value) => typeof value === "string",
  texts: (value) => Array.isArray(value) && value.every((each) => typeof each === "string"),
};

function mistakes(value: unknown, shape: Shape, path: string): string[] {
  if (value === undefined || value === null || isUnknown(value)) return [];
  const wrong = [path === "" ? "the pod template" : path];
  if (typeof shape === "string") return scalars[shape]!(value) ? [] : wrong;
  if (isList(shape)) {
    if (!Array.isArray(value)) return wrong;
    return value.flatMap((each: unknown, index) => mistakes(each, shape.list, `${path}[${index}]`));
  }
  if (!isMap(value)) return wrong;
  return Object.entries(shape).flatMap(([key, below]) =>
    mistakes(value[key], below, path === "" ? key : `${path}.${key}`),
  );
}

const isList = (shape: Exclude<Shape, string>): shape is { list: Shape } => "list" in shape;
