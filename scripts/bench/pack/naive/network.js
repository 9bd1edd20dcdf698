"use strict";
const { list, resource, stack } = require("./policy");

const world = ["0.0.0.0/0", "::/0"];

module.exports = [
  resource("NET-01", "The endpoint is closed", ({ type, props }, report) => {
    if (type !== "aws:eks/cluster:Cluster" || props.vpcConfig?.endpointPublicAccess === false) return;
    const ranges = props.vpcConfig?.publicAccessCidrs ?? world;
    if (ranges.some((range) => world.includes(range))) report("open to the internet");
  }),
  stack("NET-02", "Nodes have no public addresses", (resources, report) => {
    const subnets = resources.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
    for (const group of resources.filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup")) {
      const sources = (group.propertyDependencies.subnetIds ?? []).map(({ urn }) => urn);
      for (const { urn, props } of subnets)
        if (sources.includes(urn) && props.mapPublicIpOnLaunch) report("a public subnet", group.urn);
    }
  }),
  resource("NET-03", "No group lets the internet in", ({ type, props }, report) => {
    const rules =
      type === "aws:ec2/securityGroup:SecurityGroup"
        ? (props.ingress ?? [])
        : type === "aws:ec2/securityGroupRule:SecurityGroupRule" && props.type === "ingress"
          ? [props]
          : type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
            ? [{ cidrBlocks: list(props.cidrIpv4), ipv6CidrBlocks: list(props.cidrIpv6) }]
            : [];
    for (const { cidrBlocks = [], ipv6CidrBlocks = [] } of rules)
      if ([...cidrBlocks, ...ipv6CidrBlocks].some((range) => world.includes(range))) report("open to the internet");
  }),
  resource("NET-04", "No SSH", ({ type, props }, report) => {
    if (type === "aws:eks/nodeGroup:NodeGroup" && props.remoteAccess && !props.remoteAccess.sourceSecurityGroupIds)
      report("SSH for everybody");
  }),
  stack("NET-05", "Namespaces deny by default", (resources, report) => {
    const denied = new Set();
    for (const { type, props } of resources)
      if (type.endsWith(":NetworkPolicy") && Object.keys(props.spec?.podSelector ?? {}).length === 0)
        denied.add(props.metadata?.namespace);
    for (const { type, props, urn } of resources)
      if (type === "kubernetes:core/v1:Namespace" && !denied.has(props.metadata?.name)) report("denies nothing", urn);
  }),
  stack("NET-06", "Policies are enforced", (resources, report) => {
    const engine = resources.some(
      ({ type, props }) =>
        type === "aws:eks/addon:Addon" && /"enableNetworkPolicy": ?"true"/.test(props.configurationValues ?? ""),
    );
    if (!engine) report("nothing enforces network policies");
  }),
  stack("NET-07", "Traffic is recorded", (resources, report) => {
    const logged = new Set();
    for (const { type, props, propertyDependencies } of resources)
      if (type === "aws:ec2/flowLog:FlowLog" && props.trafficType === "ALL")
        for (const { urn } of propertyDependencies.vpcId ?? []) logged.add(urn);
    for (const { type, urn } of resources)
      if (type === "aws:ec2/vpc:Vpc" && !logged.has(urn)) report("no flow log", urn);
  }),
  stack("NET-08", "Nothing is reached by accident", (resources, report) => {
    for (const { type, props, urn } of resources) {
      if (type === "kubernetes:core/v1:Service") {
        if (["NodePort", "LoadBalancer"].includes(props.spec?.type)) report("reached from outside", urn);
        if (props.spec?.externalIPs?.length > 0) report("external addresses", urn);
      }
      if (type === "kubernetes:networking.k8s.io/v1:Ingress")
        for (const { host } of props.spec?.rules ?? []) if (!host || host.startsWith("*")) report("any host", urn);
    }
  }),
];
