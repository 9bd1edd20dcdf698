import { knownBy, refers } from "../../facts/references";
import { read, type Subject } from "../../facts/subject";
import { some, type Ternary } from "../../facts/ternary";

/** Whether a group of machines makes them from a launch template: of its own, or of the first of its mixed instances. */
export function usesTemplate(group: Subject, template: Subject): Ternary {
  const isTemplate = knownBy(template, "id", "name");
  const [own, mixed] = [read(group).at("launchTemplate"), read(group).at("mixedInstancesPolicy")];
  const specification = mixed.at("launchTemplate.launchTemplateSpecification");
  const names = [
    ...(own.state === "known" ? [own.at("id"), own.at("name")] : [own]).map((name) => ({
      name,
      top: "launchTemplate",
    })),
    ...["launchTemplateId", "launchTemplateName"].map((key) => ({
      name: specification.at(key),
      top: "mixedInstancesPolicy",
    })),
  ];
  return some(names.map(({ name, top }) => refers(name, group.sources(top), template, isTemplate)));
}
