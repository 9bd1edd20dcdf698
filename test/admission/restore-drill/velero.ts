import { until } from "../../lab/patience";
import { accepted, type ApiClient, type ApiObject, messageOf } from "../lab/api-client";

type Status = Record<string, unknown>;

/** What Velero does with a restore: it makes objects in the scratch namespace, and says how that went. */
export interface Act {
  /** ConfigMaps that come back, each with its data. */
  restores: Record<string, Record<string, string>>;
  /** Status of the restore; none is set where it stalls before it begins. */
  status?: Status;
}

const restoreName = "velero.io/restore-name";

export function configMap(name: string, data: Record<string, string>, labels: Record<string, string> = {}): ApiObject {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "restore-drill", labels }, data };
}

/** What a restore made. */
export const restored = (restore: string, name: string, data: Record<string, string>) =>
  configMap(name, data, { [restoreName]: restore });

/** A backup that a schedule made some hours ago. */
export function backup(name: string, hoursAgo: number, phase = "Completed", schedule = "velero-daily"): ApiObject {
  const completionTimestamp = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  return {
    apiVersion: "velero.io/v1",
    kind: "Backup",
    metadata: { name, namespace: "velero", labels: { "velero.io/schedule-name": schedule } },
    spec: {},
    status: { phase, completionTimestamp, progress: { totalItems: 50, itemsBackedUp: 50 } },
  };
}

/** Makes an object, or fails. */
export async function make(admin: ApiClient, object: ApiObject): Promise<void> {
  const answer = await admin.apply(object);
  if (!accepted(answer)) throw new Error(`${object.kind} ${object.metadata.name}: ${messageOf(answer)}`);
}

/** Plays Velero for the one restore of a drill; resolves to the restore as it was asked for. */
export async function play(admin: ApiClient, act: Act): Promise<ApiObject> {
  const restore = await until("the drill's restore", async () => {
    const restores = await admin.list("velero.io/v1", "Restore", "velero");
    return restores.find(({ metadata }) => metadata.name.startsWith("restore-drill-"));
  });
  for (const [name, data] of Object.entries(act.restores))
    await make(admin, restored(restore.metadata.name, name, data));
  if (act.status !== undefined) {
    const answer = await admin.merge(
      { ...restore, apiVersion: "velero.io/v1", kind: "Restore" },
      { status: act.status },
    );
    if (!accepted(answer)) throw new Error(`the status was not set: ${messageOf(answer)}`);
  }
  return restore;
}
