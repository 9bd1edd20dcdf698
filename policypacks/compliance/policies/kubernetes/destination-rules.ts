import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, pass } from "../../facts/judgement";

/** What a DestinationRule says of TLS: for all of a host, for single ports, and for its subsets. */
export function judgeDestination(spec: Fact): Judgement {
  if (spec.state === "unknown") return misread(spec, "no tls.mode DISABLE");
  const subsets = listed(spec.at("subsets"));
  if (!Array.isArray(subsets)) return subsets;
  return all(...[spec, ...subsets].map((each) => judgePolicy(each.at("trafficPolicy"))));
}

function judgePolicy(policy: Fact): Judgement {
  const ports = listed(policy.at("portLevelSettings"));
  if (!Array.isArray(ports)) return ports;
  return all(...[policy, ...ports].map((each) => judgeTls(each.at("tls"))));
}

function listed(list: Fact): Fact[] | Judgement {
  return list.state === "absent" ? [] : (list.items() ?? misread(list, "a list"));
}

/** The modes of Istio but DISABLE, which is what it takes where TLS is set without a mode. */
const modes: readonly unknown[] = ["SIMPLE", "MUTUAL", "ISTIO_MUTUAL"];

function judgeTls(tls: Fact): Judgement {
  const mode = tls.at("mode");
  const expected = 'no mode "DISABLE"';
  if (tls.state === "absent") return pass(`${tls.path} is not set, so the mesh decides`);
  if (mode.state === "absent") return fail(`${mode.path} is not set, which means "DISABLE"; expected ${expected}`);
  if (mode.state !== "known" || typeof mode.value !== "string") return misread(mode, expected);
  if (modes.includes(mode.value)) return pass(`${mode.path} is ${JSON.stringify(mode.value)}`);
  return fail(`${mode.path} is ${mode.value === "DISABLE" ? '"DISABLE"' : "another text"}; expected ${expected}`);
}
