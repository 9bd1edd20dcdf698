import type { SdkType } from "../sdk-types";
import { type Facts, filled } from "../templates";
import { type Properties, text, valueAt, withValueAt } from "../values";
import { ec2 } from "./ec2";
import { eks } from "./eks";
import { iam } from "./iam";
import { kubernetesMetadata, kubernetesOutputs } from "./kubernetes";
import type { Outputs } from "./outputs";
import { registry } from "./registry";
import { s3 } from "./s3";
import { watching } from "./watching";

/** A type that is absent, and a path that is absent, gets a value by its declared type. */
const awsOutputs: Outputs = { ...ec2, ...eks, ...iam, ...registry, ...s3, ...watching };

/** Paths that the cloud fills in by this table: no change of them is a change of inputs. */
export function tabledPaths(type: string): string[] {
  return Object.keys(tableOf(type));
}

function tableOf(type: string): Record<string, unknown> {
  if (type.startsWith("aws:")) return awsOutputs[type] ?? {};
  const own = kubernetesOutputs[type] ?? {};
  return type === "kubernetes:helm.sh/v3:Release" ? own : { ...kubernetesMetadata, ...own };
}

/** All that a resource is, once it exists: what was asked for, and what the cloud adds. What it was before stays. */
export function outputsOf(
  type: string,
  sdk: SdkType | undefined,
  inputs: Properties,
  facts: Facts,
  before: Properties,
): Properties {
  const table = tableOf(type);
  const declared = new Map([...(sdk?.computed ?? []), ...(sdk?.filledIn ?? [])]);
  const paths = new Set([...declared.keys(), ...Object.keys(table)]);
  let outputs: Properties = { ...inputs };
  for (const path of paths) {
    if (valueAt(inputs, path) !== undefined) continue;
    const value =
      valueAt(before, path) ??
      (path in table ? filled(table[path], facts) : plausible(path, declared.get(path), facts));
    outputs = withValueAt(outputs, path, value);
  }
  return sdk?.computed.has("tagsAll") === true ? { ...outputs, tagsAll: inputs["tags"] ?? {} } : outputs;
}

/** Something of the declared type. An empty text is what AWS answers for what does not apply. */
function plausible(name: string, declared: string | undefined, facts: Facts): unknown {
  const type = declared ?? "string";
  if (type.endsWith("[]")) return [];
  if (type === "boolean") return false;
  if (type === "number") return 0;
  if (type !== "string" && !type.startsWith("enums.")) return {};
  if (name === "ownerId") return facts["account"];
  if (name === "region") return text(facts["region"]) ?? "";
  return /(At|Date)$/.test(name) ? filled("{now}", facts) : "";
}

/** Outputs that follow from an update of anything but the named properties. */
export interface Versioned {
  output: string;
  except: string[];
  /** Follows the output where the program asks for it. */
  follower?: { output: string; when: string };
}

export const versioned: Record<string, Versioned> = {
  "aws:ec2/launchTemplate:LaunchTemplate": {
    output: "latestVersion",
    except: ["tags", "defaultVersion", "updateDefaultVersion"],
    follower: { output: "defaultVersion", when: "updateDefaultVersion" },
  },
  "kubernetes:helm.sh/v3:Release": { output: "status.revision", except: [] },
};
