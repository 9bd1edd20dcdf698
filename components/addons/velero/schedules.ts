import { flag, list, type Mistake, optional, quote, record, text, whole } from "../../../catalogue";
import type { VeleroScheduleArgs } from "./args";

/** A schedule with every default filled in. */
export interface ScheduleSettings {
  cron: string;
  /** `*` is all of them. */
  includedNamespaces: string[];
  ttlDays: number;
  snapshotMoveData: boolean;
}

/** A field of cron: numbers, ranges, steps and lists, and names of months and days. */
const field = "(?:[*0-9A-Za-z][0-9A-Za-z*/,-]*)";
export const cron = text("five fields of cron, for example 0 3 * * *", new RegExp(`^${field}(?: ${field}){4}$`));

const namespacePattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
export const namespaceName = text("the name of a namespace", namespacePattern);
const namespaceOrAll = text("the name of a namespace, or * for all", new RegExp(`^\\*$|${namespacePattern.source}`));

export const scheduleNamePattern = /^[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/;
export const scheduleNameRule = "lower-case letters, digits and dashes, from a letter on, at most 30 characters";

export const scheduleShape = record({
  cron,
  includedNamespaces: optional(list(namespaceOrAll, 1)),
  ttlDays: optional(whole(1, 36500)),
  snapshotMoveData: optional(flag),
});

/** A backup of everything, once a night. */
const standard: Record<string, VeleroScheduleArgs> = { daily: { cron: "0 3 * * *" } };

/** Fills the defaults; notes a cluster without a schedule. */
export function resolveSchedules(
  schedules: Record<string, VeleroScheduleArgs> | undefined,
  retentionDays: number,
  path: string,
  mistakes: Mistake[],
): Record<string, ScheduleSettings> {
  const entries = Object.entries(schedules ?? standard);
  if (entries.length === 0) mistakes.push({ path, got: quote({}), expected: "one schedule or more" });
  return Object.fromEntries(
    entries.map(([name, { cron: when, includedNamespaces = ["*"], ttlDays, snapshotMoveData = true }]) => [
      name,
      { cron: when, includedNamespaces, ttlDays: ttlDays ?? retentionDays, snapshotMoveData },
    ]),
  );
}

/** What a schedule's object is called, and the label of its backups says: the chart begins it with the release's name. */
export const scheduleObjectName = (name: string) => `velero-${name}`;

/** Velero counts in hours. */
export const hoursOf = (days: number) => `${days * 24}h`;
