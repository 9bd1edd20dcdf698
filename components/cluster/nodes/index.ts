export { NodeAmiType, NodeCapacityType, type NodeGroupArgs, type NodeTaintArgs, TaintEffect } from "./args";
export { createNodes, type NodeSite } from "./nodes";
export { pinnedReleases } from "./releases";
export { type NodeGroupSettings, nodeReleases, nodesShape, resolveNodes } from "./settings";
