import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordVelero } from "../../components/addons/velero/recorded";
import { startChild } from "../../lab/children";
import { temporaryFolder } from "../../lab/folders";
import { until } from "../../lab/patience";
import { accepted, type ApiClient, apiClient, type ApiObject, messageOf } from "../lab/api-client";
import { type ApiServer, startApiServer } from "../lab/api-server";
import { permissiveCrd } from "../lab/custom-kinds";
import { define } from "../lab/laboratory";
import { inOrder, isObject, objectOf } from "../lab/recorded";
import { type Cloud, startCloud } from "./cloud";

const velero = { group: "velero.io", version: "v1", scope: "Namespaced" } as const;

/** What a drill said, and how it ended. */
export interface Ended {
  code: number | string;
  /** The line that it wrote. */
  line: Record<string, unknown>;
}

/** An API server with all that the component makes in it, and the drill's program as its ConfigMap carries it. */
export interface Stage {
  admin: ApiClient;
  /** The drill's own service account, with its own token. */
  drill: ApiClient;
  cloud: Cloud;
  /** Runs the program as the pod of its CronJob would be run, but for how long it waits, and the API server's port. */
  run(asked?: { deadlineSeconds?: number; port?: number }): Promise<Ended>;
  server: ApiServer;
  stop(): Promise<void>;
}

export async function startStage(): Promise<Stage> {
  const { registrations } = await recordVelero();
  const server = await startApiServer();
  const cloud = await startCloud();
  const stop = async () => {
    cloud.stop();
    await server.stop();
  };
  try {
    const admin = server.clientOf("admin");
    await define(admin, [
      permissiveCrd({ ...velero, kind: "Backup", plural: "backups" }),
      permissiveCrd({ ...velero, kind: "Restore", plural: "restores" }),
    ]);
    const made: ApiObject[] = [];
    await inOrder(registrations, async (registration) => {
      if (!isObject(registration)) return;
      const object = objectOf(registration);
      const answer = await admin.apply(object);
      if (!accepted(answer)) throw new Error(`${object.kind} ${object.metadata.name}: ${messageOf(answer)}`);
      if (answer.warnings.length > 0)
        throw new Error(`${object.kind} ${object.metadata.name}: ${answer.warnings.join()}`);
      made.push(object);
    });
    const folder = temporaryFolder("restore-drill");
    const token = await tokenFor(admin);
    await writeProgram(admin, folder, { ca: server.ca, token });
    const drill = apiClient({ port: server.port, ca: server.ca, token });
    await until(
      "the API server to guard restores",
      async () => !accepted(await drill.create(strayRestore, { dryRun: true })),
    );
    const environment = environmentOf(made, folder, cloud);
    return {
      admin,
      drill,
      cloud,
      run: ({ deadlineSeconds = 60, port = server.port } = {}) =>
        run(join(folder, "drill.mjs"), {
          ...withDeadline(environment, deadlineSeconds),
          KUBERNETES_SERVICE_PORT: String(port),
        }),
      server,
      stop: async () => {
        drill.raw.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A restore that the drill must not make; others of its kind are made of it. */
export const strayRestore: ApiObject = {
  apiVersion: "velero.io/v1",
  kind: "Restore",
  metadata: { name: "stray", namespace: "velero" },
  spec: { backupName: "last", includedNamespaces: ["kube-system"] },
};

/** A token of the service account, as the kubelet asks for one. */
async function tokenFor(admin: ApiClient): Promise<string> {
  const path = "/api/v1/namespaces/velero/serviceaccounts/restore-drill/token";
  const body = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: { expirationSeconds: 3600 } };
  const answer = await admin.raw.send("POST", path, body);
  if (!accepted(answer)) throw new Error(`no token: ${messageOf(answer)}`);
  return (answer.body["status"] as { token: string }).token;
}

async function writeProgram(admin: ApiClient, folder: string, files: { ca: string; token: string }): Promise<void> {
  const path = "/api/v1/namespaces/velero/configmaps/restore-drill";
  const { data } = (await admin.raw.send("GET", path)).body as { data: Record<string, string> };
  for (const [file, text] of Object.entries(data)) writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, "ca.crt"), files.ca);
  writeFileSync(join(folder, "token"), files.token, { mode: 0o600 });
  writeFileSync(join(folder, "pod-identity"), "pod-identity-token");
}

interface Container {
  env: { name: string; value: string }[];
}

/** What the CronJob's container is given, and what the kubelet and EKS would add. */
function environmentOf(made: readonly ApiObject[], folder: string, cloud: Cloud): NodeJS.ProcessEnv {
  const job = made.find(({ kind }) => kind === "CronJob")!["spec"] as {
    jobTemplate: { spec: { template: { spec: { containers: [Container] } } } };
  };
  const [{ env }] = job.jobTemplate.spec.template.spec.containers;
  const given = Object.fromEntries(env.map(({ name, value }) => [name, value]));
  return {
    ...given,
    DRILL_CA_FILE: join(folder, "ca.crt"),
    DRILL_TOKEN_FILE: join(folder, "token"),
    KUBERNETES_SERVICE_HOST: "127.0.0.1",
    METRIC_ENDPOINT: cloud.address,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${cloud.address}/v1/credentials`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(folder, "pod-identity"),
  };
}

function withDeadline(environment: NodeJS.ProcessEnv, deadlineSeconds: number): NodeJS.ProcessEnv {
  const settings = JSON.parse(environment["DRILL_SETTINGS"]!) as Record<string, unknown>;
  return { ...environment, DRILL_SETTINGS: JSON.stringify({ ...settings, deadlineSeconds, pollSeconds: 0.1 }) };
}

async function run(program: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = startChild("the restore drill", process.execPath, [program], { env });
  const code = await child.ended;
  const text = child.stdout().trim();
  if (!text.startsWith("{") || text.includes("\n")) throw new Error(`it did not write one line: ${child.output()}`);
  return { code, line: JSON.parse(text) as Record<string, unknown> };
}
