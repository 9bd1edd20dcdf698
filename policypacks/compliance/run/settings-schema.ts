import type { PolicyConfigSchema } from "@pulumi/policy";

type Property = PolicyConfigSchema["properties"][string];

const texts = (description: string): Property => ({
  type: "array",
  items: { type: "string" },
  description,
});
const wholeNumber = (description: string): Property => ({ type: "integer", description });
const map = (description: string, properties: Record<string, Property>): Property => ({
  type: "object",
  description,
  properties,
});

/**
 * The settings of the pack as the engine knows them: what there is, and of which type. What they may say is judged when
 * they are read, with every mistake at once.
 */
export const settingsSchema: PolicyConfigSchema = {
  properties: {
    levels: { type: "object", description: "Level by control id: mandatory, advisory or disabled." },
    allowUnknown: texts("Controls that may stay unknown at preview."),
    regimes: texts("Regimes to report on."),
    supportedVersions: texts("Minor versions of Kubernetes that may run."),
    keyDeletionDays: wholeNumber("Fewest days before a key that is to be deleted is gone."),
    serviceProvider: { type: "boolean", description: "Whether PCI DSS binds the organisation as a service provider." },
    logRetentionDays: map("Days that audit logs are kept, within what the regimes ask for.", {
      least: wholeNumber("Fewest days."),
      most: wholeNumber("Most days."),
    }),
    cidrFloor: map("Shortest prefixes of ranges that rules may let in.", {
      ipv4: wholeNumber("Of IPv4, 8 to 32."),
      ipv6: wholeNumber("Of IPv6, 16 to 128."),
    }),
    adminPrincipals: texts("ARNs of roles and users that may administer a cluster."),
    regions: texts("Regions that resources may be in, within what the regimes allow."),
    requiredTags: texts("Keys of tags that what holds data must bear."),
    rules: map("What rules on Kubernetes objects compare with.", {
      registries: texts("Prefixes of image names that are welcome, with the slash after the host."),
      exposed: texts("Services and Ingresses (namespace/name) and load balancers that the internet may reach."),
      clusterAdmins: texts("Subjects (Kind:name) that may be bound to cluster-admin."),
      trustedRoles: texts("ClusterRoles (name) and Roles (namespace/name) that may do what a role else must not."),
    }),
  },
};
