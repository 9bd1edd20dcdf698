import { type ObjectRule, RuleParameter, type RuleSet } from "../contracts";
import { podCarriers } from "./carriers";
import { podVariables } from "./variables";

/** Hosts of the private registries of ECR, of any account: with and without IPv6, FIPS, and in the regions of China. */
const ecr = "^[0-9]{12}[.]dkr[.-]ecr(-fips)?[.][a-z0-9-]+[.](amazonaws[.]com([.]cn)?|on[.]aws)/";

/** The colon of a port has a slash behind it; that of a tag or a digest has none. */
const named = ":[A-Za-z0-9_][A-Za-z0-9_.-]*$";

/** Every image passes `test`, those of containers and those that are mounted as volumes; one that is not named does not. */
const everyImage = (test: (image: string) => string) =>
  `variables.ctrs.all(c, has(c.image) && ${test("c.image")}) && (!has(variables.pod.volumes) || variables.pod.volumes.all(v, !has(v.image) || (has(v.image.reference) && ${test("v.image.reference")})))`;

/** The same, but what is not named passes: the rule about registries finds it. */
const everyNamedImage = (test: (image: string) => string) =>
  `variables.ctrs.all(c, !has(c.image) || ${test("c.image")}) && (!has(variables.pod.volumes) || variables.pod.volumes.all(v, !has(v.image) || !has(v.image.reference) || ${test("v.image.reference")}))`;

const control = "IMG-01";

const rules: ObjectRule[] = [
  {
    id: "image-registry",
    control,
    expression: everyImage(
      (image) =>
        `(${image}.matches("${ecr}") || variables.${RuleParameter.Registries}.exists(r, ${image}.startsWith(r)))`,
    ),
    message: "an image comes from a registry that nobody named",
    remediation:
      "Pull the image from a private registry of ECR, or add its registry, with the slash after the host, to `rules.registries` of the pack.",
    parameters: [RuleParameter.Registries],
  },
  {
    id: "image-tag",
    control,
    expression: everyNamedImage((image) => `${image}.matches("${named}")`),
    message: "an image has neither a tag nor a digest, which means latest",
    remediation: "Add the digest of the image to its name, or a tag other than `latest`.",
  },
  {
    id: "image-latest",
    control,
    expression: everyNamedImage((image) => `!${image}.matches(":latest(@|$)")`),
    message: "an image has the tag latest",
    remediation: "Replace the tag `latest` by the digest of the image, or by a tag of one version.",
  },
];

/** Where the images of a pod come from, and whether their names stay. */
export const images: RuleSet = {
  id: "images",
  subject: "pod-template",
  kinds: podCarriers,
  variables: podVariables,
  rules,
};
