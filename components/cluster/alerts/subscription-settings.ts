import type * as pulumi from "@pulumi/pulumi";
import type { Mistake, Shape } from "../../../catalogue";
import { partitionMistakes } from "../../foundations/arn";
import { digest } from "../../foundations/names";
import { AlertProtocol, type AlertSubscriptionArgs } from "./args";

export interface Subscription {
  protocol: AlertProtocol;
  endpoint: pulumi.Input<string>;
  /** What tells it apart in a resource's name: the digest of an endpoint that is known, else its place in the list. */
  key: string;
}

const endpoints: Record<AlertProtocol, { pattern: RegExp; expected: string }> = {
  [AlertProtocol.Email]: { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, expected: "an address such as security@example.com" },
  [AlertProtocol.Https]: { pattern: /^https:\/\/[^\s/]+\S*$/, expected: "a URL that begins with https://" },
  [AlertProtocol.Lambda]: {
    pattern: /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(:[\w$-]{1,128})?$/,
    expected: "the ARN of a Lambda function",
  },
  [AlertProtocol.Sms]: { pattern: /^\+[1-9]\d{6,14}$/, expected: "a number such as +27115550100, without spaces" },
  [AlertProtocol.Sqs]: {
    // A queue with the end .fifo takes no messages of a standard topic.
    pattern: /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/,
    expected: "the ARN of a standard SQS queue",
  },
};

/** What a mistake says in place of an endpoint, which may be a URL with a token in it. */
const hidden = "a value that is not shown";

/** A shape whose mistakes do not quote what they found. */
export function unshown<T>(shape: Shape<T>): Shape<T> {
  return (value, path, mistakes) => {
    const own: Mistake[] = [];
    const result = shape(value, path, own);
    const told = ["nothing", "an unknown key"];
    mistakes.push(...own.map((each) => (told.includes(each.got) ? each : { ...each, got: hidden })));
    return result;
  };
}

const path = "alerts.subscriptions";

/** Notes endpoints that do not fit their protocol, and those that are named twice. */
export function resolveSubscriptions(
  args: AlertSubscriptionArgs[],
  region: string | undefined,
  mistakes: Mistake[],
): Subscription[] {
  const seen = new Map<string, number>();
  return args.map(({ protocol, endpoint }, index) => {
    if (typeof endpoint !== "string") return { protocol, endpoint, key: String(index) };
    const at = `${path}[${index}].endpoint`;
    // A protocol that does not exist was noted by the shape.
    const rule = Object.hasOwn(endpoints, protocol) ? endpoints[protocol] : undefined;
    if (rule !== undefined && !rule.pattern.test(endpoint)) {
      mistakes.push({ path: at, got: hidden, expected: `${rule.expected}, because the protocol is ${protocol}` });
    } else {
      mistakes.push(...partitionMistakes(at, endpoint, region, hidden));
    }
    const whole = `${protocol} ${endpoint}`;
    const first = seen.get(whole);
    if (first !== undefined) {
      mistakes.push({ path: at, got: `that of ${path}[${first}] again`, expected: "each subscriber once" });
    }
    seen.set(whole, first ?? index);
    return { protocol, endpoint, key: digest(whole) };
  });
}
