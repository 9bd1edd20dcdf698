import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = join(__dirname, "../../../../components/addons/velero/drill");

/** A file of the drill's program, which is JavaScript: what it holds is written down here. */
async function load(file: string): Promise<unknown> {
  return import(pathToFileURL(join(folder, file)).href);
}

export interface Seen {
  metadata: { name: string; [key: string]: unknown };
  status?: Record<string, unknown>;
  data?: Record<string, string>;
}

export interface Settings {
  veleroNamespace: string;
  backupSchedule: string;
  namespace: string;
  scratchNamespace: string;
  resources: string[];
  minimum: Record<string, number>;
  backupMaxAgeHours: number;
  deadlineSeconds: number;
  canary?: { name: string; data: Record<string, string> };
}

export interface Verdict {
  restoredBy: string;
  hasEnded(restore: Seen | undefined): boolean;
  lastCompleted(backups: Seen[]): Seen | undefined;
  backupReasons(backup: Seen | undefined, settings: Settings, now: number): string[];
  restoreOf(settings: Settings, backup: Seen, name: string): { spec: Record<string, unknown> };
  restoreReasons(restore: Seen, restored: Record<string, Seen[]>, settings: Settings): string[];
}

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface Metric {
  signed(request: {
    method: string;
    url: string;
    headers: Record<string, string>;
    body: string;
    region: string;
    service: string;
    credentials: Credentials;
    now: Date;
  }): Record<string, string>;
  putMetric(
    to: { endpoint: string; region: string; namespace: string; credentials: Credentials; now?: Date },
    succeeded: boolean,
  ): Promise<void>;
}

export const loadVerdict = () => load("verdict.mjs") as Promise<Verdict>;
export const loadMetric = () => load("metric.mjs") as Promise<Metric>;
export const loadCredentials = () =>
  load("credentials.mjs") as Promise<{ credentialsOf: (env: Record<string, string>) => Promise<Credentials> }>;
