/** A pinned Helm chart: all that the door (components/releases) and the pack need to know of it. */
export interface ChartPin {
  /** The chart's name in its repository. */
  chart: string;
  /** Name of the Helm release, which begins the names of much that a chart makes. */
  release: string;
  /** URL of the chart repository. */
  repository: string;
  /** Exact version. */
  version: string;
  appVersion: string;
  /** Namespace of the release. */
  namespace: string;
  /** Why objects of that namespace are exempt from admission rules; absent when they are not. */
  exemptBecause?: string;
  /** Namespaces that what the chart installs makes by itself, and why their objects are exempt. @default none */
  furtherNamespaces?: { name: string; because: string }[];
  /** Images and OCI artifacts that the chart, or what it installs, pulls at this version. */
  images: ChartImage[];
  /** API groups of the CustomResourceDefinitions that it brings. */
  crdGroups: string[];
  /** Ports on which the API server calls its admission webhooks. */
  webhookPorts: number[];
  /** Values of this chart version that decide about a control, by dotted path. */
  securityValues: Record<string, SecurityValue>;
  /** Dotted paths that users cannot override, each with the control that it carries. */
  protectedPaths: ProtectedPath[];
  /** Paths that templates read although values.yaml does not list them, each with its source. */
  templateOnlyPaths: TemplateOnlyPath[];
}

export type ChartScalar = string | number | boolean;

export interface SecurityValue {
  /** The chart's own default; null where it sets nothing. */
  default: ChartScalar | null;
  /** The control that the value carries; without one it is declared, and nothing is asked of it. */
  control?: string;
  /** What it may be: one of these. */
  oneOf?: ChartScalar[];
  /** Further words that the chart takes there, which a report may print when it finds them. */
  words?: string[];
  /** What it may be: a number no less than this. */
  atLeast?: number;
}

export interface ChartImage {
  /** Host, path and tag. Images of Docker Hub say `docker.io`, whatever the chart says. */
  image: string;
  /** The values by which another place takes over; none where nothing but the network decides. */
  keys: ImageKey[];
}

/** A value that names an image, or the place that it comes from. */
export interface ImageKey {
  path: string;
  /** `image`: all but the tag. `registry`: what stands before the path. `folder`: all but the last segment and the tag. `reference`: all of it. */
  holds: "image" | "registry" | "folder" | "reference";
}

export interface ProtectedPath {
  path: string;
  control: string;
}

export interface TemplateOnlyPath {
  path: string;
  source: string;
}
