import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { deepMerge, type Values } from "../../foundations/values";
import { type MirrorArgs, registryFor } from "../../releases";

/**
 * The operator sets the condition once all that it makes is available. Nodes that have just started pull images first.
 * https://docs.tigera.io/calico/latest/reference/installation/api
 */
const waitUntilReady = { "pulumi.com/waitFor": "condition=Ready", "pulumi.com/timeoutSeconds": "900" };

interface Asked {
  controlPlaneReplicas: number;
  /** Laid over ours. */
  installation: Values;
  mirror: MirrorArgs;
}

/** What the operator makes: agents on every node and what they read from. It waits until policies are enforced. */
export function createInstallation(
  name: string,
  asked: Asked,
  options: pulumi.CustomResourceOptions,
): kubernetes.apiextensions.CustomResource {
  return operatorObject("Installation", `${name}-installation`, installationSpec(asked), options);
}

/** The API server that serves Calico's own kinds. Without it no policy of Calico's can be written. */
export function createApiServer(
  name: string,
  options: pulumi.CustomResourceOptions,
): kubernetes.apiextensions.CustomResource {
  const spec = { apiServerDeployment: resourcesOf("calico-apiserver", "50m", "128Mi", "512Mi") };
  return operatorObject("APIServer", `${name}-api-server`, spec, options);
}

/** The operator takes one object of each kind, by this name. */
const operatorObject = (kind: string, name: string, spec: Values, options: pulumi.CustomResourceOptions) =>
  new kubernetes.apiextensions.CustomResource(
    name,
    {
      apiVersion: "operator.tigera.io/v1",
      kind,
      metadata: { name: "default", annotations: waitUntilReady },
      spec,
    },
    options,
  );

/** Calico for policies alone: addresses and routes are the VPC CNI's. */
function installationSpec({ controlPlaneReplicas, installation, mirror }: Asked): Values {
  const ours: Values = {
    variant: "Calico",
    kubernetesProvider: "EKS",
    cni: { type: "AmazonVPC", ipam: { type: "AmazonVPC" } },
    // kube-proxy stays, so the agents write rules where it writes its own.
    calicoNetwork: { bgp: "Disabled", linuxDataplane: "Iptables" },
    controlPlaneReplicas,
    // Nobody mounts volumes of Calico's.
    flexVolumePath: "None",
    kubeletVolumePluginPath: "None",
    // Without requests the agents are the first to starve while a node starts, and pods come up before their policies.
    calicoNodeDaemonSet: resourcesOf("calico-node", "150m", "192Mi", "512Mi"),
    typhaDeployment: resourcesOf("calico-typha", "100m", "128Mi", "512Mi"),
    calicoKubeControllersDeployment: resourcesOf("calico-kube-controllers", "50m", "128Mi", "512Mi"),
    ...registryOf(mirror),
  };
  return deepMerge(ours, installation);
}

function registryOf({ registries = {} }: MirrorArgs): Values {
  const registry = registryFor("quay.io", registries);
  return registry === undefined ? {} : { registry: pulumi.output(registry).apply((host) => `${host}/`) };
}

function resourcesOf(container: string, cpu: string, memory: string, limit: string): Values {
  const resources = { requests: { cpu, memory }, limits: { memory: limit } };
  return { spec: { template: { spec: { containers: [{ name: container, resources }] } } } };
}
