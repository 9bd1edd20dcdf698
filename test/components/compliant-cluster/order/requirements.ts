import { type ChartPin, charts, platformNamespaces, ruleSets } from "../../../../catalogue";
import type { Registration } from "../../../../cli/preview/types";
import { at } from "../../recorded";

/** What must be there before something else, and why. Both are URNs. */
export interface Requirement {
  later: string;
  earlier: string;
  why: string;
}

const release = "kubernetes:helm.sh/v3:Release";
const chart = "kubernetes:helm.sh/v4:Chart";
const namespace = "kubernetes:core/v1:Namespace";
const networkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const template = "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate";
const job = "kubernetes:batch/v1:CronJob";
const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

/** Groups whose objects a webhook judges although another release brings their kinds. */
const judges: Record<string, string> = {
  "extensions.istio.io": "istiod",
  "networking.istio.io": "istiod",
  "security.istio.io": "istiod",
  "telemetry.istio.io": "istiod",
};

/** Groups that a server of their own answers for, and the object that starts it. */
const servers: Record<string, string> = { "projectcalico.org": "kubernetes:operator.tigera.io/v1:APIServer" };

const exempt = platformNamespaces.map(({ name }) => name);

/** Whether the webhook of our rules is asked about an object; of a namespace its own name counts. */
function isJudged(group: string, kind: string, namespaceName: string, name: string): boolean {
  if (exempt.includes(kind === "Namespace" ? name : namespaceName)) return false;
  return ruleSets
    .flatMap(({ kinds }) => kinds)
    .some(
      ({ apiGroups, kinds, warnOnly }) =>
        warnOnly === undefined && apiGroups.includes(group === "core" ? "" : group) && kinds.includes(kind),
    );
}

/** Everything in the cluster that must come before something else there. */
export function requirements(registrations: readonly Registration[]): Requirement[] {
  const objects = registrations.filter(({ type }) => type.startsWith("kubernetes:"));
  const ofType = (type: string) => registrations.filter((each) => each.type === type);
  const releases = [...ofType(release), ...ofType(chart)];
  const need = (later: Registration, earlier: Registration[], why: string): Requirement[] =>
    earlier.filter(({ urn }) => urn !== later.urn).map(({ urn }) => ({ later: later.urn, earlier: urn, why }));

  const owners = (group: string) => releases.filter((each) => pinOf(each)?.crdGroups.includes(group) === true);
  const named = (name: string) => releases.filter(({ inputs }) => inputs["name"] === name);
  const engines = releases.filter(({ inputs }) => ["gatekeeper", "kyverno"].includes(inputs["name"] as string));
  const inNamespace = ({ inputs }: Registration) =>
    (at(inputs, "metadata", "namespace") ?? inputs["namespace"] ?? "") as string;
  const namespaceNamed = (name: string) =>
    ofType(namespace).filter(({ inputs }) => at(inputs, "metadata", "name") === name);

  return objects.flatMap((object) => {
    const [, groupVersion = "", kind = ""] = object.type.split(":");
    const group = groupVersion.split("/")[0]!;
    const own = inNamespace(object);
    return [
      // A chart of definitions has nothing in a namespace.
      ...need(object, object.type === chart ? [] : namespaceNamed(own), "its namespace"),
      ...need(object, owners(group), "the chart that brings its kind"),
      ...need(object, named(judges[group] ?? ""), "the webhook that judges it"),
      ...(isJudged(group, kind, own, String(at(object.inputs, "metadata", "name")))
        ? engines.flatMap((engine) => need(engine, [object], "what its webhook would refuse while it starts"))
        : []),
      ...need(
        object,
        servers[group] === undefined ? [] : ofType(servers[group]),
        "the server that answers for its kind",
      ),
      ...(group === "constraints.gatekeeper.sh"
        ? need(
            object,
            ofType(template).filter(({ inputs }) => at(inputs, "spec", "crd", "spec", "names", "kind") === kind),
            "the template that makes its kind",
          )
        : []),
      ...(object.type === job
        ? need(
            object,
            ofType(association).filter(
              ({ inputs }) => inputs["namespace"] === own && ownAccounts.includes(String(inputs["serviceAccount"])),
            ),
            "the role of its pods, which they get when they start or never",
          )
        : []),
      ...(object.type === release
        ? [
            ...need(
              object,
              ofType(networkPolicy).filter((each) => inNamespace(each) === own),
              "what its pods may send and receive",
            ),
            ...need(
              object,
              ofType(association).filter(({ inputs }) => inputs["namespace"] === own && isOf(inputs, object)),
              "the role of its pods, which they get when they start or never",
            ),
          ]
        : []),
    ];
  });
}

/** Service accounts whose pods no release makes. */
const ownAccounts = ["restore-drill"];

/** Whether a role is that of a release: a chart names its service account after its release, or is alone in its namespace. */
function isOf(role: Record<string, unknown>, { inputs }: Registration): boolean {
  const account = String(role["serviceAccount"]);
  if (ownAccounts.includes(account)) return false;
  return account === inputs["name"] || !Object.values(charts).some(({ release }) => release === account);
}

/** The pin of a release, by its chart and its name. */
export function pinOf({ inputs }: Registration): ChartPin | undefined {
  const name = String(inputs["chart"]).split("/").at(-1);
  const found = Object.values(charts).filter((pin) => pin.chart === name);
  return found.find((pin) => pin.release === inputs["name"]) ?? found[0];
}
