import type { Control } from "../contracts";
import { podTypes } from "./kubernetes-types";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

export const imageControls: Control[] = [
  {
    id: "IMG-01",
    title: "Images come from known registries, under names that stay",
    why: "Whoever can publish where images are pulled from decides what runs. A tag that moves, `latest` above all, brings something else with the next pod, and nobody can say what ran before.",
    severity: "high",
    level: "mandatory",
    kind: "object",
    appliesTo: [...podTypes, "aws:ecr/repository:Repository"],
    remediation:
      'Pull every container\'s `image`, of init and ephemeral containers too, from a private registry of ECR or from a prefix in `rules.registries` of the pack, with a digest, or a tag other than `latest`. Set `imageTagMutability: "IMMUTABLE"` on repositories of ECR, without exceptions.',
    mappings: [
      pci("6.3.2", "S"),
      pci("2.2.1", "S"),
      hipaa("164.308(a)(5)(ii)(B)", "S"),
      gdpr("32(1)(b)", "S"),
      popia("19(2)(d)", "S"),
      iso("A.8.9"),
      iso("A.8.19"),
      iso("A.5.21", "S", "Where images come from; what is in them, and who signed them, is not looked at."),
      cis("5.1.4"),
    ],
    url: "https://kubernetes.io/docs/concepts/containers/images/",
  },
];
