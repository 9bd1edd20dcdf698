import type { Fact } from "../../facts/fact";
import { fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { launchTemplate, nodeGroup } from "./types";

/** NET-04: nobody logs in to a node by SSH, or from named security groups only. */
export const remoteAccess: ResourceCheck = {
  control: "NET-04",
  types: [nodeGroup, launchTemplate],
  judge: (subject) => {
    const props = read(subject);
    return [
      subject.type === nodeGroup ? judgeRemoteAccess(props.at("remoteAccess")) : judgeKeyName(props.at("keyName")),
    ];
  },
};

function judgeKeyName(key: Fact): Judgement {
  if (key.state === "absent" || key.value === "") return pass(`${key.path} is not set`);
  if (key.state === "unknown") return unknown(`${key.path} cannot be known before deployment; expected none`);
  return fail(`${key.path} is set; expected none: reach nodes through Session Manager, or not at all`);
}

function judgeRemoteAccess(access: Fact): Judgement {
  const groups = access.at("sourceSecurityGroupIds");
  const expected = "no remote access, or the security groups that it may come from";
  if (access.state === "absent") return pass(`${access.path} is not set`);
  if (access.state !== "known" || access.keys() === undefined) return misread(access, expected);
  const items = groups.items();
  if (items !== undefined && items.length > 0) return pass(`${groups.path} says where remote access comes from`);
  if (groups.state === "absent" || items !== undefined)
    return fail(`${groups.path} is not set, so port 22 is open to the world; expected ${expected}`);
  return misread(groups, expected);
}
