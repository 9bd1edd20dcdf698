import * as pulumi from "@pulumi/pulumi";
import type * as kubernetes from "@pulumi/kubernetes";
import type { ClusterContext, WorkloadRole } from "../../aws";
import { PodSecurity } from "../../foundations/pod-security";
import { createPlatformNamespace, outsideTheMesh, type PlatformNamespaceHandle } from "../../releases";
import { createDrillConfigMaps, createDrillJob } from "./drill-objects";
import { createDrillGuard } from "./drill-guard";
import { createDrillRights } from "./drill-rights";
import type { DrillSettings } from "./drill-settings";

interface DrillParts {
  velero: { made: kubernetes.core.v1.Namespace; name: string };
  context: ClusterContext;
  role: WorkloadRole;
  metricNamespace: pulumi.Input<string>;
  image: pulumi.Input<string>;
}

/** The namespace that is restored into: nothing runs in it, and what did could talk to nobody. */
export function createScratchNamespace(
  name: string,
  { scratchNamespace }: DrillSettings,
  options: pulumi.CustomResourceOptions,
): PlatformNamespaceHandle {
  const labels = outsideTheMesh;
  const spec = { namespace: scratchNamespace, podSecurity: PodSecurity.Restricted, labels, traffic: {} };
  return createPlatformNamespace(name, spec, options);
}

export interface Drill {
  /** Its service account, and what that may do in both namespaces. */
  rights: pulumi.Resource[];
  ready: pulumi.Resource[];
}

/** All that the drill consists of in the cluster; the job itself waits for `release`, whose kinds it speaks of. */
export function createDrill(
  name: string,
  settings: DrillSettings,
  { velero, context, role, metricNamespace, image }: DrillParts,
  {
    options,
    scratch,
    release,
  }: { options: pulumi.CustomResourceOptions; scratch: PlatformNamespaceHandle; release: pulumi.Resource },
): Drill {
  const { region, dnsSuffix } = context.place;
  const within = { made: scratch.namespace, name: settings.scratchNamespace };
  const rights = createDrillRights(name, settings, { velero, scratch: within, annotations: role.annotations }, options);
  const guard = createDrillGuard(name, settings, velero.name, options);
  const deps = { veleroNamespace: velero.made, namespaceName: velero.name };
  const maps = createDrillConfigMaps(name, deps, options);
  const environment = {
    METRIC_ENDPOINT: pulumi.interpolate`https://monitoring.${region}.${dnsSuffix}`,
    METRIC_REGION: region,
    METRIC_NAMESPACE: metricNamespace,
    STS_ENDPOINT: pulumi.interpolate`https://sts.${region}.${dnsSuffix}`,
  };
  // The role first: a pod that starts before never gets it.
  const first = [release, ...rights, ...guard, ...maps, ...scratch.made, ...role.associate()];
  const job = createDrillJob(
    name,
    settings,
    { ...deps, image, environment },
    pulumi.mergeOptions(options, { dependsOn: first }),
  );
  return { rights, ready: [...rights, ...guard, ...maps, ...scratch.made, job] };
}
