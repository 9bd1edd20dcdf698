import type { Order } from "./rule";

const calico: Order[] = [
  { first: /^NodeGroup /, then: /^Release prod-calico-/, why: "its pods need a node" },
  {
    first: /^CustomResourceDefinition prod-calico-/,
    then: /^Release prod-calico-/,
    why: "the operator looks for its kinds as it starts",
  },
  { first: /^Release prod-calico-/, then: /^Installation /, why: "the operator does what it says" },
  {
    first: /^ClusterRole\w* prod-calico-aws-node$/,
    then: /^Installation /,
    why: "Calico knows a pod by the address that the CNI may note on it from then on",
  },
  { first: /^Installation /, then: /^APIServer /, why: "it is a part of what is installed" },
  { first: /^APIServer /, then: /^(?:Tier|GlobalNetworkPolicy) /, why: "it answers for their kinds" },
  { first: /^Tier /, then: /^GlobalNetworkPolicy prod-calico-deny-instance-metadata$/, why: "it lies in that tier" },
  {
    first: /^GlobalNetworkPolicy /,
    then: /^Release prod-(?!calico-)/,
    why: "what starts is held to the policies from its first packet on",
  },
];

const ownNamespace = "its pods start with the traffic they may have";
const ownRole = "a pod that starts before its role is bound to it never gets it";

const everyAddon: Order[] = [
  {
    first:
      /^(?:Namespace|NetworkPolicy) prod-(calico|lb|falco|velero(?=-velero)|trivy|secrets|logs|harbor|gatekeeper|gateway)-/,
    then: /^Release prod-(calico|lb|falco|velero|trivy|secrets|logs|harbor|gatekeeper|gateway)-/,
    why: ownNamespace,
  },
  {
    first: /^(?:Namespace|NetworkPolicy) prod-istio-istio-system/,
    then: /^Release prod-istio-(?:istio-base|istiod.*)$/,
    why: ownNamespace,
  },
  {
    first: /^(?:Namespace|NetworkPolicy) prod-istio-istio-cni/,
    then: /^Release prod-istio-istio-cni$/,
    why: ownNamespace,
  },
  {
    first: /^(?:RolePolicy|PodIdentityAssociation) prod-(lb|trivy|logs(?=-writer)|secrets(?=-controller))-/,
    then: /^Release prod-(lb|trivy|logs|secrets)-/,
    why: ownRole,
  },
  {
    first: /^(?:RolePolicy|PodIdentityAssociation) prod-falco-((?:falcosidekick|k8saudit))$/,
    then: /^Release prod-falco-(?:falco-)?((?:falcosidekick|k8saudit))$/,
    why: ownRole,
  },
  {
    first: /^(?:RolePolicy|PodIdentityAssociation) prod-velero-velero$/,
    then: /^Release prod-velero-/,
    why: ownRole,
  },
  {
    first: /^Namespace prod-(?!gatekeeper-|gateway-)/,
    then: /^Release prod-gatekeeper-/,
    why: "while its webhook against exemptions starts, no namespace with one can be written",
  },
];

const mesh: Order[] = [
  { first: /^Release prod-istio-istio-base$/, then: /^Release prod-istio-istiod/, why: "it brings the kinds" },
  {
    first: /^Release prod-istio-istiod/,
    then: /^(?:AuthorizationPolicy|PeerAuthentication|Telemetry) prod-istio-/,
    why: "its webhook judges them",
  },
  {
    first: /^Release prod-istio-(?:istio-cni|istiod.*)$/,
    then: /^(?:Release prod-gateway-|Deployment )/,
    why: "a pod that starts before has no proxy, or one that nothing is led to",
  },
  {
    first: /^(?:AuthorizationPolicy|PeerAuthentication|Telemetry) prod-istio-/,
    then: /^(?:Release prod-gateway-|Deployment )/,
    why: "no workload answers anybody whom no policy allows, or without a log",
  },
  {
    first: /^Release prod-lb-/,
    then: /^(?:Release prod-gateway-|Service )/,
    why: "it makes their load balancers, and its webhook completes them",
  },
  {
    first: /^(?:Release prod-gatekeeper-|Rampart\w+ prod-gatekeeper-rampart-)/,
    then: /^(?:Namespace|Release) prod-gateway-/,
    why: "the gateway is judged as a workload is, once every webhook answers",
  },
];

const watching: Order[] = [
  {
    first: /^LogGroup prod-falco-alerts$/,
    then: /^Release prod-falco-falcosidekick$/,
    why: "it has no right to make one, and every alert is encrypted",
  },
  {
    first: /^Release prod-falco-falcosidekick$/,
    then: /^Release prod-falco-falco(?:-k8saudit)?$/,
    why: "an alert that nobody takes is lost",
  },
  {
    first: /^LogGroup prod-logs-(?:application|node|platform)$/,
    then: /^Release prod-logs-/,
    why: "Fluent Bit has no right to make one",
  },
  {
    first: /^RolePolicy prod-logs-archive-delivery$/,
    then: /^FirehoseDeliveryStream /,
    why: "Firehose takes the role as the stream is made",
  },
  {
    first: /^(?:FirehoseDeliveryStream prod-logs-archive|RolePolicy prod-logs-archive-subscription)$/,
    then: /^LogSubscriptionFilter /,
    why: "CloudWatch sends a first record to try it",
  },
];

const data: Order[] = [
  {
    first: /^Bucket(?:Policy|Versioning|ServerSideEncryptionConfiguration)? prod-backup$/,
    then: /^Release prod-velero-/,
    why: "Velero calls a store without its bucket unavailable, and what it writes is encrypted and kept",
  },
  { first: /^Release prod-velero-/, then: /^CronJob /, why: "the drill speaks of Velero's kinds" },
  {
    first: /^ValidatingAdmissionPolicy\w* prod-velero-restore-drill$/,
    then: /^CronJob /,
    why: "from its first run on the drill restores into one namespace only",
  },
  {
    first: /^(?:RolePolicy|PodIdentityAssociation) prod-velero-restore-drill$/,
    then: /^CronJob /,
    why: ownRole,
  },
  { first: /^Release prod-secrets-/, then: /^ClusterSecretStore /, why: "it brings the kind, and lets the store in" },
  {
    first: /^RolePolicy prod-secrets-(store-.+)/,
    then: /^ClusterSecretStore prod-secrets-(store-.+)/,
    why: "a store is ready once its provider lets it in",
  },
  { first: /^ClusterSecretStore /, then: /^ExternalSecret /, why: "Harbor's secrets come from it" },
  { first: /^ExternalSecret /, then: /^Release prod-harbor-/, why: "the chart reads its passwords as it is rendered" },
];

export const addonCreation: Order[] = [...calico, ...everyAddon, ...mesh, ...watching, ...data];

export const addonDestruction: Order[] = [
  {
    first: /^(?:Release prod-gateway-|Service )/,
    then: /^Release prod-lb-/,
    why: "only a controller that runs takes a load balancer away",
  },
  {
    first: /^Release prod-(?:gateway|lb)-/,
    then: /^(?:Cluster|NodeGroup) /,
    why: "its pods run, and can be asked to go, while the cluster lives",
  },
  {
    first: /^Release prod-lb-/,
    then: /^(?:Role|RolePolicy|PodIdentityAssociation) prod-lb-load-balancers$/,
    why: "without its role it takes nothing away",
  },
  {
    first: /^Release prod-(gateway|lb)-/,
    then: /^(?:Namespace|NetworkPolicy) prod-(gateway|lb)-/,
    why: "what is taken away needs its traffic to the end",
  },
  {
    first: /^RolePolicy (prod-(?:lb|falco|velero|trivy|logs|secrets)-.+)/,
    then: /^Role (prod-(?:lb|falco|velero|trivy|logs|secrets(?!-controller))-.+)/,
    why: "IAM refuses a role with policies",
  },
  {
    first: /^LogSubscriptionFilter /,
    then: /^(?:FirehoseDeliveryStream|RolePolicy) prod-logs-archive/,
    why: "what is on its way is delivered",
  },
  {
    first: /^FirehoseDeliveryStream /,
    then: /^RolePolicy prod-logs-archive-delivery$/,
    why: "it writes to its end",
  },
];
