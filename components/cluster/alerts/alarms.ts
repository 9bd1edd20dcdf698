import { Severity } from "../../../catalogue";
import { controlPlaneAlarms } from "./control-plane-alarms";
import { trailAlarms } from "./trail-alarms";

/** Which log an alarm listens to: the control plane's, or the audit trail of the account. */
export type AlarmSource = "control-plane" | "audit-trail";

/** What is said of any alarm. */
export interface AlarmFacts {
  /** Kebab case; the end of its name, and the key of its threshold. */
  id: string;
  /** What happened, in a few words. */
  title: string;
  severity: Severity;
  /** Events in one period at which it rings. */
  threshold: number;
  periodSeconds: number;
  /** The page in docs/runbooks that says what to do. */
  runbook: string;
  /** What it carries, as a regime and its requirement. */
  requirements: string[];
}

/** An alarm on a log, with a metric of its own that has its name. */
export interface Alarm extends AlarmFacts {
  source: AlarmSource;
  /** Of a metric filter: within 1024 characters, without a regular expression, of which a log group takes five. */
  pattern: string;
  /** Names under `$.user.username` that raise no alarm, by an argument; the pattern leaves room for them. */
  excludes?: "secretReaders";
}

/** What the tables say of one alarm; the rest is the same for all of a source. */
export type AlarmEntry = Omit<Alarm, "source" | "periodSeconds">;

const periodSeconds = 300;

/** Every alarm on a log. */
export const alarms: readonly Alarm[] = [
  ...controlPlaneAlarms.map((each): Alarm => ({ ...each, source: "control-plane", periodSeconds })),
  ...trailAlarms.map((each): Alarm => ({ ...each, source: "audit-trail", periodSeconds })),
];

/** The alarm on S3's own metric: copies of backups that did not arrive. */
export const replicationAlarm: AlarmFacts = {
  id: "replication-failure",
  title: "Backups were not copied to the second region",
  severity: Severity.High,
  threshold: 1,
  periodSeconds,
  runbook: "backup-failure",
  requirements: ["hipaa 164.308(a)(7)(ii)(A)", "gdpr 32(1)(c)", "iso-27001 A.8.13"],
};

/** All that have a threshold. */
export const everyAlarm: readonly AlarmFacts[] = [...alarms, replicationAlarm];

/** Path of a runbook in the repository. */
export function runbookPath(runbook: string): string {
  return `docs/runbooks/${runbook}.md`;
}
