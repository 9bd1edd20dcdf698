import { broken, type Sample, samples, unknown } from "../../../support/samples";
import { cases } from "../cases";

describe("KEY-01 key rotation", () => {
  const key = samples.key();
  const set = (property: string, value: unknown) => [broken(key, property, value)];
  const signing: Sample = { ...key, props: { keyUsage: "SIGN_VERIFY" } };
  cases("KEY-01", [
    ["once a year", [key], "pass"],
    ["by default once a year", set("rotationPeriodInDays", undefined), "pass"],
    ["more often", set("rotationPeriodInDays", 90), "pass"],
    ["too seldom", set("rotationPeriodInDays", 366), "fail", "is 366; expected at most 365"],
    ["off", set("enableKeyRotation", false), "fail", "is false; expected true"],
    ["off by default", set("enableKeyRotation", undefined), "fail", "which means false"],
    ["unknown", set("enableKeyRotation", unknown), "unknown"],
    ["an unknown period", set("rotationPeriodInDays", unknown), "unknown"],
    ["a text for the flag", set("enableKeyRotation", "true"), "fail"],
    ["a text for the period", set("rotationPeriodInDays", "90"), "fail"],
    ["a key that signs", [signing], "not-applicable"],
    ["a key of unknown usage, off", [broken(signing, "keyUsage", unknown)], "fail"],
    ["a key for encryption, off", [broken(signing, "keyUsage", "ENCRYPT_DECRYPT")], "fail"],
    [
      "an asymmetric key for encryption",
      [{ ...key, props: { customerMasterKeySpec: "RSA_4096", keyUsage: "ENCRYPT_DECRYPT" } }],
      "not-applicable",
    ],
    [
      "a symmetric key in words, off",
      [{ ...key, props: { customerMasterKeySpec: "SYMMETRIC_DEFAULT" } }],
      "fail",
      "which means false",
    ],
    ["a key of unknown kind", [broken(key, "customerMasterKeySpec", unknown)], "pass"],
  ]);
});

describe("IAM-05 instance metadata", () => {
  const [template, group] = [samples.launchTemplate(), samples.nodeGroup()];
  const set = (property: string, value: unknown) => [broken(template, `metadataOptions.${property}`, value)];
  cases("IAM-05", [
    ["tokens and one hop", [template], "pass"],
    ["as many hops as the image says", set("httpPutResponseHopLimit", undefined), "fail", "so the image decides"],
    ["two hops", set("httpPutResponseHopLimit", 2), "fail", "is 2; expected at most 1"],
    ["tokens optional", set("httpTokens", "optional"), "fail", 'is "optional"'],
    ["tokens by default", set("httpTokens", undefined), "fail", 'which means "optional"'],
    ["no options", [broken(template, "metadataOptions", undefined)], "fail"],
    ["the service off", set("httpEndpoint", "disabled"), "pass", "off"],
    ["unknown tokens", set("httpTokens", unknown), "unknown"],
    ["unknown hops", set("httpPutResponseHopLimit", unknown), "unknown"],
    ["unknown options", [broken(template, "metadataOptions", unknown)], "unknown"],
    ["a text for the hops", set("httpPutResponseHopLimit", "1"), "fail"],
    ["options of the wrong type", [broken(template, "metadataOptions", "required")], "fail", "wrong type"],
    ["a node group with a template", [template, group], "pass"],
    ["a node group whose template is all there is", [group], "not-applicable"],
    [
      "a node group without template",
      [template, broken(group, "launchTemplate", undefined)],
      "fail",
      "launchTemplate is not set",
    ],
  ]);
});

describe("NET-03 ingress", () => {
  const group = samples.securityGroup();
  const inline = (rule: Record<string, unknown>) => [broken(group, "ingress", [rule])];
  const rule = (props: Record<string, unknown>): Sample[] => [
    { type: "aws:ec2/securityGroupRule:SecurityGroupRule", name: "rule", props: { type: "ingress", ...props } },
  ];
  const single = (props: Record<string, unknown>): Sample[] => [
    { type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name: "rule", props },
  ];
  cases("NET-03", [
    ["inline, narrow", [group], "pass", "10.0.0.0/16 only"],
    ["inline, none", [broken(group, "ingress", undefined)], "pass", "no ingress rule"],
    ["inline, everybody", inline({ cidrBlocks: ["0.0.0.0/0"] }), "fail", "open to the internet (IPv4)"],
    ["inline, every IPv6 address", inline({ ipv6CidrBlocks: ["::/0"] }), "fail", "IPv6"],
    [
      "inline, halves in two rules",
      [broken(group, "ingress", [{ cidrBlocks: ["0.0.0.0/1"] }, { cidrBlocks: ["128.0.0.0/1"] }])],
      "fail",
    ],
    ["inline, other groups", inline({ securityGroups: ["sg-1"] }), "pass", "no ingress from CIDRs"],
    ["inline, an unknown CIDR", inline({ cidrBlocks: [unknown] }), "unknown", "ingress[0].cidrBlocks[0]"],
    ["inline, an unknown rule", [broken(group, "ingress", [unknown])], "unknown"],
    ["inline, unknown", [broken(group, "ingress", unknown)], "unknown"],
    ["inline, of the wrong type", [broken(group, "ingress", "none")], "fail", "wrong type"],
    ["inline, no CIDR", inline({ cidrBlocks: [true] }), "fail", "no CIDR"],
    ["inline, a quarter of everybody", inline({ cidrBlocks: ["64.0.0.0/2"] }), "fail", "open to the internet (IPv4)"],
    ["inline, a prefix list", inline({ prefixListIds: ["pl-1"] }), "unknown", "ingress[0].prefixListIds"],
    ["inline, a prefix list beside everybody", inline({ prefixListIds: ["pl-1"], cidrBlocks: ["0.0.0.0/0"] }), "fail"],
    ["inline, no prefix list", inline({ prefixListIds: [], cidrBlocks: ["10.0.0.0/8"] }), "pass"],
    ["inline, unknown prefix lists", inline({ prefixListIds: unknown }), "unknown"],
    [
      "the default group",
      [
        {
          ...samples.securityGroup(),
          type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
          props: { ingress: [{ cidrBlocks: ["0.0.0.0/0"] }] },
        },
      ],
      "fail",
    ],
    ["a rule, everybody", rule({ cidrBlocks: ["0.0.0.0/0"] }), "fail"],
    ["a rule, narrow", rule({ cidrBlocks: ["10.0.0.0/8"] }), "pass"],
    ["a rule, a prefix list", rule({ prefixListIds: ["pl-1"] }), "unknown", "prefixListIds names ranges"],
    ["a rule out, a prefix list", rule({ type: "egress", prefixListIds: ["pl-1"] }), "not-applicable"],
    ["a rule out, everybody", rule({ type: "egress", cidrBlocks: ["0.0.0.0/0"] }), "not-applicable"],
    [
      "a rule of unknown direction, everybody",
      rule({ type: unknown, cidrBlocks: ["0.0.0.0/0"] }),
      "unknown",
      "whether this is an ingress rule",
    ],
    ["a single rule, everybody", single({ cidrIpv4: "0.0.0.0/0" }), "fail"],
    ["a single rule, every IPv6 address", single({ cidrIpv6: "::/0" }), "fail"],
    ["a single rule, narrow", single({ cidrIpv4: "10.0.0.0/8" }), "pass"],
    ["a single rule, unknown", single({ cidrIpv4: unknown }), "unknown"],
    ["a single rule, a prefix list", single({ prefixListId: "pl-1" }), "unknown", "prefixListId names ranges"],
    [
      "a quarter of everybody in each of four rules",
      ["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"].map((cidrIpv4, index) => ({
        ...single({ cidrIpv4 })[0]!,
        name: `rule-${index}`,
      })),
      "fail",
    ],
  ]);
});

describe("ENC-03 node volumes", () => {
  const template = samples.launchTemplate();
  const group = samples.nodeGroup();
  const key = samples.key();
  const instance: Sample = { type: "aws:ec2/instance:Instance", name: "instance", props: {} };
  const account: Sample[] = [
    { type: "aws:ebs/encryptionByDefault:EncryptionByDefault", name: "on", props: {} },
    { type: "aws:ebs/defaultKmsKey:DefaultKmsKey", name: "default", props: { keyArn: key.outputs!["arn"] } },
  ];
  const disk = (ebs: unknown) => broken(template, "blockDeviceMappings", [{ deviceName: "/dev/xvda", ebs }]);
  const good = { encrypted: "true", kmsKeyId: key.outputs!["arn"] };
  const unknownTemplate = broken(group, "launchTemplate", { id: unknown, version: unknown });
  const bottlerocket = broken(group, "amiType", "BOTTLEROCKET_x86_64");
  const windows = broken(group, "amiType", "WINDOWS_CORE_2022_x86_64");
  const disks = (...names: string[]) =>
    broken(
      template,
      "blockDeviceMappings",
      names.map((deviceName) => ({ deviceName, ebs: good })),
    );
  const root = disk(good);
  const dataVolume = broken(template, "blockDeviceMappings", [{ deviceName: "/dev/xvdb", ebs: good }]);
  cases("ENC-03", [
    ["every volume", [template, group], "pass"],
    ["no mapping", [broken(template, "blockDeviceMappings", undefined)], "fail", "maps no volume"],
    [
      "no volume among the mappings",
      [broken(template, "blockDeviceMappings", [{ deviceName: "/dev/sdb", noDevice: "" }])],
      "fail",
    ],
    ["the data volume alone", [dataVolume], "fail", "does not map /dev/xvda or /dev/sda1"],
    ["the data volume alone, but the account encrypts", [dataVolume, ...account], "pass"],
    [
      "the root volume of Windows",
      [broken(template, "blockDeviceMappings", [{ deviceName: "/dev/sda1", ebs: good }])],
      "pass",
    ],
    [
      "a volume of unknown device",
      [broken(template, "blockDeviceMappings", [{ deviceName: unknown, ebs: good }])],
      "unknown",
      "whether blockDeviceMappings maps /dev/xvda or /dev/sda1",
    ],
    [
      "the root volume and one of unknown device",
      [
        broken(template, "blockDeviceMappings", [
          { deviceName: unknown, ebs: good },
          { deviceName: "/dev/xvda", ebs: good },
        ]),
      ],
      "pass",
    ],
    ["no mapping, but the account encrypts", [broken(template, "blockDeviceMappings", undefined), ...account], "pass"],
    ["both disks of Bottlerocket", [template, bottlerocket], "pass"],
    ["Bottlerocket's own disk alone", [root, bottlerocket], "fail", "does not map /dev/xvdb"],
    ["Bottlerocket's data alone", [dataVolume, bottlerocket], "fail", "does not map /dev/xvda;"],
    ["Bottlerocket's own disk alone, but the account encrypts", [root, bottlerocket, ...account], "pass"],
    [
      "Bottlerocket's own disk and one that is not encrypted",
      [
        broken(template, "blockDeviceMappings", [
          { deviceName: "/dev/xvda", ebs: good },
          { deviceName: "/dev/xvdb", ebs: { ...good, encrypted: "false" } },
        ]),
        bottlerocket,
      ],
      "fail",
    ],
    ["one disk, of another system", [root, broken(group, "amiType", "AL2023_x86_64_STANDARD")], "pass"],
    ["one disk, of an unknown system", [root, broken(group, "amiType", unknown)], "unknown", "disks are called"],
    ["two disks, of an unknown system, perhaps Windows", [template, broken(group, "amiType", unknown)], "unknown"],
    [
      "every disk of every system, of an unknown one",
      [disks("/dev/xvda", "/dev/xvdb", "/dev/sda1"), broken(group, "amiType", unknown)],
      "pass",
    ],
    ["Linux's disk, of Windows", [root, windows], "fail", "does not map /dev/sda1"],
    ["Windows's disk", [disks("/dev/sda1"), windows], "pass"],
    ["Linux's disk, of Windows and Linux", [root, group, { ...windows, name: "others" }], "fail"],
    [
      "one disk, of an unknown system, but the account encrypts",
      [root, broken(group, "amiType", unknown), ...account],
      "pass",
    ],
    [
      "Bottlerocket's own disk alone, of a template that is linked",
      [root, { ...broken(bottlerocket, "launchTemplate", unknown), sources: { launchTemplate: [template.name] } }],
      "fail",
    ],
    [
      "no mapping, and the account encrypts in another region",
      [
        broken(broken(template, "blockDeviceMappings", undefined), "region", "eu-west-1"),
        ...account.map((each) => broken(each, "region", "eu-central-1")),
      ],
      "fail",
    ],
    [
      "no mapping, and the account encrypts in its region",
      [
        broken(broken(template, "blockDeviceMappings", undefined), "region", "eu-west-1"),
        ...account.map((each) => broken(each, "region", "eu-west-1")),
      ],
      "pass",
    ],
    [
      "no mapping, and some account encrypts",
      [broken(template, "blockDeviceMappings", undefined), ...account.map((each) => ({ ...each, provider: "far" }))],
      "unknown",
      "another account or region",
    ],
    [
      "no mapping, and the account encrypts here and not elsewhere",
      [
        broken(template, "blockDeviceMappings", undefined),
        ...account,
        { ...broken(account[0]!, "enabled", false), name: "off", provider: "far" },
      ],
      "pass",
    ],
    ["a flag that says false in words", [disk({ ...good, encrypted: "false" })], "fail", "is false"],
    ["a flag that says false in words, and the account", [disk({ ...good, encrypted: "false" }), ...account], "fail"],
    ["no flag", [disk({ kmsKeyId: good.kmsKeyId })], "fail", "encrypted is not set"],
    ["no flag, but the account encrypts", [disk({ kmsKeyId: good.kmsKeyId }), ...account], "pass"],
    ["no key", [disk({ encrypted: "true" })], "fail", "kmsKeyId is not set"],
    [
      "one bad disk of two",
      [broken(template, "blockDeviceMappings", [{ ebs: good }, { ebs: { encrypted: "false" } }])],
      "fail",
      "[1]",
    ],
    ["an unknown key", [disk({ ...good, kmsKeyId: unknown })], "unknown"],
    [
      "an unknown key of this stack",
      [{ ...disk({ ...good, kmsKeyId: unknown }), sources: { blockDeviceMappings: ["data"] } }, key],
      "pass",
    ],
    ["an unknown flag", [disk({ ...good, encrypted: unknown })], "unknown"],
    ["an unknown disk", [disk(unknown)], "unknown"],
    ["unknown mappings", [broken(template, "blockDeviceMappings", unknown)], "unknown"],
    ["mappings of the wrong type", [broken(template, "blockDeviceMappings", "all")], "fail", "wrong type"],
    ["a flag of the wrong type", [disk({ ...good, encrypted: 1 })], "fail", "wrong type"],
    ["a group without template", [broken(group, "launchTemplate", undefined)], "fail", "launchTemplate is not set"],
    [
      "a group without template, but the account encrypts",
      [broken(group, "launchTemplate", undefined), ...account],
      "pass",
    ],
    ["a group without template, the account half", [broken(group, "launchTemplate", undefined), account[0]!], "fail"],
    [
      "a group without template, the account off",
      [broken(group, "launchTemplate", undefined), broken(account[0]!, "enabled", false), account[1]!],
      "fail",
      "launchTemplate is not set, and encryption by default is off",
    ],
    [
      "a group without template, the account switch in words",
      [broken(group, "launchTemplate", undefined), broken(account[0]!, "enabled", "true"), account[1]!],
      "fail",
      "launchTemplate is not set, and enabled is of the wrong type; expected true",
    ],
    [
      "a group without template, an unknown account switch",
      [broken(group, "launchTemplate", undefined), broken(account[0]!, "enabled", unknown), account[1]!],
      "unknown",
      "enabled cannot be known before deployment; expected true",
    ],
    [
      "a group without template, the account on in so many words",
      [broken(group, "launchTemplate", undefined), broken(account[0]!, "enabled", true), account[1]!],
      "pass",
    ],
    [
      "a group without template, the account's key alone",
      [broken(group, "launchTemplate", undefined), account[1]!],
      "fail",
      "launchTemplate is not set, and the stack does not make the account encrypt volumes by default",
    ],
    [
      "a group without template, an unknown account key",
      [broken(group, "launchTemplate", undefined), account[0]!, broken(account[1]!, "keyArn", unknown)],
      "unknown",
    ],
    [
      "a group with a foreign template",
      [template, broken(group, "launchTemplate.id", "lt-9")],
      "unknown",
      "not part of this stack",
    ],
    ["a group with an unknown template", [template, unknownTemplate], "unknown"],
    [
      "a group with an unknown template of this stack",
      [template, { ...unknownTemplate, sources: { launchTemplate: ["workers-template"] } }],
      "pass",
    ],
    [
      "a group with an unknown template of this stack or of an instance",
      [template, instance, { ...unknownTemplate, sources: { launchTemplate: ["workers-template", "instance"] } }],
      "unknown",
    ],
    ["a group with a template of the wrong type", [broken(group, "launchTemplate", "lt-1")], "fail"],
  ]);
});

describe("NET-02 node addresses", () => {
  const [subnet, group, template] = [samples.subnet(), samples.nodeGroup(), samples.launchTemplate()];
  const bastion: Sample = {
    ...broken(template, "networkInterfaces", [{ associatePublicIpAddress: "true" }]),
    name: "bastion",
    outputs: { id: "lt-9" },
  };
  const machines = (props: Record<string, unknown>): Sample => ({
    type: "aws:autoscaling/group:Group",
    name: "machines",
    props,
  });
  const mixed = (launchTemplateId: unknown) => ({
    mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateId } } },
  });
  const unknownIds = { ...broken(group, "subnetIds", [unknown]), sources: { subnetIds: ["private-a"] } };
  const publicSubnet = broken(subnet, "mapPublicIpOnLaunch", true);
  const card = (value: unknown) => [broken(template, "networkInterfaces", [{ associatePublicIpAddress: value }])];
  cases("NET-02", [
    ["private subnets", [subnet, group], "pass"],
    ["beside a template that no nodes use", [subnet, group, template, bastion], "pass"],
    ["a template without nodes", [bastion], "fail", 'associatePublicIpAddress is "true"'],
    ["a template that nodes perhaps use", [subnet, broken(group, "launchTemplate.id", unknown), bastion], "fail"],
    ["a new template beside one that is elsewhere", [subnet, group, { ...bastion, outputs: {} }], "fail"],
    ["a new template beside the nodes' own", [subnet, group, template, { ...bastion, outputs: {} }], "pass"],
    ["a template of machines", [subnet, group, bastion, machines({ launchTemplate: { id: "lt-9" } })], "fail"],
    ["a template of mixed machines", [subnet, group, bastion, machines(mixed("lt-9"))], "fail"],
    ["a template of other machines", [subnet, group, bastion, machines(mixed("lt-8"))], "pass"],
    ["private by default", [broken(subnet, "mapPublicIpOnLaunch", undefined), group], "pass"],
    ["a public subnet", [publicSubnet, group], "fail", "subnet private-a: mapPublicIpOnLaunch is true"],
    ["an unknown subnet flag", [broken(subnet, "mapPublicIpOnLaunch", unknown), group], "unknown"],
    ["a subnet of another stack", [group], "unknown", "not part of this stack"],
    ["unknown ids", [subnet, { ...unknownIds, sources: {} }], "unknown"],
    ["unknown ids of private subnets", [subnet, unknownIds], "pass"],
    ["unknown ids of public subnets", [publicSubnet, unknownIds], "fail"],
    [
      "unknown ids of a private subnet or the account's default one",
      [
        subnet,
        { type: "aws:ec2/defaultSubnet:DefaultSubnet", name: "default", props: {} },
        { ...unknownIds, sources: { subnetIds: ["private-a", "default"] } },
      ],
      "unknown",
    ],
    [
      "unknown ids of private subnets, handed on by a component",
      [samples.compliantCluster(), subnet, { ...unknownIds, sources: { subnetIds: ["private-a", "main"] } }],
      "pass",
    ],
    [
      "an unknown list of private subnets",
      [subnet, { ...unknownIds, props: { ...group.props, subnetIds: unknown } }],
      "pass",
    ],
    ["no subnets", [broken(group, "subnetIds", undefined)], "fail"],
    ["subnets of the wrong type", [broken(group, "subnetIds", "subnet-a"), subnet], "fail"],
    ["no network interface", [template], "pass"],
    ["an interface with an address", card("true"), "fail", 'is "true"'],
    ["an interface with an address, as a flag", card(true), "fail"],
    ["an interface without address", card("false"), "pass"],
    ["an interface that leaves it to the subnet", card(undefined), "pass"],
    ["an unknown interface flag", card(unknown), "unknown"],
    ["unknown interfaces", [broken(template, "networkInterfaces", unknown)], "unknown"],
    ["interfaces of the wrong type", [broken(template, "networkInterfaces", "none")], "fail"],
  ]);
});

describe("LOG-02 log retention", () => {
  const [cluster, group] = [samples.cluster(), samples.logGroup()];
  const days = (value: unknown) => [cluster, broken(group, "retentionInDays", value)];
  const nameless = broken(cluster, "name", undefined);
  cases("LOG-02", [
    ["a year", [cluster, group], "pass"],
    ["six years", days(2192), "pass"],
    ["too short", days(180), "fail", "is 180; expected 365 to 2192"],
    ["too long", days(2557), "fail"],
    ["a period that CloudWatch does not offer", days(366), "fail", "is 366, which CloudWatch Logs does not offer"],
    ["kept for two days by its class", [cluster, broken(group, "logGroupClass", "DELIVERY")], "fail", '"DELIVERY"'],
    ["of the class of rare reads", [cluster, broken(group, "logGroupClass", "INFREQUENT_ACCESS")], "pass"],
    ["of an unknown class", [cluster, broken(group, "logGroupClass", unknown)], "unknown"],
    ["of a class of the wrong type", [cluster, broken(group, "logGroupClass", 1)], "fail"],
    ["for ever", days(0), "fail", "keeps everything for ever"],
    ["for ever by default", days(undefined), "fail", "not set"],
    ["an unknown period", days(unknown), "unknown"],
    ["a period of the wrong type", days("365"), "fail"],
    ["no log group", [cluster], "fail", "EKS makes one that keeps everything for ever"],
    ["another cluster's log group", [cluster, broken(group, "name", "/aws/eks/other/cluster")], "fail"],
    ["a log group of unknown name", [cluster, broken(group, "name", unknown)], "unknown"],
    ["a cluster of unknown name", [nameless, group], "unknown", "the cluster's name cannot be known"],
    ["a cluster whose name the outputs tell", [{ ...nameless, outputs: { name: "main" } }, group], "pass"],
    [
      "a log group named after a cluster of unknown name",
      [nameless, { ...broken(group, "name", unknown), sources: { name: ["main"] } }],
      "unknown",
      "name the cluster",
    ],
    [
      "another log group named after a cluster of unknown name",
      [nameless, { ...broken(group, "name", unknown), sources: { name: ["main"] } }, { ...group, name: "audit" }],
      "unknown",
    ],
    [
      "a log group of the same name in another region of one provider",
      [broken(cluster, "region", "eu-west-1"), broken(group, "region", "eu-west-3")],
      "fail",
      "the stack holds no log group",
    ],
    [
      "the log group in the cluster's region, beside one of another",
      [
        broken(cluster, "region", "eu-west-1"),
        { ...broken(broken(group, "region", "eu-west-3"), "retentionInDays", 0), name: "far" },
        broken(group, "region", "eu-west-1"),
      ],
      "pass",
    ],
    [
      "a log group of the same name by another provider",
      [
        { ...cluster, provider: "here" },
        { ...group, provider: "there" },
      ],
      "unknown",
      "perhaps in another account or region",
    ],
    [
      "the log group, and one of the same name in another region",
      [
        { ...cluster, provider: "here" },
        { ...broken(group, "retentionInDays", 0), provider: "there", name: "far" },
        { ...group, provider: "here" },
      ],
      "pass",
    ],
    ["no cluster", [group], "not-applicable"],
  ]);
});
