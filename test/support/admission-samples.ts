import {
  admissionInput,
  Enforcement,
  gatekeeperObjects,
  kyvernoObjects,
  type AdmissionExclusion,
  vapObjects,
} from "../../catalogue";
import type { Sample } from "./samples";

/** What the catalogue renders of the restricted standard for a Kubernetes version, as Pulumi registers it. */
export type AdmissionSamples = (version?: string, exclusions?: readonly AdmissionExclusion[]) => Sample[];

const inputOf: (...asked: Parameters<AdmissionSamples>) => Parameters<typeof gatekeeperObjects>[0] = (
  version,
  exclusions = [],
) => {
  const input = admissionInput({ kubernetesVersion: version, rules: {}, exclusions, enforcement: Enforcement.Deny });
  return { ...input, sets: input.sets.filter(({ id }) => id === "pods") };
};

const registered = (object: { apiVersion: string; kind: string; metadata: { name: string } }): Sample => ({
  type: `kubernetes:${object.apiVersion}:${object.kind}`,
  name: object.metadata.name,
  props: structuredClone(object),
  provider: "cluster",
});

export const gatekeeperSamples: AdmissionSamples = (...asked) => {
  const { templates, constraints } = gatekeeperObjects(inputOf(...asked));
  return [...templates, ...constraints].map(registered);
};

export const kyvernoSamples: AdmissionSamples = (...asked) => kyvernoObjects(inputOf(...asked)).map(registered);

export const nativeSamples: AdmissionSamples = (...asked) => {
  const { policies, bindings } = vapObjects(inputOf(...asked));
  return [...policies, ...bindings].map(registered);
};
