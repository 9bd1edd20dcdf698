import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DetectionFeature, detectionGap, Provision } from "../../../catalogue";
import { type ClusterContext, guarded, having, tagged } from "../../aws";
import type { DetectionSettings } from "./settings";

interface DetectionNeeds {
  /**
   * The VPC's `guardduty-data` endpoint, where the stack makes it. If the agents came first, GuardDuty would make an
   * endpoint and a security group of its own, which then stand in the way of the VPC's deletion.
   */
  after?: pulumi.Resource[];
}

export interface DetectionHandle {
  /** Absent where the account provides the detector without this stack. */
  detectorId?: pulumi.Output<string>;
  /** The detector and its features, where this stack makes them. */
  made: pulumi.Resource[];
}

/** GuardDuty's detector and what it watches. (MON-03) */
export function createDetection(
  context: ClusterContext,
  settings: DetectionSettings,
  { after = [] }: DetectionNeeds = {},
): DetectionHandle {
  if (settings.mode !== Provision.Create) {
    const { reference } = settings;
    return reference === undefined ? { made: [] } : { detectorId: pulumi.output(reference), made: [] };
  }
  const detector = new aws.guardduty.Detector(
    `${context.name}-detection`,
    {
      enable: true,
      findingPublishingFrequency: settings.findingFrequency,
      tags: tagged(context, "detection"),
    },
    // Its findings go with it. It waits for the endpoint itself, so that on the way down it is off before that goes.
    guarded(context, { dependsOn: after }),
  );
  // Each is a change to the one detector, so each waits for the one before.
  const made = settings.features.reduce<pulumi.Resource[]>(
    (before, feature) => [...before, createFeature(context, detector, feature, before.slice(-1))],
    [],
  );
  return { detectorId: detector.id, made: [detector, ...made] };
}

/** On or off, but always said: what is only left out stays as it was. */
function createFeature(
  context: ClusterContext,
  detector: aws.guardduty.Detector,
  { name, enabled }: DetectionSettings["features"][number],
  dependsOn: pulumi.Resource[],
): pulumi.Resource {
  const status = enabled ? "ENABLED" : "DISABLED";
  // The nodes' agent alone is ours to ask for; instances and Fargate tasks of others in the account are not.
  const agents = [
    { name: "EKS_ADDON_MANAGEMENT", status },
    { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "DISABLED" },
    { name: "EC2_AGENT_MANAGEMENT", status: "DISABLED" },
  ];
  return new aws.guardduty.DetectorFeature(
    `${context.name}-${name.toLowerCase().replaceAll("_", "-")}`,
    {
      detectorId: detector.id,
      name,
      status: context.place.partition.apply((partition) => refuseGap(name, partition) ?? status),
      ...(name === DetectionFeature.Runtime && { additionalConfigurations: agents }),
    },
    having(context, { dependsOn }),
  );
}

/** Where the region was not known beforehand, nothing could be left out. */
function refuseGap(name: DetectionFeature, partition: string): undefined {
  const gap = detectionGap(name, partition);
  if (gap === undefined) return undefined;
  throw new Error(
    `detection: GuardDuty has no ${name} in ${partition} (${gap.source}); name the stack's \`region\`, then it is left out`,
  );
}
