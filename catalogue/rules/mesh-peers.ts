import type { RuleSet } from "../contracts";

/** Modes that take mutual TLS alone; UNSET is that of the policy above it. */
const strict = '["STRICT", "UNSET"]';

/** What workloads of the mesh take from each other. */
export const meshPeers: RuleSet = {
  id: "mesh-peers",
  subject: "object",
  kinds: [{ apiGroups: ["security.istio.io"], kinds: ["PeerAuthentication"] }],
  variables: [{ name: "spec", expression: "has(variables.anyObject.spec) ? variables.anyObject.spec : {}" }],
  rules: [
    {
      id: "peer-mode",
      control: "TLS-01",
      expression: `!has(variables.spec.mtls) || !has(variables.spec.mtls.mode) || variables.spec.mtls.mode in ${strict}`,
      message: "the policy lets workloads take what is not encrypted",
      remediation: "Set `mtls.mode: STRICT`, or leave it to the policy above this one.",
    },
    {
      id: "peer-port-mode",
      control: "TLS-01",
      expression: `!has(variables.spec.portLevelMtls) || variables.spec.portLevelMtls.all(p, !("mode" in variables.spec.portLevelMtls[p]) || variables.spec.portLevelMtls[p].mode in ${strict})`,
      message: "the policy lets a port take what is not encrypted",
      remediation: "Set `mode: STRICT` for each port of `portLevelMtls`, or leave the port out.",
    },
  ],
};
