import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { createLogGroup, workloadContext } from "../../aws";
import { child, itself } from "../../foundations/child";
import { nameOf } from "../../foundations/name-of";
import { PodSecurity } from "../../foundations/pod-security";
import {
  createPlatformNamespace,
  ignoredByGatekeeper,
  installChart,
  keepHandles,
  outsideTheMesh,
  type PlatformNamespace,
} from "../../releases";
import type { FalcoArgs } from "./args";
import { auditPlugins } from "./audit-values";
import { createAuditRole, createSidekickRole } from "./iam";
import { declareFalco, type FalcoSettings, resolveFalcoArgs } from "./settings";
import { sidekickLabels } from "./sidekick-values";
import { falcoTraffic } from "./traffic";
import { sidekickWiring } from "./wiring";

/**
 * Falco on every node and on the audit log of the API server, with rules of ours, and falcosidekick, which sends its alerts
 * by priority to a log group, a topic and an address of yours. Needs providers of Kubernetes and AWS in its options.
 */
export class Falco extends pulumi.ComponentResource {
  /** Namespace that Falco runs in. */
  readonly namespace: pulumi.Output<string>;
  /** Name of the log group that keeps the alerts. */
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: FalcoArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveFalcoArgs(args);
    // Children inherit it from their component; the log group and the roles would then stay behind. What is in the cluster has
    // it from `child`, the associations from `workloadContext`.
    super("rampart:index:Falco", name, { ...declareFalco(settings) }, itself(opts));
    const { cluster, logGroup, topic, releases } = settings;
    const { context, identity } = workloadContext(this, name, cluster, opts);
    const { namespace, made } = createPlatformNamespace(name, namespaceOf(settings), child(this, opts));
    const inNamespace = nameOf(namespace, releases.falco.pin.namespace);

    const log = createLogGroup(context, {
      purpose: "alerts",
      name: logGroup.name,
      key: { arn: logGroup.keyArn },
      retentionInDays: logGroup.retentionDays,
    });
    const sender = createSidekickRole(context, identity, {
      namespace: releases.sidekick.pin.namespace,
      logGroupArn: log.arn,
      topic,
    });
    const sidekick = installChart(
      name,
      releases.sidekick,
      child(this, opts, { dependsOn: [...made, ...sender.associate(), log] }),
      sidekickWiring(context, sender, topic),
    );
    const disruptions = disruptionBudget(name, inNamespace, child(this, opts, { dependsOn: made }));

    const node = installChart(name, releases.falco, child(this, opts, { dependsOn: [...made, sidekick] }));
    const reader = createAuditRole(context, identity, releases.audit.pin.namespace);
    const audit = installChart(
      name,
      releases.audit,
      child(this, opts, { dependsOn: [...made, sidekick, ...reader.associate()] }),
      {
        serviceAccount: { annotations: reader.annotations },
        ...auditPlugins({ region: context.place.region, cluster: cluster.name }),
      },
    );

    keepHandles(this, { namespaces: made, ready: [...made, sidekick, disruptions, node, audit] });
    this.namespace = inNamespace;
    this.logGroupName = log.name;
    this.registerOutputs({ namespace: this.namespace, logGroupName: this.logGroupName });
  }
}

/** Falco needs the kernel of its node; the two others would pass as restricted, and are held to nothing less by their values. */
function namespaceOf({ cluster, topic, routes, metricsNamespace, releases }: FalcoSettings): PlatformNamespace {
  return {
    namespace: releases.falco.pin.namespace,
    podSecurity: PodSecurity.Privileged,
    labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
    traffic: falcoTraffic({
      irsa: cluster.oidcProvider !== undefined,
      hasTopic: topic !== undefined,
      hasWebhook: routes.webhook !== undefined,
      ...(metricsNamespace !== undefined && { metricsNamespace }),
    }),
  };
}

/** The chart has none; alerts that come while nobody takes them are lost. */
function disruptionBudget(name: string, namespace: pulumi.Output<string>, options: pulumi.CustomResourceOptions) {
  return new kubernetes.policy.v1.PodDisruptionBudget(
    `${name}-falcosidekick`,
    {
      metadata: { name: "falcosidekick", namespace },
      spec: { minAvailable: 1, selector: { matchLabels: sidekickLabels } },
    },
    options,
  );
}
