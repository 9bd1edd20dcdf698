import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { Failure } from "./check";
import type { Stored } from "./cloud";
import type { Diff } from "./diff";
import { tabledPaths } from "./outputs";
import { sdkType } from "./sdk-types";
import { isProperties, type Properties, withoutPath } from "./values";
import { asSecret, toStruct, wrappedLike } from "./wire";

/**
 * What is, of the properties that were asked for and of those that only someone else can have set: a change behind the
 * engine's back shows up as a change of inputs.
 */
export function readInputs({ type, inputs, outputs }: Stored, asked: string[]): Properties {
  const sdk = sdkType(type);
  const tabled = tabledPaths(type);
  const isForeign = (key: string) => sdk?.inputs.has(key) === true && !sdk.filledIn.has(key) && !tabled.includes(key);
  const wanted = new Set([...asked, ...Object.keys(inputs), ...Object.keys(outputs).filter(isForeign)]);
  const own = Object.fromEntries(Object.entries(outputs).filter(([key]) => wanted.has(key)));
  return tabled.filter((path) => path.includes(".")).reduce(withoutPath, own);
}

/** Values as they go back: secret where they came in secret, and always in a Secret of Kubernetes. */
export function returned(type: string, values: Properties, wrapped: Properties) {
  const secret = wrappedLike(values, wrapped) as Properties;
  if (type !== "kubernetes:core/v1:Secret") return toStruct(secret);
  const entries = Object.entries(secret).map(([key, value]) =>
    (key === "data" || key === "stringData") && isProperties(value) ? [key, asSecret(value)] : [key, value],
  );
  return toStruct(Object.fromEntries(entries) as Properties);
}

export function checkResponse(inputs: Properties, failures: Failure[]): rpc.CheckResponse {
  const response = new rpc.CheckResponse();
  response.setInputs(toStruct(inputs));
  for (const { property, reason } of failures) {
    const failure = new rpc.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    response.addFailures(failure);
  }
  return response;
}

export function diffResponse({ changes, deleteBeforeReplace }: Diff): rpc.DiffResponse {
  const response = new rpc.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = rpc.DiffResponse.DiffChanges;
  response.setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const { path, field, old, now, replaces } of changes) {
    const [top = ""] = field.split(".");
    response.addDiffs(top);
    if (replaces) response.addReplaces(top);
    const detail = new rpc.PropertyDiff();
    detail.setKind(kindOf(old, now, replaces));
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(path, detail);
  }
  return response;
}

function kindOf(old: unknown, now: unknown, replaces: boolean): rpc.PropertyDiff.Kind {
  const kinds = rpc.PropertyDiff.Kind;
  if (old === undefined) return replaces ? kinds.ADD_REPLACE : kinds.ADD;
  if (now === undefined) return replaces ? kinds.DELETE_REPLACE : kinds.DELETE;
  return replaces ? kinds.UPDATE_REPLACE : kinds.UPDATE;
}
