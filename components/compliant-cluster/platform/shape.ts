import { extended, optional, Provision } from "../../../catalogue";
import { calicoAddonShape } from "../../addons/calico";
import { externalSecretsShape } from "../../addons/external-secrets";
import { falcoAddonShape } from "../../addons/falco";
import { fluentBitShape } from "../../addons/fluent-bit";
import { admissionShape } from "../../addons/gatekeeper";
import { harborShape } from "../../addons/harbor";
import { istioShape } from "../../addons/istio";
import { kyvernoShape } from "../../addons/kyverno";
import { loadBalancerControllerShape } from "../../addons/load-balancer-controller";
import { trivyShape } from "../../addons/trivy";
import { veleroShape } from "../../addons/velero";
import { partMembers } from "../../cluster/part";
import { mirrorShape } from "../../releases";

const who = partMembers([Provision.Create, Provision.Inherited]);

/** The form of the add-ons' arguments. */
export const platformMembers = {
  mirror: optional(mirrorShape),
  calico: optional(calicoAddonShape),
  gatekeeper: optional(admissionShape),
  kyverno: optional(kyvernoShape),
  loadBalancerController: optional(extended(loadBalancerControllerShape, who)),
  istio: optional(extended(istioShape, who)),
  falco: optional(extended(falcoAddonShape, who)),
  velero: optional(extended(veleroShape, who)),
  trivy: optional(extended(trivyShape, who)),
  externalSecrets: optional(extended(externalSecretsShape, who)),
  fluentBit: optional(extended(fluentBitShape, who)),
  harbor: optional(harborShape),
};
