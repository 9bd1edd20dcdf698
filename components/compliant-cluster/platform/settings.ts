import type { Mistake, Part, PartDeclaration } from "../../../catalogue";
import type { NodeOperatingSystem } from "../../addons/trivy";
import type { Asked } from "../../cluster/asked";
import { boundMistakes } from "../../cluster/bounds";
import { declarePart, type PartSettings } from "../../cluster/part";
import type { MirrorArgs, ReleaseSettings } from "../../releases";
import type { PlatformArgs } from "./args";
import {
  addonParts,
  type AddonParts,
  chooseAddons,
  type ChosenAddons,
  contradictions,
  resolveAddonParts,
} from "./choice";
import { releasesOf } from "./releases";

/** What is made of the platform, checked. */
export interface PlatformSettings {
  mirror: MirrorArgs;
  parts: AddonParts;
  /** Arguments of the add-ons that this stack makes. */
  addons: ChosenAddons;
  /** Every release that they come to. */
  releases: ReleaseSettings[];
  /** How long backups are kept, in days. */
  backupDays: number;
  nodes: NodeOperatingSystem;
}

/** What the rest of the cluster decides about its platform. */
export interface PlatformSurroundings {
  asked: Asked;
  /** Whether Calico enforces network policies. */
  calico: boolean;
  /** Who provides the store of backups. */
  backup: PartSettings;
  backupDays: number;
  nodes: NodeOperatingSystem;
}

/** Fills what the cluster decides; notes every mistake of every add-on, and what cannot be together. */
export function resolvePlatform(
  args: PlatformArgs,
  { asked, calico, backup, backupDays, nodes }: PlatformSurroundings,
  mistakes: Mistake[],
): PlatformSettings {
  const mirror = args.mirror ?? {};
  const parts = resolveAddonParts(args, backup, mistakes);
  const addons = chooseAddons(args, parts, calico);
  const releases = releasesOf(addons, { mirror, cluster: asked.name, backupDays, nodes }, mistakes);
  mistakes.push(...contradictions(args, calico), ...replicaMistakes(addons, asked));
  return { mirror, parts, addons, releases, backupDays, nodes };
}

/** The regimes in force ask for replicas of whichever engine admits. */
function replicaMistakes({ gatekeeper, kyverno }: ChosenAddons, { posture }: Asked): Mistake[] {
  const [path, given] = kyverno === undefined ? ["gatekeeper", gatekeeper] : ["kyverno", kyverno];
  return boundMistakes(`${path}.replicas`, given?.replicas ?? 3, posture.admissionReplicas);
}

/** What policies and evidence see of who provides what. */
export function declarePlatform({ parts }: PlatformSettings): Partial<Record<Part, PartDeclaration>> {
  return Object.fromEntries(addonParts.map((part) => [part, declarePart(parts[part])]));
}
