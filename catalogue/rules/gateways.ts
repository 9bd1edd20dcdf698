import type { RuleSet } from "../contracts";
import { quoted } from "./cel";

const apiGroups = ["networking.istio.io"];

/** Protocols as a gateway reads them, whatever their case. */
const speaks = (...protocols: string[]) =>
  `(has(s.port) && has(s.port.protocol) && s.port.protocol.matches("(?i)^(${protocols.join("|")})$"))`;
const encrypted = speaks("https", "tls");
const redirecting = speaks("http", "http2", "grpc", "grpc-web");

const modes = ["SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL", "ISTIO_MUTUAL", "PASSTHROUGH", "AUTO_PASSTHROUGH"];
/** Without a minimum a gateway takes TLS 1.2, which is what TLS_AUTO means too. */
const versions = ["TLSV1_2", "TLSV1_3", "TLS_AUTO"];

const version = (field: string) => `(!has(s.tls.${field}) || s.tls.${field} in ${quoted(versions)})`;
const eachServer = (test: string) => `variables.servers.all(s, ${test})`;

/** What comes in through a gateway of the mesh. What ends the TLS that a server passes through cannot be seen. */
export const gateways: RuleSet = {
  id: "gateways",
  subject: "object",
  kinds: [{ apiGroups, kinds: ["Gateway"] }],
  variables: [
    {
      name: "servers",
      expression:
        "has(variables.anyObject.spec) && has(variables.anyObject.spec.servers) ? variables.anyObject.spec.servers : []",
    },
  ],
  rules: [
    {
      id: "gateway-servers",
      control: "TLS-02",
      expression: "size(variables.servers) > 0",
      message: "the Gateway has no servers, so what it takes cannot be told",
      remediation: "List in `servers` what the Gateway takes, with TLS 1.2 or later.",
    },
    {
      id: "gateway-protocol",
      control: "TLS-02",
      expression: eachServer(`${encrypted} || ${redirecting}`),
      message: "a server of the Gateway takes a protocol without TLS",
      remediation: "Set `port.protocol` to HTTPS or TLS, or to HTTP with `tls.httpsRedirect: true`.",
    },
    {
      id: "gateway-redirect",
      control: "TLS-02",
      expression: eachServer(
        `!${redirecting} || (has(s.tls) && has(s.tls.httpsRedirect) && s.tls.httpsRedirect == true)`,
      ),
      message: "a server of the Gateway takes plain HTTP, and redirects nobody",
      remediation: "Set `tls.httpsRedirect: true`, or the protocol HTTPS with a certificate.",
    },
    {
      id: "gateway-tls",
      control: "TLS-02",
      expression: eachServer(`!${encrypted} || has(s.tls)`),
      message: "a server of the Gateway is called encrypted, and has no TLS settings",
      remediation: "Set `tls.mode` to SIMPLE or MUTUAL, with a `credentialName`.",
    },
    {
      id: "gateway-mode",
      control: "TLS-02",
      expression: eachServer(`!${encrypted} || !has(s.tls) || !has(s.tls.mode) || s.tls.mode in ${quoted(modes)}`),
      message: "a server of the Gateway has a mode of TLS that Istio does not know",
      remediation: "Set `tls.mode` to SIMPLE or MUTUAL.",
    },
    {
      id: "gateway-version",
      control: "TLS-02",
      expression: eachServer(
        `!${encrypted} || !has(s.tls) || (${version("minProtocolVersion")} && ${version("maxProtocolVersion")})`,
      ),
      message: "a server of the Gateway takes TLS before 1.2, or a version that Istio does not know",
      remediation: "Set `tls.minProtocolVersion` to TLSV1_2 or TLSV1_3.",
    },
    {
      id: "gateway-hosts",
      control: "TLS-02",
      expression: eachServer('!has(s.hosts) || !s.hosts.exists(h, h.matches("^([^/]*/)?[*]$"))'),
      message: "a server of the Gateway takes every host",
      remediation: "Name the `hosts` of each server, instead of `*`; a namespace before the name may be any.",
    },
  ],
};

/** Modes of TLS but DISABLE, which is what Istio takes where TLS is set without a mode. */
const calls = '["SIMPLE", "MUTUAL", "ISTIO_MUTUAL"]';

const tls = (holder: string) => `(!has(${holder}.tls) || (has(${holder}.tls.mode) && ${holder}.tls.mode in ${calls}))`;
const ports = (policy: string) =>
  `(!has(${policy}.portLevelSettings) || ${policy}.portLevelSettings.all(p, ${tls("p")}))`;

/** How workloads of the mesh call a host: as a whole, on single ports, and in its subsets. */
export const destinations: RuleSet = {
  id: "destinations",
  subject: "object",
  kinds: [{ apiGroups, kinds: ["DestinationRule"] }],
  variables: [{ name: "spec", expression: "has(variables.anyObject.spec) ? variables.anyObject.spec : {}" }],
  rules: [
    {
      id: "destination-tls",
      control: "TLS-02",
      expression: `!has(variables.spec.trafficPolicy) || ${tls("variables.spec.trafficPolicy")}`,
      message: "calls of the host leave without TLS",
      remediation: "Remove `trafficPolicy.tls`, or set its mode to ISTIO_MUTUAL; without a mode it is DISABLE.",
    },
    {
      id: "destination-port-tls",
      control: "TLS-02",
      expression: `!has(variables.spec.trafficPolicy) || ${ports("variables.spec.trafficPolicy")}`,
      message: "calls of a port of the host leave without TLS",
      remediation: "Remove `tls` from `portLevelSettings`, or set its mode to ISTIO_MUTUAL.",
    },
    {
      id: "destination-subset-tls",
      control: "TLS-02",
      expression: `!has(variables.spec.subsets) || variables.spec.subsets.all(s, !has(s.trafficPolicy) || (${tls("s.trafficPolicy")} && ${ports("s.trafficPolicy")}))`,
      message: "calls of a subset of the host leave without TLS",
      remediation: "Remove `trafficPolicy.tls` from `subsets`, on ports too, or set its mode to ISTIO_MUTUAL.",
    },
  ],
};
