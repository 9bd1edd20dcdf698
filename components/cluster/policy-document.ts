import * as pulumi from "@pulumi/pulumi";

/** What a policy says, as it is rendered. In a key's own policy `Resource: "*"` means that key. */
interface Grant {
  Sid?: string;
  Effect: "Allow";
  Principal?: { AWS: pulumi.Input<string> } | { Service: pulumi.Input<string> };
  Action: string | readonly string[];
  Resource?: pulumi.Input<string>;
  Condition?: Record<string, Record<string, pulumi.Input<string>>>;
}

/** Where a statement keeps the reason for its wildcards. JSON has no symbols, so no policy can come to hold it. */
export const reason = Symbol("reason");

/** A statement of a policy; `statement()` is the only way to one. */
export interface Statement extends Grant {
  readonly [reason]: string | undefined;
}

/** A grant as it is written: `because` says why its wildcards are right, where no narrower text would do. */
interface Written extends Grant {
  because?: string;
}

type Texts<T> = T extends string
  ? T
  : T extends readonly (infer Each)[]
    ? Texts<Each>
    : T extends { AWS: infer Who } | { Service: infer Who }
      ? Texts<Who>
      : never;

type Wildcards<W extends Written> = Extract<Texts<W["Principal" | "Action" | "Resource"]>, `${string}*${string}`>;

type Reasoned<W extends Written> = [Wildcards<W>] extends [never] ? unknown : { because: string };

/** With a `*` in the text of a principal, an action or a resource it does not compile without `because`. */
export function statement<const W extends Written>(written: W & Reasoned<W>): Statement {
  const { because, ...grant }: Written = written;
  return { ...grant, [reason]: because };
}

/** The JSON text of a policy. */
export function policyDocument(...statements: Statement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}
