import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, oneOf, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { type Context, each, type StackCheck } from "../check";
import { usesTemplate } from "./launch-templates";
import { cluster, launchTemplate, nodeGroup } from "./types";

/** VUL-02: clusters and nodes run versions that are patched, and change them when somebody decides to. */
export const versions: StackCheck = {
  control: "VUL-02",
  none: "the stack holds no EKS cluster and no node group",
  judge: (stack, context) => [
    ...each(stack.ofType(cluster), (subject) =>
      all(
        supported(read(subject).at("version"), context),
        oneOf(read(subject).at("upgradePolicy.supportType"), {
          values: ["STANDARD"],
          default: "EXTENDED",
          printable: ["EXTENDED"],
        }),
      ),
    ),
    ...each(stack.ofType(nodeGroup), (subject) => judgeNodeGroup(subject, stack, context)),
  ],
};

function supported(version: Fact, { parameters }: Context): Judgement {
  const { supportedVersions } = parameters;
  return oneOf(version, { values: supportedVersions, printable: versionLike(version.value) });
}

const versionLike = (value: unknown) => (typeof value === "string" && /^\d+\.\d+$/.test(value) ? [value] : []);

function judgeNodeGroup(group: Subject, stack: Stack, context: Context): Judgement {
  const props = read(group);
  const version = props.at("version");
  const current = version.state === "absent" ? pass("its version is the cluster's") : supported(version, context);
  return all(current, pinned(props.at("releaseVersion"), group, stack));
}

/** The release of the AMI is a decision: named, or an image that the launch template names. */
function pinned(release: Fact, group: Subject, stack: Stack): Judgement {
  const expected = "a release of the AMI, or a launch template of this stack with imageId";
  if (release.state === "known" && typeof release.value === "string" && /\d/.test(release.value))
    return pass(`${release.path} is pinned`);
  if (release.state === "unknown")
    return unknown(`${release.path} cannot be known before deployment; expected ${expected}`);
  if (release.state !== "absent") return misread(release, expected);
  const images = templatesOf(group, stack).map((template) => read(template).at("imageId"));
  if (images.some(isMoving))
    return fail(
      `its launch template takes the image from a parameter, so nodes get whatever is newest; expected ${expected}`,
    );
  if (images.some(({ state }) => state === "known")) return pass("its launch template names the image");
  if (images.some(({ state }) => state === "unknown"))
    return unknown(
      `whether its launch template names the image cannot be known before deployment; expected ${expected}`,
    );
  return fail(`${release.path} is not set, so nodes get whatever is newest; expected ${expected}`);
}

/** A parameter of Systems Manager changes, unless one version of it is named. */
const isMoving = ({ value }: Fact) => typeof value === "string" && /^resolve:ssm:(?!.*:\d+$)/.test(value);

const templatesOf = (group: Subject, stack: Stack): readonly Subject[] =>
  stack.ofType(launchTemplate).filter((template) => usesTemplate(group, template) === true);
