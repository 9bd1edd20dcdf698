import type { Fact } from "../../facts/fact";
import { fromJson } from "../../facts/json-text";
import { all, fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import { read, type Subject } from "../../facts/subject";
import { each, type StackCheck } from "../check";
import { defaultTags } from "./tags";

/** ENV-01: each provider works in the environment's own account, and nothing says that it is of another environment. */
export const ownAccount: StackCheck = {
  control: "ENV-01",
  none: "the stack has no provider of AWS",
  judge: ({ subjects, ofType }) => [
    ...each(ofType("pulumi:providers:aws"), judgeProvider),
    // Hundreds of resources bear the right tag; only what does not is told.
    ...each(
      subjects.filter(({ type }) => type.startsWith("aws:")),
      (subject) => judgeEnvironment(read(subject).at("tags.environment"), subject),
    ).filter(({ judgement }) => judgement.verdict !== "pass"),
  ],
};

function judgeProvider(subject: Subject): Judgement {
  return all(
    judgeAccounts(fromJson(read(subject).at("allowedAccountIds"))),
    judgeEnvironment(defaultTags(subject.props).at("environment"), subject),
  );
}

function judgeAccounts(accounts: Fact): Judgement {
  const expected = "the id of the environment's account";
  const items = accounts.items();
  if (accounts.state === "absent" || items?.length === 0)
    return fail(`${accounts.path} names no account, so the provider works in any; expected ${expected}`);
  if (items === undefined) return misread(accounts, `a list with ${expected}`);
  if (items.some(({ value }) => typeof value === "string" && /^\d{12}$/.test(value)))
    return pass(`${accounts.path} names the account`);
  return items.some(({ state }) => state === "unknown")
    ? unknown(`${accounts.path} cannot be known before deployment; expected ${expected}`)
    : fail(`${accounts.path} holds no id of an account; expected ${expected}`);
}

/** Tags that are no map are another type's spelling, and say nothing here. */
function judgeEnvironment({ state, value, path }: Fact, { urn }: Subject): Judgement {
  if (state === "unknown") return unknown(`${path} cannot be known before deployment; expected the stack's name`);
  return state === "known" && value !== stackOf(urn)
    ? fail(`${path} is not the name of the stack; expected the stack that it is in`)
    : pass("no tag names another environment");
}

/** `urn:pulumi:<stack>::…` */
const stackOf = (urn: string) => urn.split("::")[0]!.slice("urn:pulumi:".length);
