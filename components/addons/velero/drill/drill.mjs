import { setTimeout as sleep } from "node:timers/promises";
import { credentialsOf } from "./credentials.mjs";
import { asked, connect, folderOf } from "./kubernetes.mjs";
import { putMetric } from "./metric.mjs";
import { backupReasons, hasEnded, lastCompleted, restoredBy, restoreOf, restoreReasons } from "./verdict.mjs";

/*
 * The restore drill: restores the last backup of a schedule into a scratch namespace, looks at what came back, removes it,
 * and says how it went as an object, as a metric and as its exit code: 0 succeeded, 1 failed, 2 could not be reported.
 */
const serviceAccount = "/var/run/secrets/kubernetes.io/serviceaccount";
const removalSeconds = 300;

async function main(env) {
  const settings = JSON.parse(env.DRILL_SETTINGS);
  const api = connect({
    host: env.KUBERNETES_SERVICE_HOST,
    port: env.KUBERNETES_SERVICE_PORT,
    caFile: env.DRILL_CA_FILE ?? `${serviceAccount}/ca.crt`,
    tokenFile: env.DRILL_TOKEN_FILE ?? `${serviceAccount}/token`,
  });
  const result = await drill(api, settings, new Date());
  const untold = [
    ...(await reasonsOf("the result was not written", () => keep(api, settings, result))),
    ...(await reasonsOf("the metric was not sent", () => send(env, result))),
  ];
  console.log(JSON.stringify({ kind: "restore-drill", ...result, ...(untold.length > 0 && { untold }) }));
  return untold.length > 0 ? 2 : result.verdict === "succeeded" ? 0 : 1;
}

/** Goes through the whole drill. Whatever goes wrong on the way is a reason of its result, and no error. */
async function drill(api, settings, started) {
  const name = `restore-drill-${started.toISOString().replace(/\D/g, "").slice(0, 14)}`;
  const seen = { restore: name };
  const reasons = await reasonsOf("leftovers of an earlier drill were not removed", () => removeAll(api, settings));
  if (reasons.length === 0) {
    reasons.push(...(await attempted(() => restoreAndLook(api, settings, name, started, seen))));
    const remove = () => removeAll(api, settings, seen.created ? name : undefined);
    reasons.push(...(await reasonsOf("what was restored was not removed", remove)));
  }
  const { created: _, ...told } = seen;
  return {
    when: started.toISOString(),
    verdict: reasons.length === 0 ? "succeeded" : "failed",
    reasons,
    schedule: settings.backupSchedule,
    namespace: settings.namespace,
    ...told,
    seconds: Math.round((Date.now() - started.getTime()) / 1000),
  };
}

async function restoreAndLook(api, settings, name, started, seen) {
  const { veleroNamespace, backupSchedule } = settings;
  const folder = `/apis/velero.io/v1/namespaces/${veleroNamespace}`;
  const label = encodeURIComponent(`velero.io/schedule-name=${backupSchedule}`);
  const { items } = await asked(api, "GET", `${folder}/backups?labelSelector=${label}`);
  const backup = lastCompleted(items);
  seen.backup = backup?.metadata.name ?? null;
  seen.backupCompleted = backup?.status.completionTimestamp ?? null;
  const unfit = backupReasons(backup, settings, started.getTime());
  if (unfit.length > 0) return unfit;
  // A request that was repeated, because its answer was lost, finds its own restore.
  await asked(api, "POST", `${folder}/restores`, { body: restoreOf(settings, backup, name), accept: [201, 409] });
  seen.created = true;
  const restore = await ended(api, `${folder}/restores/${name}`, settings);
  const restored = await whatCameBack(api, settings, name);
  seen.phase = restore.status?.phase ?? null;
  seen.progress = restore.status?.progress ?? null;
  seen.warnings = restore.status?.warnings ?? 0;
  seen.counts = Object.fromEntries(Object.entries(restored).map(([resource, objects]) => [resource, objects.length]));
  return restoreReasons(restore, restored, settings);
}

/** The restore as it ended, or as it is when its time is over. */
async function ended(api, path, { deadlineSeconds, pollSeconds }) {
  const deadline = Date.now() + deadlineSeconds * 1000;
  for (;;) {
    const restore = await asked(api, "GET", path);
    if (hasEnded(restore) || Date.now() >= deadline) return restore;
    await sleep(pollSeconds * 1000);
  }
}

async function whatCameBack(api, { resources, scratchNamespace }, name) {
  const label = encodeURIComponent(`${restoredBy}=${name}`);
  const restored = {};
  for (const resource of resources) {
    const folder = await folderOf(api, resource, scratchNamespace);
    restored[resource] = (await asked(api, "GET", `${folder}?labelSelector=${label}`)).items;
  }
  return restored;
}

/** Removes a restore, where it is named, and whatever any restore made in the scratch namespace; waits until it is gone. */
async function removeAll(api, { veleroNamespace, resources, scratchNamespace, pollSeconds }, name) {
  const deadline = Date.now() + removalSeconds * 1000;
  if (name !== undefined) {
    // Before its objects: Velero must not go on to restore what is being removed.
    const path = `/apis/velero.io/v1/namespaces/${veleroNamespace}/restores/${name}`;
    await asked(api, "DELETE", path, { accept: [200, 202, 404] });
  }
  for (const resource of resources) {
    const folder = `${await folderOf(api, resource, scratchNamespace)}?labelSelector=${encodeURIComponent(restoredBy)}`;
    await asked(api, "DELETE", folder);
    while ((await asked(api, "GET", folder)).items.length > 0) {
      if (Date.now() >= deadline) throw new Error(`${resource} are still there after ${removalSeconds} seconds`);
      await sleep(pollSeconds * 1000);
    }
  }
}

/** Writes the result into its ConfigMap, which the component made: the drill may change that one and no other. */
async function keep(api, { veleroNamespace, resultName }, result) {
  const text = JSON.stringify(result, null, 2);
  const data = { last: text, ...(result.verdict === "succeeded" && { lastSuccess: text }) };
  const path = `/api/v1/namespaces/${veleroNamespace}/configmaps/${resultName}`;
  await asked(api, "PATCH", path, { body: { data }, contentType: "application/merge-patch+json" });
}

async function send(env, { verdict }) {
  const to = { endpoint: env.METRIC_ENDPOINT, region: env.METRIC_REGION, namespace: env.METRIC_NAMESPACE };
  await putMetric({ ...to, credentials: await credentialsOf(env) }, verdict === "succeeded");
}

/** Does something that gives reasons, of which an error is one. */
async function attempted(act) {
  try {
    return await act();
  } catch (error) {
    return [error.cause === undefined ? error.message : `${error.message}: ${error.cause.message}`];
  }
}

/** Does something that gives no reasons unless it fails. */
async function reasonsOf(what, act) {
  const reasons = await attempted(async () => {
    await act();
    return [];
  });
  return reasons.map((reason) => `${what}: ${reason}`);
}

process.exitCode = await main(process.env);
