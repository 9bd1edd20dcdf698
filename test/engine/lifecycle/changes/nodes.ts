import { type Change, rare, row } from "./row";

/** Node groups. */
export const nodes: Change[] = [
  row(
    "rampart:nodes.general.instanceTypes",
    ["m7g.4xlarge"],
    "other instances: a new group, then the old one goes",
    ["replace NodeGroup prod-general: instanceTypes"],
    { ...rare },
  ),
  row(
    "rampart:nodes.general.amiType",
    "AL2023_ARM_64_STANDARD",
    "another image: the same",
    [
      "replace NodeGroup prod-general: amiType, launchTemplate, releaseVersion",
      "update CompliantCluster prod",
      "update LaunchTemplate prod-general: blockDeviceMappings",
    ],
    { ...rare },
  ),
  row(
    "rampart:nodes.general.capacityType",
    "SPOT",
    "another kind of capacity: the same",
    ["replace NodeGroup prod-general: capacityType"],
    { ...rare },
  ),
  row("rampart:nodes.memory.minSize", 2, "a smaller smallest size", ["update NodeGroup prod-memory: scalingConfig"]),
  row("rampart:nodes.memory.maxSize", 12, "a larger largest size", ["update NodeGroup prod-memory: scalingConfig"]),
  row("rampart:nodes.general.desiredSize", 8, "more nodes", ["update NodeGroup prod-general: scalingConfig"]),
  row("rampart:nodes.memory.diskGiB", 300, "larger volumes: nodes are rolled, the group stays", [
    "update LaunchTemplate prod-memory: blockDeviceMappings",
    "update NodeGroup prod-memory: launchTemplate",
  ]),
  row("rampart:nodes.batch", { amiType: "BOTTLEROCKET_ARM_64", instanceTypes: ["m7g.large"] }, "a group more", [
    "create {LaunchTemplate,NodeGroup} prod-batch",
    "update CompliantCluster prod",
  ]),
  row("rampart:nodes.memory", undefined, "a group less", [
    "delete {LaunchTemplate,NodeGroup} prod-memory",
    "update CompliantCluster prod",
  ]),
  row("rampart:nodes.general.release", "1.67.0-2ad6b4a4", "a newer image: nodes are rolled, the group stays", [
    "update CompliantCluster prod",
    "update NodeGroup prod-general: releaseVersion",
  ]),
  row("rampart:nodes.general.labels", { tier: "web" }, "a label of nodes", ["update NodeGroup prod-general: labels"]),
  row("rampart:nodes.memory.taints", [{ key: "memory", value: "only", effect: "NO_SCHEDULE" }], "a taint of nodes", [
    "update NodeGroup prod-memory: taints",
  ]),
  row("rampart:nodes.general.maxUnavailablePercentage", 10, "fewer nodes at once in an update", [
    "update NodeGroup prod-general: updateConfig",
  ]),
  row("rampart:nodes.memory.repair", false, "no repair of nodes", ["update NodeGroup prod-memory: nodeRepairConfig"]),
  row(
    "rampart:nodes.memory.zones",
    [0, 1],
    "fewer zones of a group: a new group, then the old one goes",
    ["replace NodeGroup prod-memory: subnetIds"],
    { ...rare },
  ),
];
