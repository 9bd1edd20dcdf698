import { charts } from "../../../../../catalogue";
import { releaseOf } from "../../../../support/addon-samples";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";

const cluster = samples.cluster();
const second: Sample = { ...cluster, name: "second" };
const elsewhere = (sample: Sample): Sample => ({ ...sample, name: `${sample.name}-other`, provider: "other" });

describe("MON-01 Falco", () => {
  const declared = samples.falco();
  const [nodes, audit] = [
    releaseOf("falco"),
    releaseOf(
      "falco",
      { "driver.enabled": false, "falco.load_plugins": ["k8saudit-eks", "json"] },
      Object.values(charts).find(({ chart, release }) => chart === "falco" && release.includes("audit"))?.release ??
        "audit",
    ),
  ];
  const releases = (...names: unknown[]) =>
    broken(
      declared,
      "releases",
      names.map((name) => ({ chart: "falco", release: name, version: "1.0.0", securityValues: {} })),
    );
  cases("MON-01", [
    ["declared", [cluster, declared], "pass"],
    ["released", [cluster, nodes, audit], "pass"],
    ["released by a chart resource", [cluster, nodes, { ...audit, type: "kubernetes:helm.sh/v4:Chart" }], "pass"],
    ["absent", [cluster], "fail", "the stack holds no Falco on the nodes"],
    ["on the nodes alone", [cluster, nodes], "fail", "the stack holds no Falco on the audit log"],
    ["on the audit log alone", [cluster, audit], "fail", "the stack holds no Falco on the nodes"],
    ["declared on the nodes alone", [cluster, releases("falco")], "fail", "no Falco on the audit log"],
    ["declared on the audit log alone", [cluster, releases("falco-k8s-audit")], "fail", "no Falco on the nodes"],
    ["an unknown release", [cluster, releases("falco", unknown)], "unknown"],
    ["an unknown declaration", [cluster, broken(declared, "releases", unknown)], "unknown"],
    ["a declaration of the wrong type", [cluster, broken(declared, "releases", "falco")], "fail"],
    [
      "no plugin",
      [cluster, nodes, broken(audit, "values.falco.load_plugins", undefined)],
      "fail",
      "no Falco on the audit log",
    ],
    ["another plugin", [cluster, nodes, broken(audit, "values.falco.load_plugins", ["json"])], "fail"],
    ["an unknown plugin", [cluster, nodes, broken(audit, "values.falco.load_plugins", [unknown])], "unknown"],
    ["unknown plugins", [cluster, nodes, broken(audit, "values.falco.load_plugins", unknown)], "unknown"],
    ["plugins of the wrong type", [cluster, nodes, broken(audit, "values.falco.load_plugins", "k8saudit")], "fail"],
    ["an unknown driver", [cluster, broken(nodes, "values.driver.enabled", unknown), audit], "unknown"],
    ["a driver of the wrong type", [cluster, broken(nodes, "values.driver.enabled", "yes"), audit], "fail"],
    [
      "an unknown chart",
      [cluster, broken(nodes, "chart", unknown), audit],
      "unknown",
      "on the nodes for each cluster cannot be known",
    ],
    ["one pair for two", [cluster, second, nodes, audit], "unknown", "2 clusters and 1 Falco on the nodes"],
    ["a pair for each", [cluster, second, nodes, audit, elsewhere(nodes), elsewhere(audit)], "pass"],
    ["no cluster", [declared], "not-applicable"],
  ]);
});

describe("SEC-01 external secrets", () => {
  const [declared, store] = [samples.externalSecrets(), samples.clusterSecretStore()];
  const conditions = (value: unknown) => [cluster, declared, broken(store, "spec.conditions", value)];
  cases("SEC-01", [
    ["a store for named namespaces", [cluster, declared, store], "pass"],
    ["no store", [cluster, declared], "pass"],
    ["released", [cluster, releaseOf("external-secrets")], "pass"],
    [
      "released from an OCI registry",
      [cluster, broken(releaseOf("external-secrets"), "chart", "oci://registry.example/charts/external-secrets")],
      "pass",
    ],
    [
      "an older version of the API",
      [cluster, declared, { ...store, type: "kubernetes:external-secrets.io/v1beta1:ClusterSecretStore" }],
      "pass",
    ],
    ["absent", [cluster, store], "fail", "the stack holds no external-secrets"],
    ["another chart", [cluster, releaseOf("vault")], "fail"],
    ["an unknown chart", [cluster, releaseOf("vault"), broken(releaseOf("x"), "chart", unknown)], "unknown"],
    ["one for two", [cluster, second, declared], "unknown", "2 clusters and 1 external-secrets"],
    ["no conditions", conditions(undefined), "fail", "every namespace may use the store"],
    ["an empty list of conditions", conditions([]), "fail"],
    ["unknown conditions", conditions(unknown), "unknown"],
    ["an unknown condition", conditions([unknown]), "unknown"],
    ["conditions of the wrong type", conditions("payments"), "fail", "wrong type"],
    ["a condition of the wrong type", conditions(["payments"]), "fail"],
    ["a condition without any", conditions([{}]), "fail", "lets every namespace in"],
    ["one open condition of two", conditions([{ namespaces: ["payments"] }, { namespaceSelector: {} }]), "fail"],
    ["labels", conditions([{ namespaceSelector: { matchLabels: { team: "shop" } } }]), "pass"],
    ["no labels", conditions([{ namespaceSelector: { matchLabels: {} } }]), "fail"],
    ["unknown labels", conditions([{ namespaceSelector: { matchLabels: unknown } }]), "unknown"],
    ["a pattern", conditions([{ namespaceRegexes: ["^shop-"] }]), "pass"],
    ["a pattern of everything", conditions([{ namespaceRegexes: [".*"] }]), "fail"],
    ["an unknown pattern", conditions([{ namespaceRegexes: [unknown] }]), "unknown"],
    ["an unknown namespace", conditions([{ namespaces: unknown }]), "unknown"],
    [
      "an unknown item of a list",
      [
        cluster,
        declared,
        { type: "kubernetes:external-secrets.io/v1:ClusterSecretStoreList", name: "l", props: { items: [unknown] } },
      ],
      "unknown",
    ],
    ["an open store without a cluster", [broken(store, "spec.conditions", undefined)], "fail"],
    ["no cluster", [declared], "not-applicable"],
  ]);
});

describe("BCK-01 Velero", () => {
  const declared = samples.velero();
  const schedule = (path: string, value: unknown) => [cluster, broken(declared, `schedules.0.${path}`, value)];
  const values = (daily: unknown, more: Record<string, unknown> = {}) => [
    cluster,
    releaseOf("velero", { "schedules.daily": daily, ...more }),
  ];
  const daily = { schedule: "0 3 * * *", template: { ttl: "720h", includedNamespaces: ["*"] } };
  const template = (more: Record<string, unknown>) => values({ ...daily, template: { ...daily.template, ...more } });
  const object = (spec: unknown = daily): Sample => ({
    type: "kubernetes:velero.io/v1:Schedule",
    name: "daily",
    props: { apiVersion: "velero.io/v1", kind: "Schedule", spec },
    provider: "cluster",
  });
  const bare = releaseOf("velero");
  cases("BCK-01", [
    ["declared", [cluster, declared], "pass"],
    ["by a value", values(daily), "pass"],
    ["by an object", [cluster, bare, object()], "pass"],
    ["absent", [cluster, object()], "fail", "the stack holds no Velero"],
    ["no schedule", [cluster, bare], "fail", "no schedule makes backups"],
    ["no declared schedule", [cluster, broken(declared, "schedules", [])], "fail", "no schedule makes backups"],
    ["unknown declared schedules", [cluster, broken(declared, "schedules", unknown)], "unknown"],
    ["an unknown declared schedule", [cluster, broken(declared, "schedules", [unknown])], "unknown"],
    ["declared schedules of the wrong type", [cluster, broken(declared, "schedules", "daily")], "fail"],
    ["every week", schedule("cron", "0 3 * * 0"), "fail", "leaves days out"],
    ["no cron", schedule("cron", undefined), "fail", "cron is not set"],
    ["no words of cron", schedule("cron", "s3cret"), "fail", "is no schedule of cron"],
    ["an unknown cron", schedule("cron", unknown), "unknown"],
    ["a cron of the wrong type", schedule("cron", 3), "fail", "wrong type"],
    ["a week", schedule("ttlDays", 7), "fail", "ttlDays is 7; expected at least 30"],
    ["no end", schedule("ttlDays", undefined), "fail"],
    ["an unknown end", schedule("ttlDays", unknown), "unknown"],
    ["named namespaces", schedule("namespaces", ["payments"]), "pass"],
    ["unknown namespaces", schedule("namespaces", unknown), "unknown"],
    ["namespaces of the wrong type", schedule("namespaces", "payments"), "fail"],
    ["a namespace of the wrong type", schedule("namespaces", [1]), "fail"],
    ["the usual end", template({ ttl: undefined }), "pass"],
    ["a week, as Go writes it", template({ ttl: "168h0m0s" }), "fail", "ttl is 168h; expected 720h or more"],
    ["no duration", template({ ttl: "30d" }), "fail", "is no duration"],
    ["another usual end", values({ schedule: "@daily" }, { "configuration.defaultBackupTTL": "24h" }), "fail", "24h"],
    ["an unknown usual end", values({ schedule: "@daily" }, { "configuration.defaultBackupTTL": unknown }), "unknown"],
    ["a usual end that is not asked", values(daily, { "configuration.defaultBackupTTL": "24h" }), "pass"],
    ["switched off", values({ ...daily, disabled: true }), "fail", "so it makes no backups"],
    ["switched off, maybe", values({ ...daily, disabled: unknown }), "unknown"],
    ["paused", [cluster, bare, object({ ...daily, paused: true })], "fail", "the schedule is paused"],
    ["paused beside a good one", [...values(daily), object({ ...daily, paused: true })], "fail"],
    [
      "an object without an end",
      [...values(daily), object({ schedule: "@daily" })],
      "fail",
      "how long backups are kept",
    ],
    ["an object alone", [object()], "not-applicable"],
    ["some labels", template({ labelSelector: { matchLabels: { backup: "yes" } } }), "fail", "leaves out"],
    ["some kinds", template({ includedResources: ["deployments"] }), "fail"],
    ["all kinds", template({ includedResources: ["*"] }), "pass"],
    ["all but some kinds", template({ excludedResources: ["secrets"] }), "fail", "leaves out what it names"],
    ["all but every kind", template({ excludedResources: ["*"] }), "fail"],
    ["all but no kind", template({ excludedResources: [] }), "pass"],
    ["all but one namespace", template({ excludedNamespaces: ["payments"] }), "fail"],
    ["unknown exclusions", template({ excludedNamespaceScopedResources: unknown }), "unknown"],
    ["exclusions of the wrong type", template({ excludedClusterScopedResources: "nodes" }), "fail", "wrong type"],
    ["no volumes", template({ snapshotVolumes: false }), "fail", "snapshotVolumes is false; expected true"],
    ["volumes, in words", template({ snapshotVolumes: true }), "pass"],
    ["unknown volumes", template({ snapshotVolumes: unknown }), "unknown"],
    ["nothing outside of namespaces", template({ includeClusterResources: false }), "fail"],
    ["unknown kinds", template({ includedResources: unknown }), "unknown"],
    ["unknown values", [cluster, broken(bare, "values", unknown)], "unknown"],
    ["an unknown schedule among the values", values(unknown), "unknown"],
    ["schedules of the wrong type", [cluster, broken(bare, "values.schedules", ["daily"])], "fail"],
    ["an unknown object", [cluster, bare, object(unknown)], "unknown"],
    ["a good schedule beside a bad one", [...values(daily), object({ ...daily, schedule: "@weekly" })], "pass"],
    [
      "an unknown item of a list",
      [cluster, bare, { type: "kubernetes:velero.io/v1:ScheduleList", name: "l", props: { items: [unknown] } }],
      "unknown",
    ],
    ["one for two", [cluster, second, ...values(daily).slice(1)], "unknown", "2 clusters and 1 Velero"],
    [
      "schedules in one of two",
      [cluster, second, ...values(daily).slice(1), elsewhere(bare)],
      "unknown",
      "2 clusters, and schedules for 1 of them",
    ],
    [
      "a schedule of each, one of them an object",
      [cluster, second, ...values(daily).slice(1), elsewhere(bare), elsewhere(object())],
      "pass",
    ],
    [
      "a schedule that is declared and released, and none in the second cluster",
      [cluster, second, declared, { ...values(daily)[1]!, parent: declared.name }, elsewhere(bare)],
      "unknown",
      "2 clusters, and schedules for 1 of them",
    ],
    [
      "the same schedule, declared and released",
      [cluster, second, declared, { ...values(daily)[1]!, parent: declared.name }],
      "unknown",
    ],
    ["no cluster", [declared], "not-applicable"],
  ]);
});
