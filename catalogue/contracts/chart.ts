/** A pinned Helm chart: all that the door (components/releases) and the pack need to know of it. */
export interface ChartPin {
  /** The chart's name in its repository; also the name of the Helm release. */
  chart: string;
  /** URL of the chart repository. */
  repository: string;
  /** Exact version. */
  version: string;
  appVersion: string;
  /** Namespace of the release. */
  namespace: string;
  /** Why objects of that namespace are exempt from admission rules; absent when they are not. */
  exemptBecause?: string;
  /** Images that the chart starts at this version, without registry rewriting. */
  images: string[];
  /** API groups of the CustomResourceDefinitions that it brings. */
  crdGroups: string[];
  /** Values of this chart version that decide about a control: dotted path → the chart's own default. */
  securityDefaults: Record<string, ChartScalar>;
  /** Dotted paths that users cannot override, each with the control that it carries. */
  protectedPaths: ProtectedPath[];
  /** Paths that templates read although values.yaml does not list them, each with its source. */
  templateOnlyPaths: TemplateOnlyPath[];
}

export type ChartScalar = string | number | boolean;

export interface ProtectedPath {
  path: string;
  control: string;
}

export interface TemplateOnlyPath {
  path: string;
  source: string;
}
