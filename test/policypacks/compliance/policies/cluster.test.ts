import { broken, type Sample, samples, unknown } from "../../../support/samples";
import { cases } from "../cases";

const cluster = samples.cluster();
const key = samples.key();
const withSource = (sample: Sample, property: string, ...names: string[]): Sample => ({
  ...sample,
  sources: { [property]: names },
});
const unknownKey = broken(cluster, "encryptionConfig.provider.keyArn", unknown);
const alias: Sample = { type: "aws:kms/alias:Alias", name: "alias", props: {} };
const parameter: Sample = { type: "aws:ssm/parameter:Parameter", name: "parameter", props: {} };

describe("ENC-01 cluster encryption", () => {
  cases("ENC-01", [
    ["a customer-managed key", [cluster], "pass"],
    [
      "no encryption",
      [broken(cluster, "encryptionConfig", undefined)],
      "fail",
      "encryptionConfig.provider.keyArn is not set",
    ],
    ["no key", [broken(cluster, "encryptionConfig.provider", undefined)], "fail"],
    [
      "no resources",
      [broken(cluster, "encryptionConfig.resources", undefined)],
      "fail",
      "resources is not set; expected secrets",
    ],
    ["other resources", [broken(cluster, "encryptionConfig.resources", ["configmaps"])], "fail", "lacks secrets"],
    [
      "a key of AWS",
      [broken(cluster, "encryptionConfig.provider.keyArn", "alias/aws/eks")],
      "fail",
      "a key that AWS manages",
    ],
    ["an unknown key", [unknownKey, key], "unknown", "keyArn cannot be known before deployment"],
    [
      "an unknown key of this stack",
      [withSource(unknownKey, "encryptionConfig", "data"), key],
      "pass",
      "comes from a KMS key of this stack",
    ],
    [
      "an unknown key with its alias",
      [withSource(unknownKey, "encryptionConfig", "data", "alias"), key, alias],
      "pass",
    ],
    ["an unknown alias alone", [withSource(unknownKey, "encryptionConfig", "alias"), alias], "unknown"],
    [
      "an unknown key mixed with a parameter",
      [withSource(unknownKey, "encryptionConfig", "data", "parameter"), key, parameter],
      "unknown",
    ],
    ["an unknown provider block", [broken(cluster, "encryptionConfig", unknown)], "unknown"],
    ["an unknown resource in the list", [broken(cluster, "encryptionConfig.resources", [unknown])], "unknown"],
    [
      "a text that holds an unknown",
      [broken(cluster, "encryptionConfig.provider.keyArn", `arn:${unknown}`)],
      "unknown",
    ],
    [
      "a key of the wrong type",
      [broken(cluster, "encryptionConfig.provider.keyArn", true)],
      "fail",
      "no key reference",
    ],
    ["encryption of the wrong type", [broken(cluster, "encryptionConfig", "yes")], "fail", "wrong type"],
    ["resources of the wrong type", [broken(cluster, "encryptionConfig.resources", "secrets")], "fail"],
    ["null for the key", [broken(cluster, "encryptionConfig.provider.keyArn", null)], "fail", "not set"],
  ]);
});

describe("IAM-01 cluster access", () => {
  const set = (property: string, value: unknown) => [broken(cluster, `accessConfig.${property}`, value)];
  cases("IAM-01", [
    ["access entries alone", [cluster], "pass"],
    ["both ways during a migration", set("authenticationMode", "API_AND_CONFIG_MAP"), "pass"],
    [
      "the config map",
      set("authenticationMode", "CONFIG_MAP"),
      "fail",
      'is "CONFIG_MAP"; expected "API" or "API_AND_CONFIG_MAP"',
    ],
    ["no mode", set("authenticationMode", undefined), "fail", 'not set, which means "CONFIG_MAP"'],
    ["an unknown mode", set("authenticationMode", unknown), "unknown"],
    ["a mode that it does not print", set("authenticationMode", "hunter2"), "fail", "is another text"],
    ["the creator as administrator", set("bootstrapClusterCreatorAdminPermissions", true), "fail"],
    [
      "the default for the creator",
      set("bootstrapClusterCreatorAdminPermissions", undefined),
      "fail",
      "which means true",
    ],
    ["a text for the flag", set("bootstrapClusterCreatorAdminPermissions", "false"), "fail"],
    ["an unknown flag", set("bootstrapClusterCreatorAdminPermissions", unknown), "unknown"],
    [
      "a failure beside an unknown",
      [
        broken(
          broken(cluster, "accessConfig.authenticationMode", unknown),
          "accessConfig.bootstrapClusterCreatorAdminPermissions",
          true,
        ),
      ],
      "fail",
    ],
    ["no access configuration", [broken(cluster, "accessConfig", undefined)], "fail"],
  ]);
});

describe("LOG-01 control-plane logs", () => {
  const set = (value: unknown) => [broken(cluster, "enabledClusterLogTypes", value)];
  cases("LOG-01", [
    ["all five types", [cluster], "pass"],
    ["one type missing", set(["api", "audit", "authenticator", "scheduler"]), "fail", "lacks controllerManager"],
    ["none", set(undefined), "fail", "not set"],
    ["an empty list", set([]), "fail"],
    ["an unknown list", set(unknown), "unknown"],
    ["an unknown element for the missing one", set(["api", "audit", "authenticator", "scheduler", unknown]), "unknown"],
    ["one unknown element for two missing", set(["api", "audit", "authenticator", unknown]), "fail"],
    ["a text", set("api"), "fail", "wrong type"],
  ]);
});

describe("NET-01 API endpoint", () => {
  const open = broken(cluster, "vpcConfig.endpointPublicAccess", true);
  const to = (cidrs: unknown) => [broken(open, "vpcConfig.publicAccessCidrs", cidrs)];
  cases("NET-01", [
    ["private", [cluster], "pass"],
    ["public without CIDRs", [open], "fail", "which means 0.0.0.0/0"],
    ["public by default", [broken(cluster, "vpcConfig.endpointPublicAccess", undefined)], "fail", "0.0.0.0/0"],
    ["public with an empty list", to([]), "fail", "0.0.0.0/0"],
    ["public for everybody", to(["0.0.0.0/0"]), "fail", "open to the internet (IPv4) through 0.0.0.0/0"],
    ["public in two halves", to(["0.0.0.0/1", "128.0.0.0/1"]), "fail", "IPv4"],
    ["public in four quarters", to(["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"]), "fail"],
    ["public for every IPv6 address", to(["::/0"]), "fail", "IPv6"],
    ["public for all global IPv6 addresses", to(["2000::/3"]), "fail"],
    ["public for one office", to(["203.0.113.0/24", "2001:db8::/32"]), "pass", "203.0.113.0/24, 2001:db8::/32 only"],
    ["public for no CIDR", to(["office"]), "fail", "publicAccessCidrs[0] is no CIDR"],
    ["public for an unknown list", to(unknown), "unknown"],
    ["public for an unknown CIDR", to(["203.0.113.0/24", unknown]), "unknown", "publicAccessCidrs[1]"],
    ["public for an unknown CIDR beside everybody", to([unknown, "0.0.0.0/0"]), "fail"],
    ["public for a text", to("203.0.113.0/24"), "fail", "wrong type"],
    [
      "unknown whether public, narrow CIDRs",
      [
        broken(broken(cluster, "vpcConfig.endpointPublicAccess", unknown), "vpcConfig.publicAccessCidrs", [
          "203.0.113.0/24",
        ]),
      ],
      "pass",
    ],
    [
      "unknown whether public, no CIDRs",
      [broken(cluster, "vpcConfig.endpointPublicAccess", unknown)],
      "unknown",
      "should it be true",
    ],
    ["a text for public", [broken(cluster, "vpcConfig.endpointPublicAccess", "false")], "fail", "wrong type"],
    [
      "no private access",
      [broken(cluster, "vpcConfig.endpointPrivateAccess", undefined)],
      "fail",
      "endpointPrivateAccess is not set, which means false",
    ],
    ["private access off", [broken(cluster, "vpcConfig.endpointPrivateAccess", false)], "fail"],
    ["unknown private access", [broken(cluster, "vpcConfig.endpointPrivateAccess", unknown)], "unknown"],
    ["an unknown vpcConfig", [broken(cluster, "vpcConfig", unknown)], "unknown"],
    ["a vpcConfig of the wrong type", [broken(cluster, "vpcConfig", [])], "fail", "wrong type"],
  ]);
});
