import type { Mode } from "../../catalogue/contracts";
import type { Registration } from "../preview/types";

/** A file as the pack will judge it. */
export interface Target {
  /** The path as it was given on the command line. */
  file: string;
  mode: Mode;
  project: string;
  stack: string;
  registrations: Registration[];
}

/** A registration with nothing but what a file tells of an object. */
export function bareRegistration(
  urn: string,
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): Registration {
  return {
    urn,
    type,
    name,
    custom: true,
    remote: false,
    external: false,
    inputs,
    outputs: inputs,
    provider: "",
    providers: {},
    dependencies: [],
    propertyDependencies: {},
    options: { ignoreChanges: [], replaceOnChanges: [], aliases: [], additionalSecretOutputs: [] },
  };
}
