"use strict";
const { resource, stack } = require("./policy");

const wanted = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

module.exports = [
  resource("LOG-01", "All logs are delivered", ({ type, props }, report) => {
    if (type !== "aws:eks/cluster:Cluster") return;
    for (const log of wanted) if (!(props.enabledClusterLogTypes ?? []).includes(log)) report(`${log} is missing`);
  }),
  stack("LOG-02", "Logs are kept", (resources, report) => {
    const groups = resources.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup");
    for (const { type, props, urn } of resources) {
      if (type !== "aws:eks/cluster:Cluster") continue;
      const group = groups.find((each) => each.props.name === `/aws/eks/${props.name}/cluster`);
      if (group === undefined) report("no log group", urn);
      else if ((group.props.retentionInDays ?? 0) < 365) report("kept too short", urn);
    }
  }),
  stack("LOG-03", "Buckets of logs are closed", (resources, report) => {
    for (const trail of resources.filter(({ type }) => type === "aws:cloudtrail/trail:Trail")) {
      const bucket = trail.props.s3BucketName;
      const beside = resources.filter(({ type, props }) => type.startsWith("aws:s3/") && props.bucket === bucket);
      for (const kind of ["BucketVersioning", "BucketPublicAccessBlock", "BucketObjectLockConfiguration"])
        if (!beside.some(({ type }) => type.endsWith(`:${kind}`))) report(`no ${kind}`, trail.urn);
    }
  }),
  stack("LOG-04", "The trail sees everything", (resources, report) => {
    const good = resources.some(
      ({ type, props }) =>
        type === "aws:cloudtrail/trail:Trail" && props.isMultiRegionTrail && props.enableLogFileValidation,
    );
    if (!good) report("no trail of all regions");
  }),
  stack("MON-01", "Falco watches", (resources, report) => {
    if (!resources.some(({ type, props }) => type.endsWith(":Release") && props.chart === "falco")) report("no Falco");
  }),
  stack("MON-02", "Alerts reach somebody", (resources, report) => {
    if (!resources.some(({ type }) => type === "aws:sns/topicSubscription:TopicSubscription")) report("nobody");
  }),
  stack("MON-03", "GuardDuty watches", (resources, report) => {
    const features = resources
      .filter(({ type, props }) => type.endsWith(":DetectorFeature") && props.status === "ENABLED")
      .map(({ props }) => props.name);
    for (const feature of ["EKS_AUDIT_LOGS", "RUNTIME_MONITORING"])
      if (!features.includes(feature)) report(`${feature} is off`);
  }),
  stack("MON-04", "The mesh records", (resources, report) => {
    const logging = resources.some(({ type, props }) => type.endsWith(":Telemetry") && props.spec?.accessLogging);
    if (!logging) report("no access logs");
  }),
  stack("VUL-01", "Images are scanned", (resources, report) => {
    for (const { type, props, urn } of resources)
      if (type === "aws:ecr/repository:Repository" && !props.imageScanningConfiguration?.scanOnPush)
        report("not scanned", urn);
  }),
  stack("VUL-02", "Versions are patched", (resources, report) => {
    for (const { type, props, urn } of resources)
      if (type === "aws:eks/cluster:Cluster" && Number(props.version?.split(".")[1] ?? 0) < 33) report("old", urn);
  }),
  resource("VUL-03", "Versions are exact", ({ type, props }, report) => {
    if (type === "aws:eks/addon:Addon" && !props.addonVersion) report("no version");
    if (type === "kubernetes:helm.sh/v3:Release" && !/^v?\d+\.\d+\.\d+$/.test(props.version ?? ""))
      report("no version");
  }),
];
