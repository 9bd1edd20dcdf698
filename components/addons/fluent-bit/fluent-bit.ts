import * as pulumi from "@pulumi/pulumi";
import { createWorkloadRole, workloadContext } from "../../aws";
import { child, itself } from "../../foundations/child";
import type { Place } from "../../foundations/partition";
import { PodSecurity } from "../../foundations/pod-security";
import type { Values } from "../../foundations/values";
import {
  createPlatformNamespace,
  ignoredByGatekeeper,
  installChart,
  keepHandles,
  outsideTheMesh,
  type PlatformNamespace,
} from "../../releases";
import { createArchive } from "./archive";
import type { FluentBitArgs } from "./args";
import { Variable } from "./config";
import { writerStatements } from "./iam";
import { createLogGroups } from "./log-groups";
import { declareFluentBit, type FluentBitSettings, resolveFluentBitArgs } from "./settings";
import { fluentBitTraffic } from "./traffic";
import { serviceAccount } from "./values";

/**
 * Fluent Bit, which brings the logs of every container and node to log groups of CloudWatch with a key and an end.
 * Needs a Kubernetes and an AWS provider in its options.
 */
export class FluentBit extends pulumi.ComponentResource {
  /** Namespace that Fluent Bit runs in. */
  readonly namespace: pulumi.Output<string>;
  /** Names of the log groups, by where their logs come from: `application`, `platform`, and `node` where those are kept. */
  readonly logGroupNames: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: FluentBitArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveFluentBitArgs(args);
    // What a component is deleted with is so for all that it makes, and a role or a log group would stay behind.
    super("rampart:index:FluentBit", name, { ...declareFluentBit(settings) }, itself(opts));
    const { namespace } = settings.release.pin;
    const { context, identity } = workloadContext(this, name, settings.cluster, opts);
    const groups = createLogGroups(context, settings);
    const { archive } = settings;
    const archived = archive === undefined ? [] : createArchive(context, { ...settings, archive }, groups);
    const own = writerStatements(context.place, settings);
    const writer = createWorkloadRole(context, identity, { purpose: "writer", namespace, serviceAccount, own });
    const { made } = createPlatformNamespace(name, namespaceOf(settings), child(this, opts));
    const needed = [...made, ...Object.values(groups), ...writer.associate()];
    const release = installChart(name, settings.release, child(this, opts, { dependsOn: needed }), {
      serviceAccount: { annotations: writer.annotations },
      env: environmentOf(context.place),
    });
    keepHandles(this, { namespaces: made, ready: [...made, release, ...archived] });
    this.namespace = release.namespace;
    this.logGroupNames = pulumi.output(
      Object.fromEntries(Object.entries(groups).map(([source, group]) => [source, group.name])),
    );
    this.registerOutputs({ namespace: this.namespace, logGroupNames: this.logGroupNames });
  }
}

const namespaceOf = (settings: FluentBitSettings): PlatformNamespace => ({
  namespace: settings.release.pin.namespace,
  podSecurity: PodSecurity.Privileged,
  labels: { ...ignoredByGatekeeper, ...outsideTheMesh },
  traffic: fluentBitTraffic(settings),
});

/** What the configuration takes from its environment: the place of the stack, which only the provider knows, and the node. */
function environmentOf({ region, dnsSuffix }: Place): Values[] {
  return [
    { name: Variable.Node, valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
    { name: Variable.Region, value: region },
    { name: Variable.Logs, value: pulumi.interpolate`logs.${region}.${dnsSuffix}` },
    { name: Variable.Sts, value: pulumi.interpolate`sts.${region}.${dnsSuffix}` },
  ];
}
