import { setting } from "../settings";
import { type Change, losing, rare, row } from "./row";

const cluster = "urn:pulumi:prod::rampart::rampart:index:CompliantCluster$aws:eks/cluster:Cluster::prod";

/** What holds for the whole cluster. */
export const platform: Change[] = [
  {
    ...row("aws:region", "eu-west-1", "another region: everything anew, which protection refuses", [], {
      ...rare,
      refused: losing("[\\w/-]+"),
    }),
    // The copies lie in that region: they have to go elsewhere.
    change: (settings) => {
      setting("aws:region", "eu-west-1")(settings);
      setting("rampart:backup.replica.region", "eu-central-1")(settings);
    },
  },
  row(
    "aws:allowedAccountIds",
    ["444455556666", "555566667777"],
    "one more account that the provider may work in: nothing but the provider",
    ["update aws default_7_48_0: allowedAccountIds"],
  ),
  row("rampart:adopt", { [cluster]: "prod" }, "adoption of what is in the state already", []),
  row("rampart:regimes", ["pci-dss", "hipaa"], "fewer regimes: bounds, and what becomes of copies", [
    "update BucketReplicationConfig prod-backup: rules",
    "update CompliantCluster prod",
    "update RolePolicy prod-backup-replica: policy",
  ]),
  row("rampart:kubernetesVersion", "1.36", "the next minor version: in place, control plane first", [
    "update Addon prod-{coredns,eks-node-monitoring-agent,kube-proxy,snapshot-controller}: addonVersion",
    "update Cluster prod: version",
    "update CompliantCluster prod",
    "update NodeGroup prod-{general,memory}: version",
  ]),
  row("rampart:addonVersions", { "vpc-cni": "v1.22.4-eksbuild.4" }, "another build of an add-on", [
    "update Addon prod-vpc-cni: addonVersion",
  ]),
  row("rampart:protect", false, "no protection", [
    "update Cluster prod: deletionProtection",
    "update EncryptedVolume sample-data",
  ]),
  row(
    "rampart:residency.basis",
    { popia: "binding corporate rules, register entry 12" },
    "a ground on which data lies elsewhere",
    ["update CompliantCluster prod"],
  ),
  row(
    "rampart:addons.networkPolicy",
    "vpc-cni",
    "network policies by the CNI's own agent: Calico goes, its definitions stay",
    [
      "delete APIServer prod-calico-api-server",
      "delete Calico prod-calico",
      "delete Chart prod-calico-calico-crds",
      "delete CustomResourceDefinition prod-calico-calico-{crds:globalnetworkpolicies.crd.projectcalico.org,crds:installations.operator.tigera.io}",
      "delete GlobalNetworkPolicy prod-calico-{default-deny,deny-instance-metadata}",
      "delete Installation prod-calico-installation",
      "delete Namespace prod-calico-tigera-operator",
      "delete NetworkPolicy prod-calico-tigera-operator-default-deny",
      "delete Release prod-calico-calico",
      "delete Tier prod-calico-tier",
      "delete {ClusterRole,ClusterRoleBinding} prod-calico-aws-node",
      "delete {SecurityGroupEgressRule,SecurityGroupIngressRule} prod-webhooks-5443",
      "update Addon prod-vpc-cni: configurationValues",
    ],
    { ...rare },
  ),
  row("rampart:addons.metricsServer", false, "no metrics of pods", ["delete Addon prod-metrics-server"]),
  row("rampart:addons.nodeMonitoring", false, "no agent that watches nodes", [
    "delete Addon prod-eks-node-monitoring-agent",
  ]),
  row("rampart:controlPlane.supportType", "EXTENDED", "a longer support of the version", [
    "update Cluster prod: upgradePolicy",
  ]),
  row("rampart:controlPlane.zonalShift", false, "no shift away from an impaired zone", [
    "update Cluster prod: zonalShiftConfig",
  ]),
  row("rampart:controlPlane.webhookPorts", [9876], "a port of a webhook more", [
    "create {SecurityGroupEgressRule,SecurityGroupIngressRule} prod-webhooks-9876",
  ]),
  row(
    "rampart:identity.mechanism",
    "irsa",
    "roles of pods by their tokens: a provider of identities, and other trusts",
    [
      "create OpenIdConnectProvider prod-oidc",
      "delete PodIdentityAssociation prod-{falco-falcosidekick,falco-k8saudit,lb-load-balancers,logs-writer,secrets-controller,trivy-scanner,velero-restore-drill,velero-velero}",
      "update Addon prod-{aws-ebs-csi-driver,vpc-cni}: podIdentityAssociations, serviceAccountRoleArn",
      "update NetworkPolicy prod-{falco-falco-allow-falco-k8saudit,falco-falco-allow-falcosidekick,lb-aws-load-balancer-controller-allow-controller,logs-logging-allow-fluent-bit,secrets-external-secrets-allow-controller,trivy-trivy-system-allow-scan-jobs,velero-velero-allow-restore-drill,velero-velero-allow-velero}: spec",
      "update Release prod-{falco-falco-k8saudit,falco-falcosidekick,lb-aws-load-balancer-controller,logs-fluent-bit,secrets-external-secrets,trivy-trivy-operator,velero-velero}: values",
      "update Role prod-{cni,ebs-csi,falco-falcosidekick,falco-k8saudit,lb-load-balancers,logs-writer,secrets-controller,trivy-scanner,velero-restore-drill,velero-velero}: assumeRolePolicy",
      "update ServiceAccount prod-velero-restore-drill: metadata",
    ],
    { ...rare },
  ),
  row("rampart:tags.cost-center", "4711", "a tag more: in place, and nodes are rolled to bear it", [
    "update Addon prod-{aws-ebs-csi-driver,coredns,eks-node-monitoring-agent,eks-pod-identity-agent,kube-proxy,metrics-server,snapshot-controller,vpc-cni}: tags",
    "update Bucket prod-{audit-trail,backup,backup-replica}: tags",
    "update Cluster prod: tags",
    "update DefaultSecurityGroup prod-default: tags",
    "update Detector prod-detection: tags",
    "update EncryptedVolume sample-data",
    "update Volume sample-data: tags",
    "update EventRule prod-{access-entry,alerting-change,backup-failure,cluster-change,detection-change,guardduty-finding,image-scan,inspector-finding,key-deletion}: tags",
    "update FlowLog prod-flow-logs: tags",
    "update InternetGateway prod-internet: tags",
    "update Key prod-{alerts,backup-replica,backups,logs,registry,secrets,volumes}: tags",
    "update LaunchTemplate prod-{general,memory}: tagSpecifications, tags",
    "update LogGroup prod-{audit-trail,control-plane,falco-alerts,flow-logs,logs-application,logs-node,logs-platform}: tags",
    "update MetricAlarm prod-{admission-change,admission-removed,anonymous-access,authenticator-denied,bucket-policy-change,cluster-admin-binding,console-failures,console-without-mfa,ephemeral-container,failed-authentication,forbidden-burst,iam-change,impersonation,pod-session-denied,pod-session-opened,rbac-change,replication-failure,root-use,secret-read,security-group-change,unauthorised-calls,velero-restore-drill-failed,velero-restore-drill-missing}: tags",
    "update NodeGroup prod-{general,memory}: launchTemplate, tags",
    "update PodIdentityAssociation prod-{falco-falcosidekick,falco-k8saudit,lb-load-balancers,logs-writer,secrets-controller,trivy-scanner,velero-restore-drill,velero-velero}: tags",
    "update Release prod-lb-aws-load-balancer-controller: values",
    "update Repository prod-shop/api: tags",
    "update RepositoryCreationTemplate prod-{ecr-public,k8s,quay}: resourceTags",
    "update Role prod-{audit-trail,backup-replica,cluster,cni,ebs-csi,falco-falcosidekick,falco-k8saudit,flow-logs,lb-load-balancers,logs-writer,nodes,registry-caches,secrets-controller,secrets-store-shop,trivy-scanner,velero-restore-drill,velero-velero}: tags",
    "update RouteTable prod-{isolated,private-0,private-1,private-2,public}: tags",
    "update SecurityGroup prod-{control-plane,endpoints,nodes}: tags",
    "update SecurityGroupEgressRule prod-{from-nodes,webhooks-10250,webhooks-10251,webhooks-15017,webhooks-5443,webhooks-8443,webhooks-9443}: tags",
    "update SecurityGroupIngressRule prod-{api-from-10.200.0.0-16,api-from-nodes,between-nodes,endpoints-isolated-0,endpoints-isolated-1,endpoints-isolated-2,endpoints-private-0,endpoints-private-1,endpoints-private-2,webhooks-10250,webhooks-10251,webhooks-15017,webhooks-5443,webhooks-8443,webhooks-9443}: tags",
    "update Subnet prod-{isolated-0,isolated-1,isolated-2,private-0,private-1,private-2,public-0,public-1,public-2}: tags",
    "update Topic prod-alerts: tags",
    "update Trail prod-audit-trail: tags",
    "update Vpc prod-vpc: tags",
    "update VpcEndpoint prod-endpoint-{autoscaling,ec2,ecr-api,ecr-dkr,eks,eks-auth,elasticloadbalancing,guardduty-data,kms,logs,s3,secretsmanager,sns,sts}: tags",
    "update {Eip,NatGateway} prod-nat-{0,1,2}: tags",
  ]),
];
