import { Part } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import { every, some, type Ternary } from "../../facts/ternary";
import { each, guarded, type StackCheck } from "../check";
import { isKind, judgeHidden, objectsIn } from "../kubernetes/objects";
import { installations } from "./installations";
import { clustersWithout, countOf, hasEach } from "./presence";

const chart = { chart: "external-secrets" };
const clusterStore = { apiGroup: "external-secrets.io", kind: "ClusterSecretStore" };

/** SEC-01: each cluster takes secrets from an external store, and no store is open to every namespace. */
export const externalSecrets: StackCheck = {
  control: "SEC-01",
  none: "the stack holds no EKS cluster and no ClusterSecretStore",
  judge: (stack, context) => {
    const clusters = clustersWithout(Part.SecretStore, stack, context);
    const count = countOf(installations(stack, chart), chart);
    const wanted = { what: "external-secrets", expected: "the chart external-secrets beside each cluster" };
    return [
      ...each(clusters, () => hasEach(clusters.length, count, wanted)),
      ...objectsIn(stack, isKind(clusterStore)).map(({ subject, props }) => ({
        subject,
        judgement: guarded(() => judgeStore(props.at("spec.conditions"))),
      })),
      ...judgeHidden(stack, clusterStore),
    ];
  },
};

/** A namespace may use the store where one of its conditions holds. */
function judgeStore(conditions: Fact): Judgement {
  const expected = "conditions that name the namespaces which may use the store";
  const items = conditions.items();
  if (conditions.state === "absent" || items?.length === 0)
    return fail(`${conditions.path} is not set, so every namespace may use the store; expected ${expected}`);
  if (items === undefined) return misread(conditions, expected);
  return all(...items.map((each) => judgeCondition(each, expected)));
}

function judgeCondition(condition: Fact, expected: string): Judgement {
  const open = isOpen(condition);
  if (open === "unknown")
    return unknown(`which namespaces ${condition.path} lets in cannot be known before deployment`);
  return open
    ? fail(`${condition.path} lets every namespace in; expected ${expected}`)
    : pass(`${condition.path} names the namespaces that may use the store`);
}

/** What a condition lets in is what any of its parts lets in. */
function isOpen(condition: Fact): Ternary {
  if (condition.state === "unknown") return "unknown";
  const parts = ["namespaces", "namespaceRegexes", "namespaceSelector"].map((key) => condition.at(key));
  if (parts.some(({ state }) => state === "wrong")) return true;
  const [names, patterns, selector] = parts as [Fact, Fact, Fact];
  const nothing = every(parts.map(({ state }) => (state === "unknown" ? "unknown" : state === "absent")));
  return some([nothing, isOpenList(names), isOpenList(patterns), isOpenSelector(selector)]);
}

/** Words by which a name of a namespace, or a pattern of names, is any. */
const anything: readonly unknown[] = ["*", ".*", ".+", "^.*$", "^.+$", ""];

function isOpenList(list: Fact): Ternary {
  if (list.state === "unknown") return "unknown";
  return some(
    (list.items() ?? []).map(({ state, value }) => (state === "unknown" ? "unknown" : anything.includes(value))),
  );
}

function isOpenSelector(selector: Fact): Ternary {
  if (selector.state === "absent") return false;
  const parts = ["matchLabels", "matchExpressions"].map((key) => selector.at(key));
  return every(
    [selector, ...parts].map((part) => {
      if (part.state === "unknown") return "unknown";
      return part === selector || part.state === "absent" || (part.items() ?? part.keys())?.length === 0;
    }),
  );
}
