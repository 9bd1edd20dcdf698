"use strict";
const { list, resource, stack } = require("./policy");

module.exports = [
  resource("ENC-01", "Kubernetes data is encrypted", ({ type, props }, report) => {
    if (type === "aws:eks/cluster:Cluster" && !props.encryptionConfig?.provider?.keyArn) report("no key");
  }),
  resource("ENC-02", "Volumes are encrypted", ({ type, props }, report) => {
    if (type === "aws:ebs/volume:Volume" && !(props.encrypted && props.kmsKeyId)) report("no key");
    if (type === "aws:ec2/instance:Instance")
      for (const device of props.ebsBlockDevices ?? []) if (!device.kmsKeyId) report(`${device.deviceName}: no key`);
  }),
  stack("ENC-03", "Volumes of nodes are encrypted", (resources, report) => {
    const templates = resources.filter(({ type }) => type === "aws:ec2/launchTemplate:LaunchTemplate");
    for (const group of resources.filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup")) {
      const sources = group.propertyDependencies.launchTemplate ?? [];
      const template = templates.find(({ urn }) => sources.some((source) => source.urn === urn));
      if (template === undefined) report("no launch template", group.urn);
      for (const { ebs } of template?.props.blockDeviceMappings ?? [])
        if (ebs?.encrypted !== "true" || !ebs.kmsKeyId) report("a volume without a key", group.urn);
    }
  }),
  stack("ENC-04", "Persistent volumes are encrypted by default", (resources, report) => {
    for (const { type, props, urn } of resources)
      if (type.endsWith(":StorageClass") && !(props.parameters?.encrypted === "true" && props.parameters.kmsKeyId))
        report("no key", urn);
  }),
  stack("ENC-05", "Buckets encrypt with a key", (resources, report) => {
    const encrypted = new Set();
    for (const { type, props, propertyDependencies } of resources) {
      if (!type.endsWith(":BucketServerSideEncryptionConfiguration")) continue;
      const rule = props.rules[0]?.applyServerSideEncryptionByDefault;
      if (rule?.sseAlgorithm === "aws:kms" && rule.kmsMasterKeyId)
        for (const { urn } of propertyDependencies.bucket ?? []) encrypted.add(urn);
    }
    for (const { type, urn } of resources)
      if (type === "aws:s3/bucket:Bucket" && !encrypted.has(urn)) report("no key", urn);
  }),
  resource("ENC-06", "Services encrypt with a key", ({ type, props }, report) => {
    const keys = {
      "aws:cloudwatch/logGroup:LogGroup": (props) => props.kmsKeyId,
      "aws:ecr/repository:Repository": (props) => props.encryptionConfigurations?.[0]?.kmsKey,
      "aws:sqs/queue:Queue": (props) => props.kmsMasterKeyId,
      "aws:sns/topic:Topic": (props) => props.kmsMasterKeyId,
      "aws:secretsmanager/secret:Secret": (props) => props.kmsKeyId,
      "aws:dynamodb/table:Table": (props) => props.serverSideEncryption?.kmsKeyArn,
      "aws:efs/fileSystem:FileSystem": (props) => props.kmsKeyId,
    };
    if (keys[type] && !keys[type](props)) report("no key");
  }),
  resource("KEY-01", "Keys rotate", ({ type, props }, report) => {
    if (type === "aws:kms/key:Key" && !(props.enableKeyRotation && (props.rotationPeriodInDays ?? 365) <= 365))
      report("no rotation within a year");
  }),
  resource("KEY-02", "Keys can be saved", ({ type, props }, report) => {
    if (type === "aws:kms/key:Key" && (props.deletionWindowInDays ?? 30) < 7) report("gone too soon");
  }),
  resource("KEY-03", "Key policies let in nobody", ({ type, props }, report) => {
    if (type !== "aws:kms/key:Key" || !props.policy) return;
    const { Statement } = JSON.parse(props.policy);
    if (list(Statement).some(({ Principal, Condition }) => Principal === "*" && !Condition))
      report("lets in everybody");
  }),
  stack("KEY-04", "Each purpose has its key", (resources, report) => {
    const purposes = new Map();
    const note = (key, purpose) => key && purposes.set(key, (purposes.get(key) ?? new Set()).add(purpose));
    for (const { type, props } of resources) {
      if (type === "aws:eks/cluster:Cluster") note(props.encryptionConfig?.provider?.keyArn, "API data");
      if (type === "aws:cloudwatch/logGroup:LogGroup") note(props.kmsKeyId, "logs");
      if (type === "aws:ebs/volume:Volume") note(props.kmsKeyId, "volumes");
    }
    for (const [key, found] of purposes) if (found.size > 1) report(`${key} is for ${[...found].join(", ")}`);
  }),
  stack("TLS-01", "The mesh takes mutual TLS only", (resources, report) => {
    for (const { type, props, urn } of resources) {
      if (!type.endsWith(":PeerAuthentication")) continue;
      if (props.spec?.mtls?.mode !== "STRICT") report("not STRICT", urn);
      for (const port of Object.values(props.spec?.portLevelMtls ?? {}))
        if (port.mode !== "STRICT") report("a port", urn);
    }
  }),
  resource("TLS-03", "Load balancers take TLS", ({ type, props }, report) => {
    if (!["aws:lb/listener:Listener", "aws:alb/listener:Listener"].includes(type)) return;
    if (props.protocol === "HTTP" && props.defaultActions[0]?.type !== "redirect") report("in the clear");
    if (props.protocol === "HTTPS" && !/TLS13|TLS-1-2/.test(props.sslPolicy ?? "")) report("an old version");
  }),
  resource("TLS-04", "Buckets refuse the clear", ({ type, props }, report) => {
    if (!type.endsWith(":BucketPolicy")) return;
    const { Statement } = JSON.parse(props.policy);
    const denies = list(Statement).some(
      ({ Effect, Condition }) => Effect === "Deny" && Condition?.Bool?.["aws:SecureTransport"] === "false",
    );
    if (!denies) report("in the clear");
  }),
];
