import { check, type Mistake, quote } from "../../../catalogue/contracts";

const name = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const domain = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const keyRule =
  "a name of at most 63 letters, digits and ._- from letter to letter, after a DNS name and a slash or alone";

/** The name of a label or a taint: `name`, or `domain/name`. */
export function isLabelKey(key: string): boolean {
  const [first = "", second, ...rest] = key.split("/");
  if (rest.length > 0) return false;
  if (second === undefined) return name.test(first);
  return first.length <= 253 && domain.test(first) && name.test(second);
}

const isLabelValue = (value: string) => value === "" || name.test(value);

export const labelKey = check(keyRule, (value): value is string => typeof value === "string" && isLabelKey(value));

export const labelValue = check(
  "nothing, or at most 63 letters, digits and ._- from letter to letter",
  (value): value is string => typeof value === "string" && isLabelValue(value),
);

/** EKS refuses labels of these; the kubelet those of their subdomains. */
const reserved = ["kubernetes.io", "k8s.io", "eks.amazonaws.com"];

/** Notes the names that no label may have, and more labels than EKS takes. */
export function labelMistakes(labels: Record<string, string>, path: string): Mistake[] {
  const keys = Object.keys(labels);
  const mistakes: Mistake[] =
    keys.length > 50 ? [{ path, got: `${keys.length} labels`, expected: "50 at most, as EKS takes" }] : [];
  for (const key of keys) {
    const prefix = key.includes("/") ? key.split("/")[0]! : "";
    if (!isLabelKey(key)) mistakes.push({ path: `${path}.${key}`, got: quote(key), expected: keyRule });
    else if (reserved.some((each) => prefix === each || prefix.endsWith(`.${each}`))) {
      const expected = `a name that is not of ${reserved.join(", ")}, which Kubernetes and EKS keep for themselves`;
      mistakes.push({ path: `${path}.${key}`, got: quote(key), expected });
    }
  }
  return mistakes;
}
