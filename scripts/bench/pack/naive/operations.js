"use strict";
const { resource, stack } = require("./policy");

const regions = ["eu-west-1", "eu-central-1"];

module.exports = [
  stack("BCK-01", "Velero backs up", (resources, report) => {
    const found = resources.filter(({ type, props }) => type.endsWith(":Release") && props.chart === "velero");
    if (!found.some(({ props }) => Object.keys(props.values?.schedules ?? {}).length > 0)) report("no schedule");
  }),
  stack("BCK-02", "Backups are in two regions", (resources, report) => {
    if (!resources.some(({ type }) => type.endsWith(":BucketReplicationConfig"))) report("no copies");
  }),
  stack("BCK-03", "Nodes are spread", (resources, report) => {
    const subnets = resources.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
    const zones = new Set(subnets.map(({ props }) => props.availabilityZone));
    if (zones.size < 2) report("one zone");
    for (const { type, props, urn } of resources)
      if (type.endsWith(":PodDisruptionBudget") && props.spec?.maxUnavailable === 0) report("blocks drains", urn);
  }),
  resource("BCK-04", "Clusters are protected", ({ type, props }, report) => {
    if (type === "aws:eks/cluster:Cluster" && !props.deletionProtection) report("not protected");
  }),
  stack("RES-01", "Everything is in the right regions", (resources, report) => {
    for (const { type, props, provider, urn } of resources) {
      if (!type.startsWith("aws:")) continue;
      const region = props.region ?? provider?.props.region;
      if (region && !regions.includes(region)) report(`in ${region}`, urn);
    }
  }),
  stack("TAG-01", "Data is labelled", (resources, report) => {
    const holders = ["aws:s3/bucket:Bucket", "aws:ebs/volume:Volume", "aws:dynamodb/table:Table"];
    for (const { type, props, urn } of resources)
      if (holders.includes(type)) for (const tag of []) if (!props.tags?.[tag]) report(`no ${tag}`, urn);
  }),
  stack("ENV-01", "An environment keeps to its account", (resources, report) => {
    const accounts = new Set();
    for (const { type, props } of resources)
      if (type === "aws:iam/role:Role") for (const [id] of props.assumeRolePolicy.matchAll(/\d{12}/g)) accounts.add(id);
    if (accounts.size > 1) report(`trusts ${[...accounts].join(", ")}`);
  }),
  stack("GOV-01", "Deviations end", (resources, report) => {
    for (const waiver of []) if (!resources.some(({ urn }) => urn === waiver.resource)) report("matches nothing");
  }),
];
