import {
  defaultRegimes,
  type PackSettings,
  platformNamespaces,
  type Regime,
  regimeIds,
  RuleParameter,
  type RuleParameters,
} from "../../../catalogue";
import { type Fact, fact } from "../facts/fact";
import type { Subject } from "../facts/subject";
import { isUnknown, sentinel } from "../facts/unknown";
import { type DeclaredPart, declaredParts } from "./declared-parts";

/** What a CompliantCluster declares, as far as it is known. */
export interface Declaration {
  urn: string;
  /** Undefined where the declaration does not say, or not in words that Rampart knows. */
  regimes: Regime[] | undefined;
  kubernetesVersion: string | undefined;
  waiversHash: string | undefined;
  parts: DeclaredPart[];
  /** What object rules compare with. An unknown stands in a list where it is not known whole. */
  ruleParameters: DeclaredParameters;
}

/** Lists of texts that a cluster sets. */
type DeclaredParameters = Readonly<Record<Exclude<RuleParameter, "platformNamespaces">, readonly string[]>>;

export function readDeclaration({ urn, props }: Pick<Subject, "urn" | "props">): Declaration {
  const declared = fact(props);
  return {
    urn,
    regimes: regimesIn(declared.at("regimes")),
    kubernetesVersion: word(declared.at("kubernetesVersion")),
    waiversHash: word(declared.at("waiversHash")),
    parts: declaredParts(declared.at("parts")),
    ruleParameters: declaredParameters((name) => declared.at(["ruleParameters", name])),
  };
}

function declaredParameters(at: (name: string) => Fact): DeclaredParameters {
  return {
    registries: wordsIn(at(RuleParameter.Registries)),
    exposed: wordsIn(at(RuleParameter.Exposed)),
    clusterAdmins: wordsIn(at(RuleParameter.ClusterAdmins)),
    trustedRoles: wordsIn(at(RuleParameter.TrustedRoles)),
  };
}

function wordsIn(list: Fact): string[] {
  if (list.state === "unknown") return [sentinel];
  return (list.items() ?? []).flatMap((each) =>
    each.state === "unknown" ? [sentinel] : typeof each.value === "string" ? [each.value] : [],
  );
}

function regimesIn(property: Fact): Regime[] | undefined {
  const words = property.items()?.map(({ value }) => value);
  if (words === undefined || !words.every((each) => regimeIds.includes(each as Regime))) return undefined;
  return inOrder(words as Regime[]);
}

const word = (property: Fact) => (typeof property.value === "string" ? property.value : undefined);

const inOrder = (regimes: readonly Regime[]) => regimeIds.filter((id) => regimes.includes(id));

/** The regimes in force: the pack's settings, else what the clusters declare together, else the default. */
export function regimesInForce(settings: PackSettings, declarations: readonly Declaration[]): Regime[] {
  if (settings.regimes !== undefined) return inOrder(settings.regimes);
  const declared = declarations.flatMap(({ regimes }) => regimes ?? []);
  return inOrder(declared.length > 0 ? declared : defaultRegimes);
}

/** The Kubernetes version that all clusters declare; undefined when they differ or say nothing. */
export function kubernetesVersionOf(declarations: readonly Declaration[]): string | undefined {
  const versions = new Set(declarations.map(({ kubernetesVersion }) => kubernetesVersion));
  return versions.size === 1 ? [...versions][0] : undefined;
}

/**
 * What object rules compare with: the pack's settings, else what every cluster declares, because an object may be for any of
 * them. The platform's namespaces are the catalogue's.
 */
export function ruleParametersOf(settings: PackSettings, declarations: readonly Declaration[]): RuleParameters {
  const listOf = (name: keyof DeclaredParameters) =>
    settings.rules?.[name] ?? shared(declarations.map(({ ruleParameters }) => ruleParameters[name]));
  return {
    registries: listOf("registries"),
    exposed: listOf("exposed"),
    clusterAdmins: listOf("clusterAdmins"),
    trustedRoles: listOf("trustedRoles"),
    platformNamespaces: platformNamespaces.map(({ name }) => name),
  };
}

/** What stands in all of some lists; an unknown may be anything. */
function shared(lists: readonly (readonly string[])[]): string[] {
  const known = [...new Set(lists.flat())].filter((each) => !isUnknown(each));
  const common = known.filter((each) => lists.every((list) => list.includes(each)));
  return lists.some((list) => list.some(isUnknown)) ? [...common, sentinel] : common;
}
