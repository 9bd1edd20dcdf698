import {
  admissionInput,
  charts,
  gatekeeperConfig,
  gatekeeperObjects,
  kyvernoObjects,
  vapObjects,
} from "../../catalogue";
import { stringify } from "yaml";

import { type BundleSettings, Engine } from "./settings";

/** Path within the bundle and content of a file. */
export interface BundleFile {
  path: string;
  content: string;
}

export interface Bundle {
  /** Folders in the order in which they are applied, each with the number of its objects. */
  folders: { name: string; objects: number }[];
  /** Sorted by path. */
  files: BundleFile[];
}

/** What a file of a cluster's objects needs: a name, which becomes the file's. */
interface Named {
  metadata: { name: string };
}

/** The objects of an engine as files: equal settings give equal bytes. A folder is what can be applied at once. */
export function bundleOf(settings: BundleSettings): Bundle {
  const folders = Object.entries(objectsOf(settings));
  const files = folders.flatMap(([folder, objects]) => {
    const members = objects.map((object) => ({ name: `${object.metadata.name}.yaml`, content: yaml(object) }));
    const resources = members.map(({ name }) => name).sort();
    const kustomization = { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", resources };
    return [...members, { name: "kustomization.yaml", content: yaml(kustomization) }].map(({ name, content }) => ({
      path: `${folder}/${name}`,
      content,
    }));
  });
  return {
    folders: folders.map(([name, objects]) => ({ name, objects: objects.length })),
    files: files.sort((one, other) => (one.path < other.path ? -1 : 1)),
  };
}

/** By folder. */
function objectsOf(settings: BundleSettings): Record<string, Named[]> {
  const input = admissionInput(settings);
  switch (settings.engine) {
    case Engine.Gatekeeper: {
      const { templates, constraints } = gatekeeperObjects(input);
      const config = gatekeeperConfig(charts.gatekeeper.namespace, input.exemptNamespaces);
      return { templates, constraints, config: [config] };
    }
    case Engine.Kyverno:
      return { policies: kyvernoObjects(input) };
    case Engine.Vap: {
      const { policies, bindings } = vapObjects(input);
      return { policies, bindings };
    }
  }
}

/** Written so that a reader of YAML 1.1, as the API server's clients are, takes every text for a text. */
function yaml(object: object): string {
  return stringify(object, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}
