import type * as kubernetes from "@pulumi/kubernetes";
import { defaultDeny } from "../foundations/pod-security";

type Labels = Record<string, string>;
type Peer = kubernetes.types.input.networking.v1.NetworkPolicyPeer;
type PolicySpec = kubernetes.types.input.networking.v1.NetworkPolicySpec;

/** Pods of a namespace: all of them, or those with these labels. */
export interface PodPeer {
  /** Its name; `*` stands for every namespace. @default the same namespace */
  namespace?: string;
  /** @default all pods */
  labels?: Labels;
}

/** What some pods of a namespace may take in and send out; nothing else passes. All ports are TCP unless they say so. */
export interface Traffic {
  /** The pods that it is about. @default all of the namespace */
  pods?: Labels;
  /** Ports on which the API server calls them. It is no pod, and has no address that a policy could name. */
  fromApiServer?: number[];
  /** Pods that may call them, and on which ports. */
  fromPods?: { from: PodPeer; ports: number[] }[];
  /** Ports that anybody may call, and why. */
  fromAnywhere?: { ports: number[]; because: string }[];
  /** Whether they look up names. */
  dns?: boolean;
  /** Whether they call the API server. */
  toApiServer?: boolean;
  /** Services of AWS that they call, by the names of their endpoints; each is reached on 443. */
  toAws?: string[];
  /** Whether they fetch the credentials of their role from the agent of EKS Pod Identity. */
  toPodIdentity?: boolean;
  /** Pods that they call, and on which ports. */
  toPods?: { to: PodPeer; ports: number[] }[];
  /** Ports that they call outside of the cluster, and why. */
  toAnywhere?: { ports: number[]; because: string }[];
}

/** The address at which the agent of EKS Pod Identity answers, on every node. */
const podIdentityAgent = ["169.254.170.23/32", "fd00:ec2::23/128"];
/** Labels of the pods that look up names. */
const resolver: PodPeer = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };

/** Spec of the NetworkPolicy that allows it. */
export function policyOf(traffic: Traffic): PolicySpec {
  return {
    ...defaultDeny,
    podSelector: selector(traffic.pods),
    ingress: [
      ...rule(traffic.fromApiServer, {}),
      ...(traffic.fromPods ?? []).flatMap(({ from, ports }) => rule(ports, { from: [peer(from)] })),
      ...(traffic.fromAnywhere ?? []).flatMap(({ ports }) => rule(ports, {})),
    ],
    egress: [
      ...(traffic.dns === true ? [{ to: [peer(resolver)], ports: [udp(53), tcp(53)] }] : []),
      // The API server and the endpoints of AWS are addresses of the VPC or of AWS, which no policy can name beforehand.
      ...(traffic.toApiServer === true || (traffic.toAws ?? []).length > 0 ? rule([443], {}) : []),
      ...(traffic.toPodIdentity === true
        ? [{ to: podIdentityAgent.map((cidr) => ({ ipBlock: { cidr } })), ports: [tcp(80)] }]
        : []),
      ...(traffic.toPods ?? []).flatMap(({ to, ports }) => rule(ports, { to: [peer(to)] })),
      ...(traffic.toAnywhere ?? []).flatMap(({ ports }) => rule(ports, {})),
    ],
  };
}

const tcp = (port: number) => ({ protocol: "TCP", port });
const udp = (port: number) => ({ protocol: "UDP", port });

function rule<Side extends { from?: Peer[]; to?: Peer[] }>(ports: number[] | undefined, side: Side) {
  return ports === undefined || ports.length === 0 ? [] : [{ ...side, ports: ports.map(tcp) }];
}

function peer({ namespace, labels }: PodPeer): Peer {
  return {
    ...(namespace !== undefined && {
      namespaceSelector: namespace === "*" ? {} : selector({ "kubernetes.io/metadata.name": namespace }),
    }),
    podSelector: selector(labels),
  };
}

function selector(labels: Labels | undefined): { matchLabels?: Labels } {
  return labels === undefined ? {} : { matchLabels: labels };
}
