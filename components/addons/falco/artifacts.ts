import * as pulumi from "@pulumi/pulumi";
import { falcoArtifacts } from "../../../catalogue/falco";
import type { Values } from "../../foundations/values";
import { hasMirror, hostOf, type MirrorArgs } from "../../releases";

type Artifact = keyof typeof falcoArtifacts;

/**
 * What falcoctl installs as a pod starts: each artifact by its exact version, and nothing later. By their short names they
 * are looked up in the project's index, which has what their signatures are checked by. Of a mirror they are asked by
 * their whole names, without index and so without that check.
 */
export function artifactValues(artifacts: Artifact[], { registries = {} }: MirrorArgs = {}): Values {
  const host = hostOf(falcoArtifacts.rules);
  const mirrored = hasMirror(host, registries);
  const registry = registries[host] ?? registries["*"]!;
  const refs = artifacts.map((name) => {
    const reference: string = falcoArtifacts[name];
    return mirrored ? pulumi.interpolate`${registry}${reference.slice(host.length)}` : shortName(reference);
  });
  return {
    artifact: {
      install: { enabled: true, resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } } },
      follow: { enabled: false },
    },
    config: {
      artifact: { install: { resolveDeps: false, refs } },
      ...(mirrored && { indexes: [] }),
    },
  };
}

/** `falco-rules:5.1.0` */
const shortName = (reference: string) => reference.slice(reference.lastIndexOf("/") + 1);
