import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { parse } from "yaml";
import { type Child, startChild } from "../../lab/children";
import { temporaryFolder } from "../../lab/folders";
import { until } from "../../lab/patience";
import { assertListensItself, reservePorts } from "../../lab/ports";
import { gatekeeperCrds, toolPath } from "../../lab/toolchain";
import { restrictedTemplate } from "../../support/samples";
import { accepted, type ApiClient, type ApiObject, messageOf } from "./api-client";
import { type ApiServer, whileAlive } from "./api-server";
import type { ChartValues } from "./chart-values";

export interface Gatekeeper {
  /** Where its webhooks listen on 127.0.0.1. */
  port: number;
  child: Child;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const namespace = "gatekeeper-system";

/** The kinds that come with Gatekeeper. */
export function gatekeeperKinds(): ApiObject[] {
  return readdirSync(gatekeeperCrds())
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => parse(readFileSync(join(gatekeeperCrds(), file), "utf8")) as ApiObject);
}

/** Flags of the two deployments that the chart makes, by the values that steer them. */
const roles = {
  webhook: ({ logDenies, enableExternalData, enableTLSHealthcheck }: ChartValues) => [
    ...["webhook", "generate", "status"].map((each) => `--operation=${each}`),
    `--log-denies=${logDenies}`,
    `--enable-external-data=${enableExternalData}`,
    // Ready means, then, that the webhooks answer.
    `--enable-tls-healthcheck=${enableTLSHealthcheck}`,
  ],
  audit: ({ constraintViolationsLimit }: ChartValues, cache: string) => [
    ...["audit", "status"].map((each) => `--operation=${each}`),
    // The chart's value is in force in a cluster; here nobody waits a minute for what takes a second.
    "--audit-interval=2",
    `--constraint-violations-limit=${constraintViolationsLimit}`,
    `--api-cache-dir=${cache}`,
  ],
};

/**
 * Starts Gatekeeper beside the API server, not in it, with the flags that a release of those values would give it.
 * @param at port of its webhooks, where they have been before.
 */
export async function startGatekeeper(
  server: ApiServer,
  values: ChartValues,
  role: keyof typeof roles = "webhook",
  at?: number,
): Promise<Gatekeeper> {
  const folder = temporaryFolder(`gatekeeper-${role}`);
  const [free, healthPort, metricsPort] = (await reservePorts(3)) as [number, number, number];
  const port = at ?? free;
  const name = `gatekeeper-${role}`;
  await place(server.clientOf("admin"), name);
  copyFileSync(join(server.certificates, "apiserver.crt"), join(folder, "tls.crt"));
  copyFileSync(join(server.certificates, "apiserver.key"), join(folder, "tls.key"));
  const cache = join(folder, "audit");
  mkdirSync(cache);
  const kubeconfig = join(folder, "kubeconfig.json");
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(server)), { mode: 0o600 });
  const flags = [
    ...roles[role](values, cache),
    ...values.controllerManager.exemptNamespaces.map((each) => `--exempt-namespace=${each}`),
    `--enable-k8s-native-validation=${values.enableK8sNativeValidation}`,
    ...bindings(values),
    "--host=127.0.0.1",
    `--port=${port}`,
    `--health-addr=127.0.0.1:${healthPort}`,
    `--prometheus-port=${metricsPort}`,
    `--cert-dir=${folder}`,
    "--disable-cert-rotation=true",
    "--shutdown-delay=0",
    `--kubeconfig=${kubeconfig}`,
  ];
  const env = { ...process.env, POD_NAME: name, POD_NAMESPACE: namespace };
  const child = startChild(name, toolPath("gatekeeper"), flags, { cwd: folder, env });
  try {
    await whileAlive(
      [child],
      // Every template that is there is compiled before.
      until(`${name} to be ready`, () => answersWell(healthPort), 120_000),
    );
    const served = [healthPort, metricsPort, ...(role === "webhook" ? [port] : [])];
    for (const each of served) assertListensItself(child, each);
  } catch (error) {
    await child.stop("SIGKILL");
    throw error;
  }
  return { port, child, stop: (signal) => child.stop(signal) };
}

/** The chart passes this flag on only where the value is there. */
function bindings({ defaultCreateVAPBindingForConstraints: value }: ChartValues): string[] {
  return value === undefined ? [] : [`--default-create-vap-binding-for-constraints=${value}`];
}

/** Gatekeeper writes down which pod said what, and wants to find that pod. */
async function place(admin: ApiClient, name: string): Promise<void> {
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name, namespace }, spec: restrictedTemplate().spec };
  const answer = await admin.apply(pod);
  if (!accepted(answer)) throw new Error(`no pod stands for ${name}: ${messageOf(answer)}`);
}

function kubeconfigOf(server: ApiServer): unknown {
  const cluster = {
    server: `https://127.0.0.1:${server.port}`,
    "certificate-authority-data": Buffer.from(server.ca).toString("base64"),
  };
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "laboratory", cluster }],
    users: [{ name: "gatekeeper", user: { token: server.tokenOf("gatekeeper") } }],
    contexts: [{ name: "laboratory", context: { cluster: "laboratory", user: "gatekeeper" } }],
    "current-context": "laboratory",
  };
}

function answersWell(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host: "127.0.0.1", port, path: "/readyz", agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).once("error", () => resolve(false));
  });
}
