import { type Change, inherited, losing, rare, row } from "./row";

/** What is watched in the cluster, and who is told. */
export const falco: Change[] = [
  row("rampart:falco", inherited, "another tool that watches: ours goes, and what it recorded is protected", [], {
    ...rare,
    keys: ["rampart:falco.mode"],
    refused: losing("prod-falco-alerts"),
  }),
  row("rampart:falco.regulatedNamespaces", ["shop", "orders"], "a namespace with regulated data more", [
    "update Release prod-falco-falco: values",
  ]),
  row(
    "rampart:falco.dataMounts",
    [{ namespace: "shop", path: "/var/lib/orders", readers: ["/usr/local/bin/orders"] }],
    "a folder with regulated data",
    ["update Release prod-falco-falco: values"],
  ),
  row("rampart:falco.allowedNetworks", ["10.0.0.0/8", "169.254.170.23/32"], "fewer networks to connect to", [
    "update Release prod-falco-falco: values",
  ]),
  row("rampart:falco.allowedPorts", [5432], "a port to connect to", ["update Release prod-falco-falco: values"]),
  row(
    "rampart:falco.automationUsers",
    ["arn:aws:sts::444455556666:assumed-role/ci/*"],
    "another user that is a machine",
    ["update Release prod-falco-falco-k8saudit: values"],
  ),
  row(
    "rampart:falco.breakGlassUsers",
    ["arn:aws:sts::444455556666:assumed-role/fire/*"],
    "another user for emergencies",
    ["update Release prod-falco-falco-k8saudit: values"],
  ),
  row(
    "rampart:falco.rules.syscall",
    [
      {
        rule: "Package manager in a container",
        override: { exceptions: "append" },
        exceptions: [{ name: "known_namespace", values: [["builds"]] }],
      },
    ],
    "an exception of a rule",
    ["update Release prod-falco-falco: values"],
  ),
  row(
    "rampart:falco.rules.audit",
    [
      {
        rule: "Namespace of the shop deleted",
        desc: "Nobody does so by hand.",
        condition: "ka.verb = delete",
        output: "Namespace deleted (user=%ka.user.name)",
        priority: "CRITICAL",
        source: "k8s_audit",
      },
    ],
    "a rule more for the audit log",
    ["update Release prod-falco-falco-k8saudit: values"],
  ),
  row("rampart:falco.disabledUpstreamRules", ["Contact K8S API Server From Container"], "a rule less", [
    "update Release prod-falco-falco: values",
  ]),
  row("rampart:falco.routes.topic", "critical", "fewer alerts to the topic", [
    "update Falco prod-falco",
    "update Release prod-falco-falcosidekick: values",
  ]),
  row("rampart:falco.routes.log", "warning", "fewer alerts in the log", [
    "update Falco prod-falco",
    "update Release prod-falco-falcosidekick: values",
  ]),
  row(
    "rampart:falco.routes.webhook",
    { secretName: "pager", secretKey: "address", priority: "warning" },
    "alerts to an address of yours",
    [
      "update Falco prod-falco",
      "update NetworkPolicy prod-falco-falco-allow-falcosidekick: spec",
      "update Release prod-falco-falcosidekick: values",
    ],
    {
      keys: [
        "rampart:falco.routes.webhook.secretName",
        "rampart:falco.routes.webhook.secretKey",
        "rampart:falco.routes.webhook.priority",
      ],
    },
  ),
  row("rampart:falco.metricsNamespace", "monitoring", "metrics that a namespace may read", [
    "update NetworkPolicy prod-falco-falco-allow-{falco,falco-k8saudit,falcosidekick}: spec",
  ]),
  row("rampart:falco.values.falco", { resources: { requests: { cpu: "200m" } } }, "a value of Falco's chart", [
    "update Release prod-falco-falco: values",
  ]),
  row(
    "rampart:falco.values.audit",
    { podAnnotations: { "example.com/team": "security" } },
    "a value of Falco's chart for the audit log",
    ["update Release prod-falco-falco-k8saudit: values"],
  ),
  row(
    "rampart:falco.values.sidekick",
    { podAnnotations: { "example.com/team": "security" } },
    "a value of falcosidekick's chart",
    ["update Release prod-falco-falcosidekick: values"],
  ),
];
