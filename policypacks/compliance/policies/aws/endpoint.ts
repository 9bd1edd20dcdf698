import type { Floor } from "../../facts/cidr";
import { readCidrs, wider } from "../../facts/cidrs";
import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, oneOf, pass, unknown, unreadable } from "../../facts/judgement";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { cluster } from "./types";

const everywhere = "0.0.0.0/0";

/** NET-01: the API endpoint can be reached from inside, and not from the whole internet. */
export const endpoint: ResourceCheck = {
  control: "NET-01",
  types: [cluster],
  judge: (subject, { parameters }) => {
    const vpc = read(subject).at("vpcConfig");
    return [
      all(
        oneOf(vpc.at("endpointPrivateAccess"), { values: [true], default: false }),
        publicAccess(vpc.at("endpointPublicAccess"), vpc.at("publicAccessCidrs"), parameters.cidrFloor),
      ),
    ];
  },
};

/** A public endpoint stands where its CIDRs, which AWS takes to be everywhere when none is named, keep it narrow. */
function publicAccess(isPublic: Fact, cidrs: Fact, floor: Floor): Judgement {
  if (isPublic.value === false) return pass(`${isPublic.path} is false`);
  if (isPublic.state === "wrong" || (isPublic.state === "known" && isPublic.value !== true))
    return unreadable({ ...isPublic, state: "wrong" }, "false");
  const range = publicRange(cidrs, floor);
  if (range.verdict === "pass" || isPublic.state !== "unknown") return range;
  return unknown(`${isPublic.path} cannot be known before deployment, and should it be true, ${range.message}`);
}

function publicRange(cidrs: Fact, floor: Floor): Judgement {
  const expected = "expected a private endpoint, or narrow CIDRs";
  if (cidrs.state === "absent" || cidrs.items()?.length === 0)
    return fail(`the endpoint is public and ${cidrs.path} is not set, which means ${everywhere}; ${expected}`);
  if (cidrs.state === "known" && cidrs.items() === undefined) return unreadable({ ...cidrs, state: "wrong" }, "a list");
  const reading = readCidrs([cidrs]);
  if (reading.open !== undefined)
    return fail(
      `the endpoint is public and open to the internet (${reading.open}) through ${reading.known.join(", ")}; ${expected}`,
    );
  const tooWide = wider(reading.known, floor);
  if (tooWide !== undefined) return fail(`the endpoint is public for ${tooWide}`);
  if (cidrs.state === "wrong" || reading.wrong.length > 0)
    return fail(`${reading.wrong.join(", ") || cidrs.path} is no CIDR; ${expected}`);
  if (reading.unknown.length > 0) return unknown(`${reading.unknown.join(", ")} cannot be known before deployment`);
  return pass(`the endpoint is public for ${reading.known.join(", ")} only`);
}
