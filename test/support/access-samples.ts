import type { Sample } from "./samples";

const rbac = "rbac.authorization.k8s.io";
const metadata = { name: "api", namespace: "payments" };

const object = (group: string, kind: string, rest: Record<string, unknown>): Sample => ({
  type: `kubernetes:${group}:${kind}`,
  name: "api",
  props: { apiVersion: group.replace(/^core\//, ""), kind, metadata, ...rest },
  provider: "cluster",
});

/** Who may do what in a namespace, and how it is reached. */
export const accessSamples = {
  kubernetesRole: (): Sample =>
    object(`${rbac}/v1`, "Role", { rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get"] }] }),

  kubernetesBinding: (): Sample =>
    object(`${rbac}/v1`, "RoleBinding", {
      roleRef: { apiGroup: rbac, kind: "Role", name: "api" },
      subjects: [{ kind: "ServiceAccount", name: "api", namespace: "payments" }],
    }),

  service: (): Sample =>
    object("core/v1", "Service", { spec: { type: "ClusterIP", selector: { app: "api" }, ports: [{ port: 443 }] } }),

  ingress: (): Sample =>
    object("networking.k8s.io/v1", "Ingress", {
      spec: {
        tls: [{ hosts: ["pay.example.com"], secretName: "pay" }],
        rules: [
          {
            host: "pay.example.com",
            http: {
              paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "api", port: { number: 443 } } } }],
            },
          },
        ],
      },
    }),

  balancer: (): Sample => ({
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "payments",
    props: { internal: true, loadBalancerType: "application" },
  }),

  listener: (): Sample => ({
    type: "aws:lb/listener:Listener",
    name: "payments",
    props: {
      protocol: "HTTPS",
      port: 443,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      defaultActions: [{ type: "forward" }],
    },
  }),
};
