import type { NodeAmiType } from "./args";

/** A line of images that is released together. */
export type ImageFamily = "al2023" | "bottlerocket";
/** Processor architecture, by the name that the paths of public parameters have for it. */
type Architecture = "x86_64" | "arm64";

export function familyOf(amiType: NodeAmiType): ImageFamily {
  return amiType.startsWith("BOTTLEROCKET_") ? "bottlerocket" : "al2023";
}

export function architectureOf(amiType: NodeAmiType): Architecture {
  return amiType.includes("ARM_64") ? "arm64" : "x86_64";
}

export function isFips(amiType: NodeAmiType): boolean {
  return amiType.endsWith("_FIPS");
}

/** The public parameter that names the release which AWS recommends. */
export function recommendedPath(amiType: NodeAmiType, kubernetesVersion: string): string {
  const architecture = architectureOf(amiType);
  if (familyOf(amiType) === "bottlerocket") {
    const variant = `aws-k8s-${kubernetesVersion}${isFips(amiType) ? "-fips" : ""}`;
    return `/aws/service/bottlerocket/${variant}/${architecture}/latest/image_version`;
  }
  const image = `${kubernetesVersion}/amazon-linux-2023/${architecture}/standard`;
  return `/aws/service/eks/optimized-ami/${image}/recommended/release_version`;
}

interface Volume {
  deviceName: string;
  volumeSize: number;
}

/** Bottlerocket keeps its system on a small volume and everything else on a second one. */
export function volumesOf(amiType: NodeAmiType, diskGiB: number): Volume[] {
  if (familyOf(amiType) === "al2023") return [{ deviceName: "/dev/xvda", volumeSize: diskGiB }];
  return [
    { deviceName: "/dev/xvda", volumeSize: 4 },
    { deviceName: "/dev/xvdb", volumeSize: diskGiB },
  ];
}

/**
 * What a FIPS image must be told, as user data, where it would look for FIPS endpoints of ECR and EC2 that it cannot reach,
 * and never join: outside of the United States there are none, and without NAT the VPC has none. Its cryptographic modules
 * stay the validated ones.
 * https://docs.aws.amazon.com/eks/latest/userguide/bottlerocket-fips-amis.html
 */
export function userDataOf(amiType: NodeAmiType, region: string, withoutNat: boolean): string | undefined {
  if (!isFips(amiType) || (region.startsWith("us-") && !withoutNat)) return undefined;
  const config = base64("[default]\nuse_fips_endpoint=false\n");
  return base64(`[settings.aws]\nconfig = "${config}"\n`);
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/**
 * Series whose names follow the scheme: letters of the series, the generation, and letters of what it has, where `g` is
 * Graviton (`m7g`, `c6gn`, `im4gn`).
 */
const series = /^(?:c|d|dl|f|g|gr|h|hpc|i|im|inf|is|m|p|r|t|trn|vt|x|z)\d+([a-z]*)(?:-flex)?$/;

/** Architecture of an instance type by its family's name; undefined where the name does not tell. */
export function architectureOfInstance(type: string): Architecture | undefined {
  const family = type.split(".")[0]!;
  if (family === "a1") return "arm64";
  if (/^u(?:-|\d+[a-z]*-)\d+tb1?$/.test(family)) return "x86_64";
  const traits = series.exec(family)?.[1];
  if (traits === undefined) return undefined;
  return traits.includes("g") ? "arm64" : "x86_64";
}
