import { expect } from "chai";
import type { Mistake } from "../../../../catalogue";
import { resolveFalcoAddon } from "../../../../components/addons/falco";
import { keyArn, least, refusals, withTopic } from "./support";

const rule = (more: Record<string, unknown>) => ({
  rule: "Sample",
  desc: "A sample",
  condition: "evt.type = open",
  output: "opened",
  priority: "notice",
  ...more,
});

describe("addons/falco: arguments", () => {
  it("tell every mistake in their form at once", () => {
    const found = refusals({
      cluster: { name: "" },
      logGroup: { name: "a group", keyArn: "", retentionDays: 366 },
      topic: { arn: 1 },
      regulatedNamespaces: ["Payments"],
      dataMounts: [{ namespace: "payments", path: "/srv/data/", readers: ['/app/"x"'] }],
      allowedNetworks: ["10.0.0.1/8"],
      allowedPorts: [0],
      automationUsers: ["a*b"],
      breakGlassUsers: [""],
      disabledUpstreamRules: ["Terminal shell in a container"],
      routes: { topic: "emergency", log: "info", webhook: { secretName: "Chat", priority: "warn" } },
      metricsNamespace: "-",
      rules: { syscal: [] },
      values: { falcosidekick: {} },
    });
    expect(Object.keys(found)).to.have.members([
      "cluster.name",
      "logGroup.name",
      "logGroup.keyArn",
      "logGroup.retentionDays",
      "topic.arn",
      "regulatedNamespaces[0]",
      "dataMounts[0].path",
      "dataMounts[0].readers[0]",
      "allowedNetworks[0]",
      "allowedPorts[0]",
      "automationUsers[0]",
      "breakGlassUsers[0]",
      "disabledUpstreamRules[0]",
      "routes.topic",
      "routes.log",
      "routes.webhook.secretName",
      "routes.webhook.priority",
      "metricsNamespace",
      "rules.syscal",
      "values.falcosidekick",
    ]);
  });

  it("are asked for tags that AWS takes", () => {
    const found = refusals({ ...least, cluster: { name: "main", tags: { "aws:owner": "us" } } });
    expect(Object.keys(found)).to.deep.equal(["cluster.tags.aws:owner"]);
  });

  it("allow the cluster's own addresses by themselves, and not the instance's metadata", () => {
    const mistakes: Mistake[] = [];
    const { rules } = resolveFalcoAddon({}, { logGroup: { name: "/aws/eks/main/falco" } }, "falco", mistakes);
    const items = JSON.parse(rules.syscall["10-rampart.yaml"]!) as Record<string, unknown>[];
    expect(mistakes).to.deep.equal([]);
    expect(items.find(({ list }) => list === "rampart_allowed_networks")!["items"]).to.deep.equal(
      [
        ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.170.23/32"],
        ...["::1/128", "fd00::/8"],
      ].map((each) => `"${each}"`),
    );
  });

  it("ask for what has no default", () => {
    expect(Object.keys(refusals({}))).to.have.members(["cluster", "logGroup"]);
  });

  it("refuse rules that Falco would not load as they are meant", () => {
    const found = refusals({
      ...least,
      rules: {
        syscall: [
          rule({ condition: "evt.type = open and proc.nmae = cat" }),
          rule({ rule: "Another", priority: "loud" }),
        ],
        audit: [rule({})],
      },
    });
    expect(found).to.deep.equal({
      "rules.syscall[0].condition": "got field proc.nmae; expected `proc.name`",
      "rules.syscall[1].priority":
        'got "loud"; expected one of emergency, alert, critical, error, warning, notice, informational, debug, info',
      "rules.audit[0].source": "got syscall; expected `source: k8s_audit`: this Falco skips rules of another source",
    });
  });

  it("refuse whatever would weaken a rule of ours, and take what names known good", () => {
    const change = (key: string, how: string, value: unknown) => ({
      rule: "Package manager in a container",
      [key]: value,
      override: { [key]: how },
    });
    const found = refusals({
      ...least,
      rules: {
        syscall: [
          change("enabled", "replace", false),
          change("condition", "append", "and evt.type = open"),
          change("priority", "replace", "debug"),
          {
            rule: "Package manager in a container",
            condition: "evt.type = open",
            desc: "-",
            output: "-",
            priority: "debug",
          },
          { macro: "rampart_in_container", condition: "evt.type = open", override: { condition: "replace" } },
          { list: "rampart_shells", items: [], override: { items: "replace" } },
          // Known good, and more of the same.
          change("exceptions", "append", [{ name: "known_namespace", values: [["builds"]] }]),
          change("tags", "append", ["team"]),
          { list: "rampart_shells", items: ["nu"], override: { items: "append" } },
        ],
      },
    });
    expect(Object.keys(found)).to.deep.equal([
      "rules.syscall[3].rule",
      "rules.syscall[0].enabled",
      "rules.syscall[1].condition",
      "rules.syscall[2].priority",
      "rules.syscall[4].condition",
      "rules.syscall[5].items",
    ]);
    expect(found["rules.syscall[0].enabled"]).to.equal(
      'got replace in the rule "Package manager in a container", which carries MON-01; expected exceptions to append',
    );
  });

  it("refuse values that carry a control, and priorities that falcosidekick would not know", () => {
    const found = refusals({
      ...withTopic,
      values: {
        falco: { driver: { kind: "kmod" }, tolerations: [], falco: { rules: [], http_output: null }, customRules: {} },
        audit: { controller: { deployment: { replicas: 2 } } },
        sidekick: {
          config: {
            slack: { minimumpriority: "info" },
            teams: { minimumpriority: "error" },
            existingSecret: "mine",
            extraEnv: [],
          },
        },
      },
    });
    expect(Object.keys(found)).to.have.members([
      "values.falco.driver.kind",
      "values.falco.tolerations",
      "values.falco.falco.rules",
      "values.falco.falco.http_output.enabled",
      "values.falco.falco.http_output.url",
      "values.falco.customRules",
      "values.audit.controller.deployment.replicas",
      "values.sidekick.config.slack.minimumpriority",
      "values.sidekick.config.existingSecret",
      "values.sidekick.config.extraEnv",
    ]);
    expect(found["values.falco.driver.kind"]).to.include("MON-01");
    expect(found["values.sidekick.config.existingSecret"]).to.include("MON-02");
  });

  it("are resolved for a cluster below the path at which they stand there", () => {
    const mistakes: Mistake[] = [];
    const settings = resolveFalcoAddon(
      { rules: { audit: [rule({})] }, values: { sidekick: { config: { slack: { minimumpriority: "loud" } } } } },
      { logGroup: { name: "/aws/eks/main/falco" }, topic: { arn: "arn", keyArn } },
      "falco",
      mistakes,
    );
    expect(mistakes.map(({ path }) => path)).to.deep.equal([
      "falco.rules.audit[0].source",
      "falco.values.sidekick.config.slack.minimumpriority",
    ]);
    expect(settings.routes).to.deep.equal({ topic: "error", log: "notice" });
  });
});
