import { fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, oneOf, pass, unknown } from "../../facts/judgement";
import { joined } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import type { Ternary } from "../../facts/ternary";
import { isMap } from "../../facts/unknown";
import { each, type StackCheck } from "../check";
import { clusterKnownBy } from "./clusters";
import { addon, cluster } from "./types";

const installed = ["tigera-operator", "calico"];
const installation = "kubernetes:operator.tigera.io/v1:Installation";

/** NET-06: something in the cluster enforces network policies; without it they are words. */
export const networkPolicyEngine: StackCheck = {
  control: "NET-06",
  none: "the stack holds no EKS cluster",
  judge: (stack) => {
    const clusters = stack.ofType(cluster);
    const { sure, maybe } = calicos(stack);
    const agents = clusters.map((subject) => ({ subject, judgement: networkAddon(subject, stack) }));
    const lacking = agents.filter(({ judgement }) => judgement.verdict !== "pass").length;
    return each(clusters, (subject) => {
      const { judgement } = agents.find((each) => each.subject === subject)!;
      if (judgement.verdict === "pass" || sure + maybe === 0) return judgement;
      if (sure >= lacking) return pass("Calico enforces network policies");
      return sure + maybe >= lacking
        ? unknown("whether Calico's operator is told to enforce anything cannot be known before deployment")
        : unknown(`the stack holds ${lacking} clusters without a policy engine and ${sure + maybe} Calico`);
    });
  },
};

/** In how many clusters Calico is. Which one a release goes to cannot be seen, but those of one provider go to one. */
function calicos(stack: Stack): { sure: number; maybe: number } {
  const releases = stack.ofType("kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart").filter((each) => {
    const chart = read(each).at("chart").value;
    return typeof chart === "string" && installed.includes(chart.split("/").at(-1)!);
  });
  const providersOf = (wanted: Ternary) =>
    new Set(releases.filter((each) => isTold(each, stack) === wanted).map(({ provider }) => provider));
  const sure = providersOf(true);
  return { sure: sure.size, maybe: [...providersOf("unknown")].filter((each) => !sure.has(each)).length };
}

/** The operator by itself does nothing: it is told by an Installation, the chart's or another one. */
function isTold(release: Subject, stack: Stack): Ternary {
  const apart = stack.ofType(installation).some(({ provider }) => provider === release.provider);
  const own = read(release).at(["values", "installation", "enabled"]);
  if (apart || own.state === "absent" || own.value === true) return true;
  return own.state === "known" ? false : "unknown";
}

function networkAddon(subject: Subject, stack: Stack): Judgement {
  const isNetwork = (each: Subject) => read(each).at("addonName").value === "vpc-cni";
  const { sure, maybe } = joined(stack, [addon], "clusterName", subject, clusterKnownBy(subject));
  const own = sure.filter(isNetwork);
  if (own.length > 0) return all(...own.map(enforces));
  if (maybe.some(isNetwork) || sure.some((each) => read(each).at("addonName").state === "unknown"))
    return unknown("whether the vpc-cni add-on is this cluster's cannot be known before deployment");
  return fail("nothing enforces network policies; expected the vpc-cni add-on with enableNetworkPolicy, or Calico");
}

function enforces(subject: Subject): Judgement {
  const text = read(subject).at("configurationValues");
  const expected = 'JSON with enableNetworkPolicy "true"';
  if (text.state === "absent") return fail(`${text.path} of vpc-cni is not set; expected ${expected}`);
  if (text.state !== "known" || typeof text.value !== "string") return misread(text, expected);
  const values = parsed(text.value);
  return values === undefined
    ? fail(`${text.path} of vpc-cni is no JSON map; expected ${expected}`)
    : oneOf(fact(values).at("enableNetworkPolicy"), { values: ["true"], default: "false", printable: ["false"] });
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const values: unknown = JSON.parse(text);
    return isMap(values) ? values : undefined;
  } catch {
    return undefined;
  }
}
