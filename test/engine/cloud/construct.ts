import { credentials } from "@grpc/grpc-js";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resources from "@pulumi/pulumi/proto/resource_pb";
import type { Properties } from "./values";
import { toStruct } from "./wire";

export const chartType = "kubernetes:helm.sh/v4:Chart";
const definition = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

/** One definition for each group of a chart, plural and group: enough to see where they go. */
const definitions: Record<string, [plural: string, group: string][]> = {
  "crd.projectcalico.org.v1": [
    ["globalnetworkpolicies", "crd.projectcalico.org"],
    ["installations", "operator.tigera.io"],
  ],
};

/** What a chart comes to, by the logical name of its component. */
export function madeOfChart(component: string, chart: string): { type: string; name: string; object: Properties }[] {
  return (definitions[chart.split("/").at(-1)!] ?? []).map(([plural, group]) => {
    const name = `${plural}.${group}`;
    const spec = { group, names: { plural } };
    const object = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name },
      spec,
    };
    return { type: definition, name: `${component}:${name}`, object };
  });
}

/**
 * A chart as a component: what the real provider renders becomes resources of the engine, with the options of the
 * component. In a preview of a cluster that is not there yet the engine does not ask, and shows no children.
 */
export async function construct(request: rpc.ConstructRequest, inputs: Properties): Promise<rpc.ConstructResponse> {
  if (request.getType() !== chartType) throw new Error(`the stand-in makes no component of type ${request.getType()}`);
  const monitor = new ResourceMonitorClient(request.getMonitorendpoint(), credentials.createInsecure());
  try {
    const urn = await register(monitor, own(request));
    for (const { name, object } of madeOfChart(request.getName(), String(inputs["chart"])))
      await register(monitor, child(request, urn, name, object));
    await outputsOf(monitor, urn);
    const response = new rpc.ConstructResponse();
    response.setUrn(urn);
    response.setState(toStruct({}));
    return response;
  } finally {
    monitor.close();
  }
}

/** Without its inputs, of which the real one shows nothing either: RegisterComponentResource in provider/pkg/provider/helm/v4/chart.go. */
function own(request: rpc.ConstructRequest): resources.RegisterResourceRequest {
  const registration = new resources.RegisterResourceRequest();
  registration.setType(request.getType());
  registration.setName(request.getName());
  registration.setParent(request.getParent());
  registration.setCustom(false);
  registration.setObject(toStruct({}));
  registration.setDependenciesList(request.getDependenciesList());
  return common(registration);
}

function child(
  request: rpc.ConstructRequest,
  parent: string,
  name: string,
  object: Properties,
): resources.RegisterResourceRequest {
  const registration = new resources.RegisterResourceRequest();
  registration.setType(definition);
  registration.setName(name);
  registration.setParent(parent);
  registration.setCustom(true);
  registration.setObject(toStruct(object));
  registration.setDependenciesList(request.getDependenciesList());
  registration.setProvider(request.getProvidersMap().get("kubernetes") ?? "");
  registration.setRetainondelete(request.getRetainondelete() ?? false);
  registration.setDeletedwith(request.getDeletedwith());
  return common(registration);
}

function common(registration: resources.RegisterResourceRequest): resources.RegisterResourceRequest {
  registration.setAcceptsecrets(true);
  registration.setAcceptresources(true);
  registration.setSupportspartialvalues(true);
  return registration;
}

function register(monitor: ResourceMonitorClient, request: resources.RegisterResourceRequest): Promise<string> {
  return new Promise((resolve, reject) =>
    monitor.registerResource(request, (error, response) =>
      error === null ? resolve(response.getUrn()) : reject(error),
    ),
  );
}

function outputsOf(monitor: ResourceMonitorClient, urn: string): Promise<void> {
  const request = new resources.RegisterResourceOutputsRequest();
  request.setUrn(urn);
  request.setOutputs(toStruct({}));
  return new Promise((resolve, reject) =>
    monitor.registerResourceOutputs(request, (error) => (error === null ? resolve() : reject(error))),
  );
}
