import { type Fact, fact } from "../../facts/fact";
import { all, type Judgement, pass, unknown } from "../../facts/judgement";
import { isKubernetes, objectsOf } from "../../facts/kubernetes";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { isKind } from "./objects";

const isGateway = isKind({ apiGroup: "networking.istio.io", kind: "Gateway" });

/**
 * TLS-02: gateways take TLS of a version that holds, and nothing switches TLS off behind them. Object rules tell; what no
 * object tells is who ends the TLS that a server passes through.
 */
export const gateways: ResourceCheck = {
  control: "TLS-02",
  concerns: isKubernetes,
  judge: (subject) => {
    const { type, props } = subject;
    const servers = objectsOf(type, props)
      .objects.filter(isGateway)
      .map(({ object, path }) => (path === "" ? read(subject) : fact(object)).at("spec.servers"));
    const judged = servers.flatMap(judgeServers);
    if (judged.length > 0) return [{ ...all(...judged), rule: "passthrough" }];
    const silent = type.endsWith("Patch") && servers.some(({ state }) => state === "absent");
    return silent ? [pass("a patch that leaves the servers alone")] : [];
  },
};

/** Modes that pass TLS through; a server without a mode does so too. */
const passing: readonly unknown[] = ["PASSTHROUGH", "AUTO_PASSTHROUGH"];

function judgeServers(servers: Fact): Judgement[] {
  return (servers.items() ?? [])
    .filter((server) => isEncrypted(server.at("port.protocol")) && server.at("tls").keys() !== undefined)
    .map((server) => server.at("tls.mode"))
    .filter(({ state, value }) => state === "absent" || passing.includes(value))
    .map(({ path }) => unknown(`${path} passes TLS through, and what ends it cannot be seen`));
}

/** Gateways read protocols whatever their case. */
const isEncrypted = ({ value }: Fact) => typeof value === "string" && /^(https|tls)$/i.test(value);
