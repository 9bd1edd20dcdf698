import { modernTlsPolicy } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, oneOf, pass, unknown } from "../../facts/judgement";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { classicBalancerTypes } from "./types";

const listenerTypes = ["lb", "alb", "elasticloadbalancingv2"].map((service) => `aws:${service}/listener:Listener`);

/** TLS-03: listeners of load balancers take TLS 1.2 or later, and plain HTTP only to redirect it. */
export const listeners: ResourceCheck = {
  control: "TLS-03",
  types: [...listenerTypes, ...classicBalancerTypes],
  judge: (subject) => {
    const judged = classicBalancerTypes.includes(subject.type)
      ? judgeClassic(read(subject).at("listeners"))
      : judgeListener(read(subject));
    return judged === undefined ? [] : [judged];
  },
};

const encrypted: readonly unknown[] = ["HTTPS", "TLS"];
/** Protocols whose TLS, if any, the target ends. */
const passedOn: readonly unknown[] = ["TCP", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC", "GENEVE"];

function judgeListener(listener: Fact): Judgement | undefined {
  const protocol = listener.at("protocol");
  if (passedOn.includes(protocol.value) || isGeneve(listener)) return undefined;
  if (encrypted.includes(protocol.value)) return judgePolicy(listener.at("sslPolicy"));
  if (protocol.state === "absent" || protocol.value === "HTTP") return judgeActions(listener.at("defaultActions"));
  const expected = "HTTPS or TLS";
  return typeof protocol.value === "string"
    ? fail(`${protocol.path} is another text; expected ${expected}`)
    : misread(protocol, expected);
}

/** A listener of a gateway load balancer has neither protocol nor port; any other without a protocol is one of HTTP. */
const isGeneve = (listener: Fact) => ["protocol", "port"].every((key) => listener.at(key).state === "absent");

function judgePolicy(policy: Fact): Judgement {
  const expected = "a policy of TLS 1.2 and later";
  if (policy.state === "absent")
    return fail(`${policy.path} is not set, which means one of 2016 that takes TLS 1.0; expected ${expected}`);
  if (typeof policy.value !== "string") return misread(policy, expected);
  return new RegExp(modernTlsPolicy).test(policy.value)
    ? pass(`${policy.path} takes TLS 1.2 and later`)
    : fail(`${policy.path} takes TLS before 1.2, or is no policy that is known; expected ${expected}`);
}

function judgeActions(actions: Fact): Judgement {
  const expected = "nothing but a redirect to HTTPS";
  const items = actions.items();
  if (items === undefined && actions.state !== "absent") return misread(actions, expected);
  if (items === undefined || items.length === 0) return fail(`${actions.path} is not set; expected ${expected}`);
  return all(...items.map(judgeAction));
}

/** Without a protocol of its own, a redirect keeps the request's. */
function judgeAction(action: Fact): Judgement {
  const kept = "#{protocol}";
  const type = action.at("type");
  if (type.state === "unknown") return unknown(`${type.path} cannot be known before deployment; expected "redirect"`);
  const redirects = oneOf(type, { values: ["redirect"], printable: ["forward", "fixed-response"] });
  if (redirects.verdict !== "pass") return { ...redirects, message: `plain HTTP: ${redirects.message}` };
  return oneOf(action.at("redirect.protocol"), { values: ["HTTPS"], default: kept, printable: ["HTTP", kept] });
}

/** What passes as TCP is ended by an instance, which is not seen here. */
function judgeClassic(list: Fact): Judgement | undefined {
  const expected = "listeners of https or ssl";
  const items = list.items();
  if (items === undefined)
    return list.state === "absent" ? fail(`${list.path} is not set; expected ${expected}`) : misread(list, expected);
  const judged = items.map((listener) => judgeProtocol(listener.at("lbProtocol"))).filter((each) => each !== undefined);
  return judged.length === 0 ? undefined : all(...judged);
}

function judgeProtocol(protocol: Fact): Judgement | undefined {
  const expected = '"https" or "ssl"';
  if (protocol.state === "absent") return fail(`${protocol.path} is not set; expected ${expected}`);
  if (typeof protocol.value !== "string") return misread(protocol, expected);
  const word = protocol.value.toLowerCase();
  if (word === "tcp") return undefined;
  if (word === "https" || word === "ssl") return pass(`${protocol.path} is "${word}"`);
  return fail(`${protocol.path} is ${word === "http" ? '"http"' : "another text"}; expected ${expected}`);
}
