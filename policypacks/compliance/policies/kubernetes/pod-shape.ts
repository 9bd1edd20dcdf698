import { mistakesIn, type Shape } from "./shape";

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

/** What stands in the place of a path where the whole template is of the wrong type. */
export const podTemplate = "the pod template";

/** Paths in a pod template at which a value of the wrong type stands. */
export const misshapen = (pod: unknown): string[] => mistakesIn(pod, template, podTemplate);
