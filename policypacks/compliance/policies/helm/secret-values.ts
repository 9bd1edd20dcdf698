import { noSecrets, secretPatterns } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { every, some, type Ternary } from "../../facts/ternary";
import { each, type StackJudgement } from "../check";
import { chart, release } from "./installations";

/** SEC-01: what charts are installed with has no secret in it. */
export const secretValues = (stack: Stack): StackJudgement[] => each(stack.ofType(release, chart), judge);

function judge(subject: Subject): Judgement {
  const props = read(subject);
  const values = props.at("values");
  const expected = "values without secrets";
  if (values.state !== "absent" && values.keys() === undefined) return misread(values, expected);
  const found = leavesOf(values).map(({ leaf, secret }) => ({ leaf, bad: every([secret, isWritten(leaf)]) }));
  const written = found.filter(({ bad }) => bad === true);
  if (written.length > 0)
    return {
      ...fail(`${paths(written)} is one of a secret by its name, and has its value written down; expected ${expected}`),
      remediation:
        "Put the value into the external store, and give the chart the name of the Secret that comes of it instead.",
    };
  const open = found.filter(({ bad }) => bad === "unknown");
  if (open.length > 0)
    return unknown(`whether ${paths(open)} is a secret that is written down cannot be known before deployment`);
  const files = props.at("valueYamlFiles");
  if (files.state !== "absent" && files.items()?.length !== 0)
    return unknown(`${files.path} is set, and what its files hold cannot be seen; expected ${expected}`);
  return pass(values.state === "absent" ? `${values.path} is not set` : "no value is one of a secret by its name");
}

interface Leaf {
  leaf: Fact;
  /** Whether its name says that it is a secret. */
  secret: Ternary;
}

/**
 * Every value that is neither a map nor a list, with what its name says; in a list it has the name of the list, and beside
 * a `name`, as in the environment of a container, that. A value that is not known is none or all of them, and its own name
 * decides: roles and buckets that are still to be made stand in the values of most charts.
 */
function leavesOf(fact: Fact, secret: Ternary = false): Leaf[] {
  const keys = fact.keys();
  if (keys === undefined) return fact.items()?.flatMap((each) => leavesOf(each, secret)) ?? [{ leaf: fact, secret }];
  const called = saysSecret(fact.at(["name"]));
  return keys.flatMap((key) =>
    leavesOf(fact.at([key]), some([isSecretName(key), ...(key === "value" ? [called] : [])])),
  );
}

const [secretName, aboutName] = [secretPatterns.secret, secretPatterns.about].map((each) => new RegExp(each, "i")) as [
  RegExp,
  RegExp,
];

/** Names of Secrets that are there already, or by which images are pulled. */
const otherNames = /^existing|pull[_.-]?secrets?$/i;

const isSecretName = (name: string) => secretName.test(name) && !aboutName.test(name) && !otherNames.test(name);

const saysSecret = ({ state, value }: Fact): Ternary =>
  state === "unknown" ? "unknown" : typeof value === "string" && isSecretName(value);

/** Flags are switches. */
const isWritten = ({ state, value }: Fact): Ternary =>
  state === "unknown"
    ? "unknown"
    : state === "known" && typeof value !== "boolean" && !(noSecrets as readonly unknown[]).includes(value);

const paths = (leaves: readonly Pick<Leaf, "leaf">[]) => [...new Set(leaves.map(({ leaf }) => leaf.path))].join(", ");
