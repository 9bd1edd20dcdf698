import { defaultRegimes, type PackSettings, type Regime, regimeIds } from "../../../catalogue";
import { type Fact, fact } from "../facts/fact";
import type { Subject } from "../facts/subject";
import { type DeclaredPart, declaredParts } from "./declared-parts";

/** What a CompliantCluster declares, as far as it is known. */
export interface Declaration {
  urn: string;
  /** Undefined where the declaration does not say, or not in words that Rampart knows. */
  regimes: Regime[] | undefined;
  kubernetesVersion: string | undefined;
  waiversHash: string | undefined;
  parts: DeclaredPart[];
}

export function readDeclaration({ urn, props }: Pick<Subject, "urn" | "props">): Declaration {
  const declared = fact(props);
  return {
    urn,
    regimes: regimesIn(declared.at("regimes")),
    kubernetesVersion: word(declared.at("kubernetesVersion")),
    waiversHash: word(declared.at("waiversHash")),
    parts: declaredParts(declared.at("parts")),
  };
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
