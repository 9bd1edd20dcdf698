import { addonTypes } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { isKind, type Kind, objectsIn } from "../kubernetes/objects";
import type { Installation } from "./installations";

export const scheduleKind: Kind = { apiGroup: "velero.io", kind: "Schedule" };

/** A schedule of backups, as one of the three says it: our component, the values of the chart, or an object. */
export interface Schedule {
  subject: Subject;
  /** Whether it is switched off. */
  off: Fact;
  cron: Fact;
  namespaces: Fact;
  /** What leaves out all that it does not name. */
  limits: Fact[];
  /** What leaves out what it names. */
  exclusions: Fact[];
  /** What takes parts of each object with it, unless it is false: the volumes, and what is outside of namespaces. */
  parts: Fact[];
  ttl: Fact;
  /** In what the time to live is counted. */
  unit: "days" | "duration";
  /** What cannot be read at all. */
  hidden?: Fact;
}

export function schedulesOf(stack: Stack, found: readonly Installation[]): Schedule[] {
  return [...new Map(found.map((installed) => [installed.subject.urn, installed])).values()]
    .flatMap((installed) =>
      addonTypes.includes(installed.subject.type) ? declared(installed.subject) : released(installed),
    )
    .concat(
      objectsIn(stack, isKind(scheduleKind)).map(({ subject, props }) =>
        ofTemplate(subject, props.at("spec"), props.at("spec.paused")),
      ),
    );
}

function declared(subject: Subject): Schedule[] {
  const list = read(subject).at("schedules");
  if (list.state === "absent") return [];
  return (list.items() ?? [list]).map((each) => ({
    subject,
    off: each.at("paused"),
    cron: each.at("cron"),
    namespaces: each.at("namespaces"),
    limits: [],
    exclusions: [],
    parts: [],
    ttl: each.at("ttlDays"),
    unit: "days",
    ...(each.state === "known" ? {} : { hidden: each }),
  }));
}

function released({ subject, value }: Installation): Schedule[] {
  const map = value("schedules");
  if (map.state === "absent") return [];
  const keys = map.keys();
  if (keys === undefined) return [{ ...ofTemplate(subject, map, map), hidden: map }];
  return keys.map((key) => ofTemplate(subject, map.at([key]), map.at([key, "disabled"])));
}

const narrowing = [
  "labelSelector",
  "orLabelSelectors",
  "includedResources",
  "includedClusterScopedResources",
  "includedNamespaceScopedResources",
];

const excluding = [
  "excludedNamespaces",
  "excludedResources",
  "excludedClusterScopedResources",
  "excludedNamespaceScopedResources",
];

function ofTemplate(subject: Subject, spec: Fact, off: Fact): Schedule {
  const template = spec.at("template");
  return {
    subject,
    off,
    cron: spec.at("schedule"),
    namespaces: template.at("includedNamespaces"),
    limits: narrowing.map((key) => template.at(key)),
    exclusions: excluding.map((key) => template.at(key)),
    parts: ["snapshotVolumes", "includeClusterResources"].map((key) => template.at(key)),
    ttl: template.at("ttl"),
    unit: "duration",
    ...(spec.state === "known" ? {} : { hidden: spec }),
  };
}
