import type { Json } from "../../catalogue/support/pods";
import { accepted, type ApiObject, messageOf } from "../lab/api-client";
import type { Answer } from "../lab/connection";
import { permissiveCrd } from "../lab/custom-kinds";
import { define, type Laboratory } from "../lab/laboratory";
import { createNamespace } from "../lab/namespaces";
import { compliantSpec } from "../lab/pods";
import { sideBySide } from "../lab/side-by-side";
import { unguarded } from "../lab/unguarded";
import { type Based, withBases } from "./bases";
import { ephemeralContainers, hasUnusualEphemeral } from "./complete";
import { type Decision, decisionOf } from "./decision";
import { packRules, tokenOf } from "./pack";
import { namespace, patched, type Sample } from "./samples";

/**
 * create: the object is new. update: it was there before Gatekeeper, and gets a label. patch: a part is laid over an
 * object that is there. debug: a pod that is there gets ephemeral containers.
 */
export type Operation = "create" | "update" | "patch" | "debug";

/** One object, judged by the policy pack, and by the API server and its webhooks on a request. */
export interface Trial {
  from: string;
  operation: Operation;
  kind: string;
  /** Rules that are broken in the eyes of the pack. */
  pack: string[];
  /** Absent where there is nothing to send. */
  decision?: Decision;
}

/** Tries a sample: what is asked, and of which object the pack's word is compared with the answer. */
type Try = (sample: Sample, operation: Operation, judged: ApiObject, ask: () => Promise<Answer>) => Promise<Trial>;

/** Asks the API server about every sample, and stores none but those that are to be there before Gatekeeper. */
export async function runTrials(lab: Laboratory, samples: Sample[], kubernetesVersion: string): Promise<Trial[]> {
  await prepare(lab);
  const pack = (type: string, props: Json) => packRules(type, props, kubernetesVersion);
  const attempt: Try = async ({ from, object: { apiVersion, kind } }, operation, judged, ask) => {
    const served = await lab.pipeline.serves(apiVersion, kind);
    const decision = served ? decisionOf(await ask()) : notServed(apiVersion, kind);
    return { from, operation, kind, pack: pack(tokenOf(judged), judged), decision };
  };
  const sendable = samples.filter(({ unknown }) => !unknown);
  const wholes = withBases(sendable.filter(({ patch }) => !patch));
  const created = await create(lab, wholes, attempt);
  const there = await admit(lab, wholes);
  const updated = await update(lab, there, attempt);
  const debugged = await debug(lab, there, attempt);
  const laidOver = await sideBySide(
    sendable.filter(({ patch }) => patch),
    async (sample) => {
      const ask = () => lab.pipeline.apply(sample.object, { dryRun: true, fieldManager: "patch" });
      const trial = await attempt(sample, "patch", sample.object, ask);
      return { ...trial, pack: pack(sample.type, sample.props) };
    },
  );
  const unsent = samples
    .filter(({ unknown }) => unknown)
    .map(({ from, type, props, patch, object }): Trial => {
      return { from, operation: patch ? "patch" : "create", kind: object.kind, pack: pack(type, props) };
    });
  return [...created, ...updated, ...debugged, ...laidOver, ...unsent];
}

async function create({ pipeline }: Laboratory, samples: Based[], attempt: Try): Promise<Trial[]> {
  const trials = await sideBySide(samples, async (sample) => {
    const { base, first, object } = sample;
    const ask = (sent: ApiObject) => () => pipeline.create(sent, { dryRun: true });
    const ofBase = first ? [await attempt(sample, "create", base, ask(base))] : [];
    // A pod gets its ephemeral containers later; a workload that has special ones is sent as it is, too.
    const whole = object.kind !== "Pod" && hasUnusualEphemeral(object);
    return whole ? [...ofBase, await attempt(sample, "create", object, ask(object))] : ofBase;
  });
  return trials.flat();
}

/** Stores the samples while nobody looks, and returns those that the API server takes. */
async function admit(lab: Laboratory, samples: Based[]): Promise<Based[]> {
  const { pipeline } = lab;
  const admitted = new Set<ApiObject>();
  await unguarded(lab, namespace, () =>
    sideBySide(
      samples.filter(({ first }) => first),
      async ({ base }) => {
        if (!(await pipeline.serves(base.apiVersion, base.kind))) return;
        if (accepted(await pipeline.create(base))) admitted.add(base);
      },
    ),
  );
  return samples.filter(({ base }) => admitted.has(base));
}

function update({ pipeline }: Laboratory, samples: Based[], attempt: Try): Promise<Trial[]> {
  const touched = { metadata: { labels: { touched: "yes" } } };
  return sideBySide(
    samples.filter(({ first }) => first),
    (sample) => attempt(sample, "update", sample.base, () => pipeline.merge(sample.base, touched, { dryRun: true })),
  );
}

function debug({ pipeline }: Laboratory, samples: Based[], attempt: Try): Promise<Trial[]> {
  return sideBySide(
    samples.filter(({ object }) => object.kind === "Pod" && ephemeralContainers(object).length > 0),
    (sample) => {
      const change = { spec: { ephemeralContainers: ephemeralContainers(sample.object) } };
      const ask = () => pipeline.merge(sample.base, change, { dryRun: true, subresource: "ephemeralcontainers" });
      return attempt(sample, "debug", sample.object, ask);
    },
  );
}

/** A kind of somebody else, with a name that we know. */
const namesake = {
  group: "example.com",
  version: "v1",
  kind: "Deployment",
  plural: "deployments",
  scope: "Namespaced",
} as const;

async function prepare(lab: Laboratory): Promise<void> {
  await createNamespace(lab, namespace);
  const labels = { app: "api" };
  const deployment: ApiObject = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: patched, namespace },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: compliantSpec() } },
  };
  const answer = await lab.admin.apply(deployment);
  if (!accepted(answer)) throw new Error(`Deployment ${patched} was refused: ${messageOf(answer)}`);
  await define(lab.admin, [permissiveCrd(namesake)]);
}

function notServed(apiVersion: string, kind: string): Decision {
  return { by: "the API server", rules: [], complaints: [`no ${kind} of ${apiVersion} is served`] };
}
