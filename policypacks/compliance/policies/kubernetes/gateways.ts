import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, oneOf, pass, unknown } from "../../facts/judgement";
import { fact } from "../../facts/fact";
import { objectsOf } from "../../facts/kubernetes";
import { read, type Subject } from "../../facts/subject";
import { guarded, type ResourceCheck } from "../check";
import { judgeDestination } from "./destination-rules";

const group = "networking.istio.io";
const judges: Record<string, (spec: Fact, subject: Subject) => Judgement> = {
  Gateway: judgeGateway,
  DestinationRule: (spec) => judgeDestination(spec),
};

/** TLS-02: gateways take TLS of a version that holds, and nothing switches TLS off behind them. */
export const gateways: ResourceCheck = {
  control: "TLS-02",
  judge: (subject) => {
    const { objects, unknown: hidden } = objectsOf(subject.type, subject.props);
    const judged = objects
      .filter(({ apiGroup, kind }) => apiGroup === group && Object.hasOwn(judges, kind))
      .map(({ kind, object, path }) => {
        const spec = (path === "" ? read(subject) : fact(object)).at("spec");
        return guarded(() => judges[kind]!(spec, subject));
      });
    const items = mayBe(subject.type) && hidden.length > 0 ? [unknownItems(hidden)] : [];
    return judged.length + items.length === 0 ? [] : [all(...judged, ...items)];
  },
};

const unknownItems = (paths: readonly string[]) => unknown(`${paths.join(", ")} cannot be known before deployment`);

/** Lists of anything, and of what is judged here. */
const mayBe = (type: string) =>
  type === "kubernetes:core/v1:List" ||
  new RegExp(`^kubernetes:${group}/\\w+:(Gateway|DestinationRule)List$`).test(type);

function judgeGateway(spec: Fact, { type }: Subject): Judgement {
  const servers = spec.at("servers");
  const expected = "servers that take TLS 1.2 or later";
  if (servers.state === "absent" && type.endsWith("Patch")) return pass("a patch that leaves the servers alone");
  const items = servers.items();
  if (items === undefined || items.length === 0)
    return servers.state === "absent" || items !== undefined
      ? fail(`${servers.path} is not set; expected ${expected}`)
      : misread(servers, expected);
  return all(...items.map(judgeServer));
}

/** Protocols as the gateway reads them, whatever their case. */
const encrypted: readonly string[] = ["HTTPS", "TLS"];
const redirecting: readonly string[] = ["HTTP", "HTTP2", "GRPC", "GRPC-WEB"];

function judgeServer(server: Fact): Judgement {
  const protocol = server.at("port.protocol");
  const tls = server.at("tls");
  const expected = "HTTPS, TLS, or HTTP with tls.httpsRedirect";
  if (protocol.state === "absent") return fail(`${protocol.path} is not set; expected ${expected}`);
  if (protocol.state !== "known" || typeof protocol.value !== "string") return misread(protocol, expected);
  const word = protocol.value.toUpperCase();
  if (encrypted.includes(word)) return judgeTls(tls);
  if (redirecting.includes(word)) return oneOf(tls.at("httpsRedirect"), { values: [true], default: false });
  return fail(`${protocol.path} is a protocol without TLS; expected ${expected}`);
}

/** What Istio calls its modes, and its versions of TLS; without a minimum it takes TLS 1.2. */
const ending = ["SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL", "ISTIO_MUTUAL"];
const passing: readonly unknown[] = ["PASSTHROUGH", "AUTO_PASSTHROUGH"];
const versions = ["TLSV1_2", "TLSV1_3", "TLS_AUTO"];
const old = ["TLSV1_0", "TLSV1_1"];

function judgeTls(tls: Fact): Judgement {
  const mode = tls.at("mode");
  if (mode.state === "absent" || passing.includes(mode.value))
    return tls.state === "absent"
      ? fail(`${tls.path} is not set; expected a mode of TLS`)
      : unknown(`${mode.path} passes TLS through, and what ends it cannot be seen`);
  return all(
    oneOf(mode, { values: ending }),
    oneOf(tls.at("minProtocolVersion"), { values: versions, default: "TLSV1_2", printable: old }),
    oneOf(tls.at("maxProtocolVersion"), { values: versions, default: "TLS_AUTO", printable: old }),
  );
}
