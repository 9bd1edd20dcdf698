import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** One text, or several of which any will do. */
type Either = pulumi.Input<string> | readonly pulumi.Input<string>[];

type Principal = { AWS: Either } | { Service: Either } | { Federated: pulumi.Input<string> };

interface Rule {
  Sid?: string;
  Action: string | readonly string[];
  /** In a key's own policy `*` means that key. */
  Resource?: Either;
  /** By operator and key; of several values of one key any will do. */
  Condition?: Record<string, Record<string, Either>>;
}

interface Grant extends Rule {
  Effect: "Allow";
  Principal?: Principal;
}

interface Refusal extends Rule {
  Effect: "Deny";
  /** `*` is everybody, whoever they are; a grant to everybody is written `{ AWS: "*" }`, with its reason. */
  Principal?: Principal | "*";
}

/** Where a statement keeps the reason for its wildcards. JSON has no symbols, so no policy can come to hold it. */
export const reason = Symbol("reason");

/** A statement of a policy, as it is rendered; `statement()` is the only way to one. */
export type Statement = (Grant | Refusal) & { readonly [reason]: string | undefined };

/** A rule as it is written: `because` says why its wildcards are right, where no narrower text would do. */
type Written = (Grant | Refusal) & { because?: string };

type Texts<T> = T extends string
  ? T
  : T extends readonly (infer Each)[]
    ? Texts<Each>
    : T extends { AWS: infer Who } | { Service: infer Who } | { Federated: infer Who }
      ? Texts<Who>
      : never;

type Wildcards<W extends Written> = Extract<Texts<W["Principal" | "Action" | "Resource"]>, `${string}*${string}`>;

/** What refuses takes away, however wide it is; so only a grant needs a reason. */
type Reasoned<W extends Written> = W extends { Effect: "Deny" }
  ? unknown
  : [Wildcards<W>] extends [never]
    ? unknown
    : { because: string };

/** A grant with a `*` in the text of a principal, an action or a resource does not compile without `because`. */
export function statement<const W extends Written>(written: W & Reasoned<W>): Statement {
  const { because, ...rule }: Written = written;
  return { ...rule, [reason]: because };
}

/** The JSON text of a policy. */
export function policyDocument(...statements: Statement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

/**
 * The same as an object, where the provider takes one: of a policy that names another resource of the stack, a preview
 * then knows all but that name, and policies can judge the rest. (IAM-03)
 */
export function policyObject(...statements: Statement[]): aws.iam.PolicyDocument {
  // Ours says what a statement may hold more narrowly than the provider's type does.
  return { Version: "2012-10-17", Statement: statements as unknown as aws.iam.PolicyStatement[] };
}
