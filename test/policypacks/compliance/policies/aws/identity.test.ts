import { admin, irsaStatement, policyOf } from "../../../../support/account-samples";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";

describe("IAM-02 administrators", () => {
  const [entry, policy] = [samples.accessEntry(), samples.accessPolicy()];
  const principal = (value: unknown) => [broken(entry, "principalArn", value), broken(policy, "principalArn", value)];
  const role: Sample = { ...samples.role(), name: "ops" };
  const linked = (sample: Sample) => ({
    ...broken(sample, "principalArn", unknown),
    sources: { principalArn: ["ops"] },
  });
  const ofCluster = (sample: Sample, name: string) => ({
    ...broken(sample, "clusterName", unknown),
    sources: { clusterName: [name] },
  });
  cases("IAM-02", [
    ["a role by name", [entry, policy], "pass"],
    ["a user by name", principal("arn:aws-us-gov:iam::111122223333:user/eve"), "pass"],
    ["the root of an account", principal("arn:aws:iam::111122223333:root"), "fail", "no single role or user"],
    ["every role", principal("arn:aws:iam::111122223333:role/*"), "fail"],
    ["everybody", principal("*"), "fail"],
    ["a session", principal("arn:aws:sts::111122223333:assumed-role/a/b"), "fail"],
    ["nobody", principal(undefined), "fail"],
    ["of the wrong type", principal(true), "fail"],
    ["unknown", principal(unknown), "unknown"],
    ["a role of this stack", [linked(entry), linked(policy), role], "pass"],
    ["an administrator without an entry", [policy], "fail", "whom no access entry of this stack lists"],
    [
      "a role of this stack without an entry",
      [linked(policy), role],
      "fail",
      "whom no access entry of this stack lists",
    ],
    ["another's entry", [broken(entry, "principalArn", `${admin}-2`), policy], "fail"],
    ["an entry of another cluster", [broken(entry, "clusterName", "other"), policy], "fail", "no access entry"],
    ["an entry of an unknown cluster", [broken(entry, "clusterName", unknown), policy], "unknown"],
    [
      "entry and administrator of one cluster of this stack",
      [ofCluster(entry, "main"), ofCluster(policy, "main"), samples.cluster()],
      "pass",
    ],
    [
      "entry and administrator of two clusters of this stack",
      [
        ofCluster(entry, "second"),
        ofCluster(policy, "main"),
        samples.cluster(),
        { ...samples.cluster(), name: "second" },
      ],
      "unknown",
    ],
    ["an entry of unknown whom", [broken(entry, "principalArn", unknown), policy], "unknown"],
    [
      "a viewer without an entry",
      [broken(policy, "policyArn", "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy")],
      "pass",
    ],
    ["an administrator of namespaces without an entry", [broken(policy, "accessScope.type", "namespace")], "pass"],
    ["a policy that is not known, without an entry", [broken(policy, "policyArn", unknown)], "fail"],
    ["a scope that is not known, without an entry", [broken(policy, "accessScope.type", unknown)], "fail"],
    ["no policy", [broken(policy, "policyArn", undefined)], "fail"],
    ["a group of yours", [broken(entry, "kubernetesGroups", ["viewers"])], "pass"],
    ["a group of the system's", [broken(entry, "kubernetesGroups", ["system:masters"])], "fail", "the system's own"],
    ["an unknown group", [broken(entry, "kubernetesGroups", [unknown])], "unknown"],
    ["unknown groups", [broken(entry, "kubernetesGroups", unknown)], "unknown"],
    ["groups of the wrong type", [broken(entry, "kubernetesGroups", "viewers")], "fail"],
    ["no access at all", [samples.key()], "not-applicable"],
  ]);
});

describe("IAM-03 permissions", () => {
  const own = samples.rolePolicy();
  const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
    Effect: "Allow",
    Action,
    Resource,
    ...more,
  });
  const policy = (...statements: object[]) => [broken(own, "policy", policyOf(...statements))];
  const object = (...statements: unknown[]) => [
    broken(own, "policy", { Version: "2012-10-17", Statement: statements }),
  ];
  const attached = (policyArn: unknown): Sample => ({
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name: "attached",
    props: { role: "r", policyArn },
  });
  const exclusively = (policyArns: unknown, of = "role"): Sample[] => [
    {
      type: `aws:iam/${of}PolicyAttachmentsExclusive:${of[0]!.toUpperCase()}${of.slice(1)}PolicyAttachmentsExclusive`,
      name: "exclusive",
      props: { policyArns },
    },
  ];
  const aws = (name: string) => [attached(`arn:aws:iam::aws:policy/${name}`)];
  const role = samples.role();
  cases("IAM-03", [
    ["what is needed", [own], "pass"],
    ["everything, beside an unknown statement", object(unknown, allow("*", "*")), "fail"],
    ["what is needed, beside an unknown statement", object(unknown, allow("s3:GetObject", "*")), "unknown"],
    ["what is needed, beside no statement", object("none", allow("s3:GetObject", "*")), "fail", "wrong type"],
    ["reading, everywhere", policy(allow(["ec2:Describe*", "kms:ListAliases"], "*")), "pass"],
    ["everything", policy(allow("*", "*")), "fail", "policy.Statement[0] allows every action on every resource"],
    ["everything, in two stars", policy(allow("*:*", "*")), "fail"],
    ["everything, in lists", policy(allow(["s3:GetObject", "*"], ["arn:aws:s3:::a", "*"])), "fail"],
    ["everything but one", policy({ Effect: "Allow", NotAction: "iam:PassRole", Resource: "*" }), "fail"],
    [
      "everything, on a condition",
      policy(allow("*", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } })),
      "fail",
    ],
    ["all of kms", policy(allow("kms:*", "*")), "fail", "all of kms on every key"],
    ["all of kms, in capitals", policy(allow("KMS:*", "*")), "fail"],
    ["all of kms, in pieces", policy(allow(["kms:D*", "kms:P*", "kms:S*", "kms:C*"], "*")), "fail"],
    ["all of kms, on all keys of an account", policy(allow("kms:*", "arn:aws:kms:*:111122223333:key/*")), "fail"],
    ["all of kms, on one key", policy(allow("kms:*", "arn:aws:kms:eu-west-1:111122223333:key/1")), "pass"],
    ["all of s3", policy(allow("s3:*", "arn:aws:s3:::*")), "fail", "all of s3 on every bucket"],
    [
      "all of s3, on all but one bucket",
      policy({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::a" }),
      "fail",
    ],
    ["all of s3, on one bucket", policy(allow("s3:*", ["arn:aws:s3:::a", "arn:aws:s3:::a/*"])), "pass"],
    ["everything on one bucket", policy(allow("*", "arn:aws:s3:::a")), "pass"],
    ["everything refused", policy(allow("*", "*", { Effect: "Deny" })), "pass"],
    ["all of iam", policy(allow("iam:*", "*")), "fail", "policy.Statement[0] allows all of iam on everything"],
    ["all of iam, on one role", policy(allow("iam:*", "arn:aws:iam::111122223333:role/app")), "pass"],
    [
      "all of kms, by two statements",
      policy(allow(["kms:D*", "kms:P*"], "*"), allow(["kms:S*", "kms:CreateGrant"], "*")),
      "fail",
      "the statements of policy together allow all of kms",
    ],
    [
      "all of kms, half of it refused",
      policy(allow(["kms:D*", "kms:P*"], "*"), allow(["kms:S*", "kms:CreateGrant"], "*", { Effect: "Deny" })),
      "pass",
    ],
    [
      "everything, by all but and the rest",
      policy(allow("iam:*", "*"), { Effect: "Allow", NotAction: "iam:*", Resource: "arn:aws:s3:::a" }),
      "fail",
    ],
    [
      "all but some on everything",
      policy({ Effect: "Allow", NotAction: ["iam:*", "kms:*", "s3:*", "ec2:*"], Resource: "*" }),
      "fail",
      "allows all but some actions on everything",
    ],
    ["all but some on one bucket", policy({ Effect: "Allow", NotAction: "iam:*", Resource: "arn:aws:s3:::a" }), "pass"],
    ["all but some, refused", policy({ Effect: "Deny", NotAction: "sts:*", Resource: "*" }), "pass"],
    [
      "all but some on what is unknown",
      object({ Effect: "Allow", NotAction: ["iam:*"], Resource: unknown }),
      "unknown",
    ],
    ["an unknown resource of one action", object(allow("kms:Decrypt", unknown)), "pass"],
    ["an unknown resource of every action", object(allow("*", unknown)), "unknown"],
    ["an unknown action on one resource", object(allow(unknown, "arn:aws:s3:::a")), "pass"],
    ["an unknown action on everything", object(allow(unknown, "*")), "unknown"],
    ["an unknown effect", object(allow("*", "*", { Effect: unknown })), "unknown"],
    ["an unknown statement", object(allow("kms:Decrypt", "*"), unknown), "unknown"],
    ["unknown", [broken(own, "policy", unknown)], "unknown"],
    ["no policy", [broken(own, "policy", undefined)], "fail"],
    ["no JSON", [broken(own, "policy", "{")], "fail", "no JSON"],
    ["of the wrong type", [broken(own, "policy", 1)], "fail"],
    [
      "a policy of its own",
      [{ ...own, type: "aws:iam/policy:Policy", props: { policy: policyOf(allow("*", "*")) } }],
      "fail",
    ],
    ["a policy of AWS's", aws("AmazonEKSClusterPolicy"), "pass"],
    ["the policy of administrators", aws("AdministratorAccess"), "fail", "attaches AdministratorAccess"],
    ["the policy of administrators, elsewhere", [attached("arn:aws-cn:iam::aws:policy/AdministratorAccess")], "fail"],
    ["a policy that may write images", aws("AmazonEC2ContainerRegistryPowerUser"), "fail"],
    ["a policy of that name of one's own", [attached("arn:aws:iam::111122223333:policy/AdministratorAccess")], "pass"],
    ["an unknown policy", [attached(unknown)], "unknown"],
    [
      "an unknown policy of this stack",
      [
        { ...attached(unknown), sources: { policyArn: ["p"] } },
        { ...own, type: "aws:iam/policy:Policy", name: "p" },
      ],
      "pass",
    ],
    ["no attached policy", [attached(undefined)], "fail"],
    ["exclusive policies of AWS's", exclusively(["arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"]), "pass"],
    ["the exclusive policy of administrators", exclusively(["arn:aws:iam::aws:policy/AdministratorAccess"]), "fail"],
    [
      "the exclusive policy of a user who administers",
      exclusively(["arn:aws:iam::aws:policy/AdministratorAccess"], "user"),
      "fail",
    ],
    ["unknown exclusive policies", exclusively(unknown), "unknown"],
    ["no exclusive policy", exclusively([]), "not-applicable"],
    ["a role that holds nothing itself", [role], "not-applicable"],
    [
      "a role with an inline policy",
      [broken(role, "inlinePolicies", [{ name: "a", policy: policyOf(allow("*", "*")) }])],
      "fail",
    ],
    [
      "a role with managed policies",
      [broken(role, "managedPolicyArns", ["arn:aws:iam::aws:policy/AdministratorAccess"])],
      "fail",
    ],
    ["a role with unknown policies", [broken(role, "managedPolicyArns", unknown)], "unknown"],
  ]);
});

describe("IAM-04 trust", () => {
  const role = samples.role();
  const trusts = (...statements: object[]) => [broken(role, "assumeRolePolicy", policyOf(...statements))];
  const [sub, aud] = Object.keys(irsaStatement.Condition.StringEquals) as [string, string];
  const irsa = (change: Record<string, unknown>, operator = "StringEquals") =>
    trusts({ ...irsaStatement, Condition: { [operator]: { ...irsaStatement.Condition.StringEquals, ...change } } });
  const pods = (tags: object = {}) => ({
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      StringEquals: {
        "aws:RequestTag/kubernetes-namespace": "payments",
        "aws:RequestTag/kubernetes-service-account": "api",
        "aws:RequestTag/eks-cluster-name": "main",
        ...tags,
      },
    },
  });
  const service = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
  const clusterName = "aws:RequestTag/eks-cluster-name";
  const roleArn = "arn:aws:iam::111122223333:role/app/workload-1";
  const bare: Sample = {
    ...trusts({ ...pods(), Condition: undefined })[0]!,
    outputs: { name: "workload-1" },
  };
  const association = (arn: unknown): Sample => ({
    type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    name: "association",
    props: { clusterName: "main", namespace: "payments", serviceAccount: "api", roleArn: arn },
  });
  const hub = "token.actions.example.com";
  const github = (change: object = {}) => ({
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${hub}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${hub}:sub`]: "repo:acme/shop:ref:refs/heads/main", [`${hub}:aud`]: "acme", ...change },
    },
  });
  const ofUnknownProvider = (host = "oidc.eks.eu-west-1.amazonaws.com/id/1"): Sample =>
    broken(role, "assumeRolePolicy", {
      Statement: [
        {
          ...github(),
          Principal: { Federated: unknown },
          Condition: { StringEquals: { [`${host}:sub`]: "repo:acme/shop", [`${host}:aud`]: "acme" } },
        },
      ],
    });
  const byRole = (principal: unknown, sources: string[]): Sample[] => {
    const trusting = broken(role, "assumeRolePolicy", {
      Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: "sts:AssumeRole" }],
    });
    return [role, { ...trusting, name: "store", sources: { assumeRolePolicy: sources } }];
  };
  const open = (...Statement: unknown[]) => [broken(role, "assumeRolePolicy", { Statement })];
  const ofEc2 = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
  cases("IAM-04", [
    ["another role of the stack, whose ARN is not known yet", byRole(unknown, [role.name]), "pass"],
    ["an unknown principal that comes from nowhere", byRole(unknown, []), "unknown"],
    ["an unknown principal that comes from a key", [...byRole(unknown, ["data"]), samples.key()], "unknown"],
    ["everybody beside a role of the stack", byRole([unknown, "*"], [role.name]), "fail"],
    ["IRSA, one service account", [role], "pass"],
    ["everybody, beside an unknown statement", open(unknown, { ...irsaStatement, Condition: {} }), "fail"],
    ["one service account, beside an unknown statement", open(unknown, irsaStatement), "unknown"],
    ["a service, beside an unknown statement", open(unknown, ofEc2), "unknown"],
    ["IRSA, one service account by pattern", irsa({}, "StringLike"), "pass"],
    [
      "IRSA, every account of a namespace",
      irsa({ [sub]: "system:serviceaccount:payments:*" }, "StringLike"),
      "fail",
      "leaves more than one open",
    ],
    ["IRSA, two accounts", irsa({ [sub]: ["system:serviceaccount:a:b", "system:serviceaccount:a:c"] }), "fail"],
    ["IRSA, every account", irsa({ [sub]: undefined }), "fail", "has no condition on :sub"],
    ["IRSA, every audience", irsa({ [aud]: undefined }), "fail", "has no condition on :aud"],
    ["IRSA, another audience", irsa({ [aud]: "example.com" }), "fail"],
    ["IRSA, all but one account", irsa({}, "StringNotEquals"), "fail"],
    ["IRSA, no condition", trusts({ ...irsaStatement, Condition: undefined }), "fail"],
    [
      "IRSA, an unknown account",
      [
        broken(role, "assumeRolePolicy", {
          Statement: [
            { ...irsaStatement, Condition: { StringEquals: { [sub]: unknown, [aud]: "sts.amazonaws.com" } } },
          ],
        }),
      ],
      "unknown",
    ],
    [
      "IRSA, an unknown condition",
      [broken(role, "assumeRolePolicy", { Statement: [{ ...irsaStatement, Condition: unknown }] })],
      "unknown",
    ],
    ["Pod Identity, one service account", trusts(pods()), "pass"],
    ["Pod Identity, every namespace", trusts(pods({ "aws:RequestTag/kubernetes-namespace": undefined })), "fail"],
    ["Pod Identity, every account", trusts(pods({ "aws:RequestTag/kubernetes-service-account": "*" })), "fail"],
    ["Pod Identity, no condition", trusts({ ...pods(), Condition: undefined }), "fail"],
    [
      "a service that is not known, no condition",
      open({ ...pods(), Principal: { Service: unknown }, Condition: {} }),
      "unknown",
      "trusts Pod Identity cannot be known",
    ],
    [
      "one of two services that is not known, no condition",
      open({ ...pods(), Principal: { Service: ["ec2.amazonaws.com", unknown] }, Condition: {} }),
      "unknown",
    ],
    [
      "a service that is not known, for one service account",
      open({ ...pods(), Principal: { Service: unknown } }),
      "pass",
    ],
    ["Pod Identity, every cluster", trusts(pods({ [clusterName]: undefined })), "fail", "eks-cluster-name"],
    ["Pod Identity, clusters by a pattern", trusts(pods({ [clusterName]: "prod-*" })), "fail"],
    [
      "Pod Identity, one cluster by its ARN",
      trusts(
        pods({ [clusterName]: undefined, "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:1:cluster/main" }),
      ),
      "pass",
    ],
    [
      "Pod Identity, one cluster as the source",
      trusts({
        ...pods(),
        Condition: {
          StringEquals: { ...pods({ [clusterName]: undefined }).Condition.StringEquals },
          ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-west-1:111122223333:cluster/main" },
        },
      }),
      "pass",
    ],
    ["Pod Identity, no condition, with an association", [bare, association(roleArn)], "pass"],
    [
      "Pod Identity, no condition, with an association by an ARN that comes later",
      [bare, { ...association(unknown), sources: { roleArn: ["workload"] } }],
      "pass",
    ],
    [
      "Pod Identity, no condition, with another's association",
      [bare, association("arn:aws:iam::111122223333:role/other")],
      "fail",
    ],
    ["Pod Identity, no condition, with an association of unknown whom", [bare, association(unknown)], "unknown"],
    ["another provider, one subject", trusts(github()), "pass"],
    ["another provider, a pattern", trusts(github({ [`${hub}:sub`]: "repo:acme/*" })), "fail", "leaves more than one"],
    ["another provider, every subject", trusts(github({ [`${hub}:sub`]: undefined })), "fail"],
    ["another provider, every audience", trusts(github({ [`${hub}:aud`]: undefined })), "fail", "no condition on :aud"],
    ["a provider of EKS by its issuer alone", [ofUnknownProvider()], "fail"],
    ["a provider that comes later", [ofUnknownProvider(hub)], "unknown", "whose identities"],
    [
      "a provider of a cluster of this stack that comes later",
      [
        { ...ofUnknownProvider(hub), sources: { assumeRolePolicy: ["issuer"] } },
        {
          type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
          name: "issuer",
          props: { url: unknown },
          sources: { url: ["main"] },
        },
        samples.cluster(),
      ],
      "fail",
    ],
    ["a service", trusts(service), "not-applicable"],
    ["a service beside a workload", trusts(service, pods()), "pass"],
    ["everybody", trusts({ ...service, Principal: "*" }), "fail", "lets anybody take the role"],
    [
      "everybody of an organisation",
      trusts({ ...service, Principal: { AWS: "*" }, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
      "not-applicable",
    ],
    ["everybody refused", trusts({ ...service, Effect: "Deny", Principal: "*" }), "not-applicable"],
    ["no policy", [broken(role, "assumeRolePolicy", undefined)], "fail"],
    ["unknown", [broken(role, "assumeRolePolicy", unknown)], "unknown"],
    [
      "an unknown principal",
      [broken(role, "assumeRolePolicy", { Statement: [{ ...service, Principal: unknown }] })],
      "unknown",
    ],
    ["no JSON", [broken(role, "assumeRolePolicy", "ec2")], "fail"],
    ["of the wrong type", [broken(role, "assumeRolePolicy", [])], "fail"],
  ]);
});
