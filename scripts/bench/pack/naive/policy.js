"use strict";

/** A policy that every resource is put to. */
exports.resource = (name, description, validateResource) => ({
  name,
  description,
  enforcementLevel: "mandatory",
  validateResource,
});

/** A policy that the whole stack is put to. */
exports.stack = (name, description, validate) => ({
  name,
  description,
  enforcementLevel: "mandatory",
  validateStack: (args, report) => validate(args.resources, report),
});

/** The statements of a policy document. */
exports.statements = (document) => {
  const { Statement = [] } = typeof document === "string" ? JSON.parse(document) : (document ?? {});
  return Array.isArray(Statement) ? Statement : [Statement];
};

exports.list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** The pod template of a workload. */
exports.podOf = ({ kind, spec, metadata }) => {
  if (kind === "Pod") return { metadata, spec };
  if (kind === "CronJob") return spec?.jobTemplate?.spec?.template;
  return ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"].includes(kind) ? spec?.template : undefined;
};

exports.containersOf = (pod) => [...(pod?.spec?.initContainers ?? []), ...(pod?.spec?.containers ?? [])];
