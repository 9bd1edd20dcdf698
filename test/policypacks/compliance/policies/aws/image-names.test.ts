import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";

describe("IMG-01 tags of repositories", () => {
  const repository = samples.repository();
  const tags = (value: unknown) => [broken(repository, "imageTagMutability", value)];
  const deployment = (image: unknown): Sample =>
    broken(samples.deployment(), "spec.template.spec.containers.0.image", image);
  cases("IMG-01", [
    ["that stay", [repository], "pass", 'imageTagMutability is "IMMUTABLE"'],
    ["that move", tags("MUTABLE"), "fail", 'imageTagMutability is "MUTABLE"; expected "IMMUTABLE"'],
    ["that move by default", tags(undefined), "fail", 'not set, which means "MUTABLE"'],
    ["that move but for some", tags("MUTABLE_WITH_EXCLUSION"), "fail", '"MUTABLE_WITH_EXCLUSION"'],
    ["of which some move", tags("IMMUTABLE_WITH_EXCLUSION"), "fail", '"IMMUTABLE_WITH_EXCLUSION"'],
    ["by another word", tags("immutable"), "fail", "is another text"],
    ["of the wrong type", tags(true), "fail", "is true"],
    ["unknown", tags(unknown), "unknown"],
    ["that stay in one repository of two", [repository, { ...tags("MUTABLE")[0]!, name: "web" }], "fail"],
    ["that stay, beside a good pod", [repository, samples.deployment()], "pass"],
    ["that stay, beside a bad pod", [repository, deployment("nginx")], "fail", "neither a tag nor a digest"],
    ["that move, beside a good pod", [...tags("MUTABLE"), samples.deployment()], "fail"],
    ["of no repository", [samples.key()], "not-applicable"],
  ]);
});
