import { objectsOf } from "../../../policypacks/compliance/facts/kubernetes";
import { isUnknown } from "../../../policypacks/compliance/facts/unknown";
import type { Json } from "../../catalogue/support/pods";
import type { ApiObject } from "../lab/api-client";
import { ofThePack, ofTheRules } from "../samples/labelled";
import { further } from "../samples/further";
import { completed } from "./complete";
import { tokenOf } from "./pack";

/** Where the samples live: a namespace like any team's, which Pod Security leaves alone so that Gatekeeper alone decides. */
export const namespace = "samples";

/** The workload that patches go to. */
export const patched = "patched";

export interface Sample {
  /** The test that it comes from, or what it is. */
  from: string;
  object: ApiObject;
  /** Type and properties as the policy pack gets them. */
  type: string;
  props: Json;
  /** Is laid over an object that is there. */
  patch: boolean;
  /** Holds a value that only a deployment will know, so that there is nothing to send. */
  unknown: boolean;
}

let harvest: Promise<Sample[]> | undefined;

/**
 * Every object that a test of the rules or of the pack judges, and some that only the API server makes necessary. They are
 * harvested once: what the tests import keeps what stood in for a module at the first time.
 */
export function allSamples(): Promise<Sample[]> {
  harvest ??= harvestSamples();
  return harvest;
}

async function harvestSamples(): Promise<Sample[]> {
  const objects = [...ofTheRules(), ...further()];
  const distinct = new Map(objects.map((each) => [JSON.stringify(each.object), each]));
  const ofRules = [...distinct.values()].map(({ from, object }, index) => sampleOf(from, object, `rules-${index}`));
  const ofPack = (await ofThePack()).flatMap(({ from, sample: { type, props } }, index) => {
    const { objects: found, unknown } = objectsOf(type, props);
    const patch = type.endsWith("Patch");
    const samples = found.map((each, item) => {
      const sample = sampleOf(from, each.object, `pack-${index}-${item}`);
      return patch ? { ...sample, type, props, patch, object: patchOf(each.object) } : sample;
    });
    const hidden = { from, object: nothing, type, props, patch, unknown: true };
    return [...samples, ...unknown.map(() => hidden)];
  });
  return [...ofRules, ...ofPack];
}

function sampleOf(from: string, raw: Json, name: string): Sample {
  const object = completed(raw, name, namespace);
  return { from, object, type: tokenOf(object), props: object, patch: false, unknown: holdsUnknown(raw) };
}

/** A patch as it is sent: what it says, for the object that it is about. */
function patchOf(object: Json): ApiObject {
  return { ...(object as ApiObject), metadata: { name: patched, namespace } };
}

const nothing: ApiObject = { apiVersion: "v1", kind: "List", metadata: { name: "nothing" } };

function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isUnknown(value);
  return Object.values(value).some(holdsUnknown);
}
