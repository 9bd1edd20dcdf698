import type * as pulumi from "@pulumi/pulumi";
import { below, type AddonDeclaration, type Mistake, optional, quote, read, record } from "../../../catalogue";
import { externalSecrets as pin } from "../../../catalogue/charts/external-secrets";
import { type WorkloadClusterArgs, workloadClusterMistakes, workloadClusterShape } from "../../aws";
import { parseKeyArn, partitionMistakes } from "../../foundations/arn";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { declareRelease, mirrorShape, type ReleaseSettings, resolveRelease } from "../../releases";
import {
  type ExternalSecretsAddonArgs,
  type ExternalSecretsArgs,
  type SecretStoreArgs,
  type VaultCaArgs,
  VaultEngine,
  type VaultStoreArgs,
} from "./args";
import { members } from "./shape";
import { externalSecretsValues } from "./values";

interface StoreSettings {
  /** Its name in the cluster. */
  name: string;
  names: string[];
  labels: Record<string, string>;
}

export interface SecretsManagerSettings extends StoreSettings {
  prefixes: string[];
  region?: string;
  keyArns: pulumi.Input<string>[];
}

export interface VaultSettings extends StoreSettings {
  server: string;
  path: string;
  version: VaultEngine;
  role: string;
  mountPath: string;
  audience: string;
  namespace?: string;
  ca?: Required<VaultCaArgs>;
}

/** Arguments with every default filled in; the stores by their providers. */
export interface ExternalSecretsAddonSettings {
  secretsManagers: SecretsManagerSettings[];
  vaults: VaultSettings[];
  release: ReleaseSettings;
}

export interface ExternalSecretsSettings extends ExternalSecretsAddonSettings {
  cluster: WorkloadClusterArgs;
}

const shape = record({ ...members, cluster: workloadClusterShape, mirror: optional(mirrorShape) });

/** Fills the defaults; notes stores that anybody could read from, or that have no one provider. `path` is where the arguments stand. */
export function resolveExternalSecretsAddon(
  args: ExternalSecretsAddonArgs & Pick<ExternalSecretsArgs, "mirror">,
  path: string,
  mistakes: Mistake[],
): ExternalSecretsAddonSettings {
  const at = (key: string) => below(path, key);
  const stores = Object.entries(args.stores ?? {});
  for (const [name, store] of stores) mistakes.push(...storeMistakes(store, at(`stores.${name}`), mistakes));
  return {
    secretsManagers: stores.flatMap(([name, { awsSecretsManager: each, ...store }]) =>
      each ? [{ ...each, keyArns: each.keyArns ?? [], ...readersOf(name, store) }] : [],
    ),
    vaults: stores.flatMap(([name, { vault: each, ...store }]) =>
      each ? [{ ...withVaultDefaults(each), ...readersOf(name, store) }] : [],
    ),
    release: resolveRelease(pin, externalSecretsValues(), args, at("values"), mistakes),
  };
}

/** What is wrong in a store besides the form of its arguments, which was told already. */
function storeMistakes(
  { namespaces, awsSecretsManager, vault }: Partial<SecretStoreArgs>,
  at: string,
  told: readonly Mistake[],
): Mistake[] {
  const wrong = (key: string) => told.some(({ path }) => path.startsWith(`${at}.${key}`));
  const readers = [...(namespaces?.names ?? []), ...Object.keys(namespaces?.labels ?? {})];
  const nobody = {
    path: `${at}.namespaces`,
    got: "nobody",
    expected: "names or labels of the namespaces that may read",
  };
  const provider = { path: at, got: vault ? "both" : "neither", expected: "one of awsSecretsManager and vault" };
  const { keyArns = [], region } = awsSecretsManager ?? {};
  return [
    ...(readers.length > 0 || wrong("namespaces") ? [] : [nobody]),
    ...((awsSecretsManager === undefined) !== (vault === undefined) || wrong("awsSecretsManager") || wrong("vault")
      ? []
      : [provider]),
    ...keyMistakes(keyArns, `${at}.awsSecretsManager.keyArns`, region),
  ];
}

function readersOf(name: string, { namespaces }: Partial<SecretStoreArgs>): StoreSettings {
  return { name, names: namespaces?.names ?? [], labels: namespaces?.labels ?? {} };
}

function withVaultDefaults({ ca, ...vault }: VaultStoreArgs): Omit<VaultSettings, keyof StoreSettings> {
  return {
    ...vault,
    version: vault.version ?? VaultEngine.V2,
    mountPath: vault.mountPath ?? "kubernetes",
    audience: vault.audience ?? "vault",
    ...(ca !== undefined && { ca: { ...ca, namespace: ca.namespace ?? pin.namespace } }),
  };
}

/** An alias grants nothing in a policy, and a key serves the secrets of its own region only. */
function keyMistakes(arns: pulumi.Input<string>[], path: string, region: string | undefined): Mistake[] {
  return arns.flatMap((arn, index) => {
    if (typeof arn !== "string") return [];
    const at = `${path}[${index}]`;
    const key = parseKeyArn(arn);
    if (key === undefined) return [{ path: at, got: quote(arn), expected: "the ARN of a key, not of an alias" }];
    if (region !== undefined && key.region !== region)
      return [{ path: at, got: quote(arn), expected: `a key of ${region}, where the secrets are` }];
    return partitionMistakes(at, arn, region);
  });
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveExternalSecretsArgs(args: ExternalSecretsArgs): ExternalSecretsSettings {
  const mistakes: Mistake[] = [...read(shape, args).mistakes];
  const { cluster = { name: "" }, ...sound } = soundPart(args, mistakes);
  const settings = resolveExternalSecretsAddon(sound, "", mistakes);
  mistakes.push(...workloadClusterMistakes(cluster, "cluster"));
  refuseMistakes("ExternalSecrets", mistakes);
  return { ...settings, cluster };
}

/** What policies see of the add-on. */
export function declareExternalSecrets(settings: ExternalSecretsSettings): AddonDeclaration {
  return { releases: [declareRelease(settings.release)] };
}
