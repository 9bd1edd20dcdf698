/** Lists in which the order means nothing: sets in the same files. */
export const sets: Record<string, string[]> = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["alarmActions", "insufficientDataActions", "okActions"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["securityGroupNames", "vpcSecurityGroupIds"],
  "aws:ec2/natGateway:NatGateway": ["secondaryAllocationIds", "secondaryPrivateIpAddresses"],
  "aws:ec2/routeTable:RouteTable": ["propagatingVgws", "routes"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["routeTableIds", "securityGroupIds", "subnetConfigurations", "subnetIds"],
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": ["rules"],
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": ["appliedFors"],
  "aws:eks/accessEntry:AccessEntry": ["kubernetesGroups"],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": ["accessScope.namespaces"],
  "aws:eks/addon:Addon": ["podIdentityAssociations"],
  "aws:eks/cluster:Cluster": [
    "enabledClusterLogTypes",
    "encryptionConfig.resources",
    "vpcConfig.publicAccessCidrs",
    "vpcConfig.securityGroupIds",
    "vpcConfig.subnetIds",
  ],
  "aws:eks/nodeGroup:NodeGroup": ["remoteAccess.sourceSecurityGroupIds", "subnetIds", "taints"],
  "aws:inspector2/enabler:Enabler": ["accountIds", "resourceTypes"],
};

/** Texts that are compared as the JSON they hold. An add-on's configuration is none: it is compared as it is written. */
export const documents: Record<string, string[]> = {
  "aws:cloudwatch/eventRule:EventRule": ["eventPattern"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["policy"],
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": ["policy"],
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": ["lifecyclePolicy", "repositoryPolicy"],
  "aws:iam/role:Role": ["assumeRolePolicy"],
  "aws:iam/rolePolicy:RolePolicy": ["policy"],
  "aws:kms/key:Key": ["policy"],
  "aws:s3/bucketPolicy:BucketPolicy": ["policy"],
  "aws:sns/topic:Topic": ["policy"],
  "aws:sns/topicPolicy:TopicPolicy": ["policy"],
};
