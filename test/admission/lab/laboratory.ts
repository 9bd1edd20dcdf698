import { setTimeout as sleep } from "node:timers/promises";
import type { Registration } from "../../../cli/preview/types";
import { until } from "../../lab/patience";
import { accepted, type ApiClient, type ApiObject, messageOf } from "./api-client";
import { type ApiServer, startApiServer } from "./api-server";
import type { ChartValues } from "./chart-values";
import type { Answer } from "./connection";
import { customKinds, permissiveCrd } from "./custom-kinds";
import { type Gatekeeper, gatekeeperKinds, startGatekeeper } from "./gatekeeper";
import { type Environment, inOrder, isObject, objectOf, recordEnvironment } from "./recorded";
import { webhooks } from "./webhooks";

/** An API server that holds what an environment's program registers, and Gatekeeper beside it. */
export interface Laboratory extends Installed {
  server: ApiServer;
  /** Is bound by the limits that a service account is bound by. */
  pipeline: ApiClient;
  admin: ApiClient;
  registrations: Registration[];
  /** What the API server said of each object, in the order in which it was asked. */
  applied: Applied[];
  stop(): Promise<void>;
}

export interface Applied {
  registration: Registration;
  object: ApiObject;
  /** Absent when the object was accepted. */
  refusal?: string;
  warnings: string[];
}

/**
 * Starts an empty API server and makes an environment's objects in it, in the order of their dependencies. Where the
 * program installs Gatekeeper's chart, the laboratory starts Gatekeeper.
 * @param wanted leaves resources out; Gatekeeper's own are needed.
 */
export async function startLaboratory(
  environment: Environment,
  wanted: (registration: Registration) => boolean = () => true,
): Promise<Laboratory> {
  const registrations = await recordEnvironment(environment);
  const server = await startApiServer();
  const [admin, pipeline] = [server.clientOf("admin"), server.clientOf("pipeline")];
  const applied: Applied[] = [];
  let installed: Installed | undefined;
  const stop = async () => {
    await installed?.gatekeeper.stop("SIGKILL");
    await server.stop();
  };
  try {
    await define(admin, customKinds.map(permissiveCrd));
    await inOrder(registrations, async (registration) => {
      if (isGatekeeperRelease(registration)) installed = await install(server, admin, registration);
      else if (isObject(registration) && wanted(registration)) applied.push(await applyOne(pipeline, registration));
    });
    if (installed === undefined) throw new Error(`${environment} installs no Gatekeeper`);
    await enforced(admin, applied);
    return Object.assign(installed, { server, pipeline, admin, registrations, applied, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes those of the environment's objects that were left out. */
export async function addToLaboratory(lab: Laboratory): Promise<void> {
  const there = new Set(lab.applied.map(({ registration }) => registration));
  const added: Applied[] = [];
  await inOrder(lab.registrations, async (registration) => {
    if (!isObject(registration) || there.has(registration)) return;
    added.push(await applyOne(lab.pipeline, registration));
  });
  lab.applied.push(...added);
  await enforced(lab.admin, added);
}

/** What is there once the chart is installed. */
interface Installed {
  /** Values of the release. */
  values: ChartValues;
  gatekeeper: Gatekeeper;
  webhooks: ApiObject;
}

function isGatekeeperRelease({ type, inputs }: Registration): boolean {
  return type === "kubernetes:helm.sh/v3:Release" && inputs["chart"] === "gatekeeper";
}

/** What installing the chart comes to: its kinds, its process, its webhooks. */
async function install(server: ApiServer, admin: ApiClient, { inputs }: Registration): Promise<Installed> {
  const values = inputs["values"] as ChartValues;
  await define(admin, gatekeeperKinds());
  const gatekeeper = await startGatekeeper(server, values);
  const configuration = webhooks(values, { port: gatekeeper.port, ca: server.ca });
  const answer = await admin.apply(configuration);
  if (!accepted(answer)) throw new Error(`the webhooks were refused: ${messageOf(answer)}`);
  return { values, gatekeeper, webhooks: configuration };
}

/** Makes kinds, and waits until they are served. */
export async function define(admin: ApiClient, definitions: readonly ApiObject[]): Promise<void> {
  await Promise.all(
    definitions.map(async (definition) => {
      const answer = await admin.apply(definition);
      if (!accepted(answer)) throw new Error(`${definition.metadata.name} was refused: ${messageOf(answer)}`);
      const { group, names, versions } = definition["spec"] as {
        group: string;
        names: { kind: string };
        versions: { name: string; served: boolean }[];
      };
      const served = versions.filter((each) => each.served).map(({ name }) => `${group}/${name}`);
      for (const each of served) await until(`${each} ${names.kind}`, () => admin.serves(each, names.kind));
    }),
  );
}

async function applyOne(client: ApiClient, registration: Registration): Promise<Applied> {
  const object = objectOf(registration);
  await until(`${object.apiVersion} ${object.kind}`, () => client.serves(object.apiVersion, object.kind));
  const answer = await client.apply(object);
  const { warnings } = answer;
  if (!accepted(answer)) return { registration, object, refusal: messageOf(answer), warnings };
  // Of a kind from the table there is no controller here, and nobody who would ever say that an object is ready.
  if (isCustom(object)) return { registration, object, warnings };
  // Gatekeeper makes one kind after the other; who asks too often about all of them keeps it from that.
  await until(
    `${object.kind} ${object.metadata.name} to be as its annotation asks`,
    async () => isAsAwaited(object, (await client.read(object)).body) || sleep(500, false),
    240_000,
  );
  return { registration, object, warnings };
}

function isCustom({ apiVersion, kind }: ApiObject): boolean {
  return customKinds.some((each) => `${each.group}/${each.version}` === apiVersion && each.kind === kind);
}

/** Waits until Gatekeeper enforces every constraint: between making one and enforcing it there is a moment. */
async function enforced(admin: ApiClient, applied: readonly Applied[]): Promise<void> {
  for (const { object } of applied.filter((each) => isConstraint(each.object))) {
    await until(`${object.metadata.name} to be enforced`, async () =>
      podStatuses(await admin.read(object)).some((status) => status.enforced),
    );
  }
}

export function isConstraint({ apiVersion }: ApiObject): boolean {
  return apiVersion.startsWith("constraints.gatekeeper.sh/");
}

/** What each pod of Gatekeeper says of a template or a constraint. */
export function podStatuses({ body }: Answer): PodStatus[] {
  return (body["status"] as { byPod?: PodStatus[] } | undefined)?.byPod ?? [];
}

/** Whether Gatekeeper enforces a constraint as it stands now, not as it stood before a change. */
export function enforcesLast(answer: Answer): boolean {
  const { generation } = answer.body["metadata"] as { generation: number };
  return podStatuses(answer).some(({ enforced, observedGeneration }) => enforced && observedGeneration === generation);
}

export interface PodStatus {
  id: string;
  enforced?: boolean;
  /** Which state of the object it speaks of. */
  observedGeneration?: number;
  errors?: { message: string }[];
  operations: string[];
}

/** Whether an object is as Pulumi's provider waits for it to be; `jsonpath={.path}=value` is the one form that we use. */
function isAsAwaited({ metadata }: ApiObject, now: Record<string, unknown>): boolean {
  const awaited = (metadata["annotations"] as Record<string, string> | undefined)?.["pulumi.com/waitFor"];
  if (awaited === undefined) return true;
  const [, path, value] = /^jsonpath=\{\.([\w.]+)\}=(.*)$/.exec(awaited) ?? [];
  if (path === undefined) throw new Error(`${metadata.name}: the laboratory cannot wait for ${awaited}`);
  const seen = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], now);
  return JSON.stringify(seen) === value;
}
