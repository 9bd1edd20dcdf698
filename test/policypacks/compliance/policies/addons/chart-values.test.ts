import { expect } from "chai";
import { type ChartPin, parametersOf, posture } from "../../../../../catalogue";
import { indexStack } from "../../../../../policypacks/compliance/facts/stack";
import type { ResourceCheck, StackCheck } from "../../../../../policypacks/compliance/policies/check";
import { withChartValues, withOwnChartValues } from "../../../../../policypacks/compliance/policies/helm/chart-values";
import { installationsIn, withDefaults } from "../../../../../policypacks/compliance/policies/helm/installations";
import { ruleParametersOf } from "../../../../../policypacks/compliance/run/declarations";
import { unknown } from "../../../../support/samples";

const pin: ChartPin = {
  chart: "watch",
  release: "watch",
  repository: "https://charts.example",
  version: "v2.0.0",
  appVersion: "2",
  namespace: "watch",
  images: [],
  crdGroups: [],
  webhookPorts: [],
  securityValues: {
    "driver.mode": { default: "off", control: "MON-01", oneOf: ["on"], words: ["auto"] },
    workers: { default: 2, control: "MON-01", atLeast: 2 },
    "tls.enabled": { default: null, control: "MON-01", oneOf: [true] },
    label: { default: "a" },
    version: { default: true, control: "VUL-03", oneOf: [true] },
  },
  protectedPaths: [],
  templateOnlyPaths: [],
};
/** A second release of the same chart, of which the opposite is asked. */
const plain: ChartPin = {
  ...pin,
  release: "watch-plain",
  securityValues: { "driver.mode": { default: "off", control: "MON-01", oneOf: ["off"] } },
};
const gateway: ChartPin = { ...plain, chart: "gateway", release: "gateway" };

const silent: StackCheck = { control: "MON-01", none: "nothing", judge: () => [] };
/** A control that has judged something already. */
const judging: StackCheck = {
  ...silent,
  judge: ({ subjects }) =>
    subjects.slice(0, 1).map((subject) => ({ subject, judgement: { verdict: "pass", message: "own" } })),
};
const own: ResourceCheck = {
  control: "VUL-03",
  types: ["aws:eks/addon:Addon"],
  judge: () => [{ verdict: "pass", message: "own" }],
};
const context = {
  posture: posture([]),
  parameters: parametersOf({}),
  ruleParameters: ruleParametersOf({}, []),
  provided: () => false,
  created: () => [],
};

interface Made {
  type?: string;
  props: Record<string, unknown>;
}

const helm = "kubernetes:helm.sh/v3:Release";
const stackOf = (...made: Made[]) =>
  indexStack(
    made.map(({ type = helm, props }, index) => ({
      type,
      name: `r${index}`,
      urn: `urn:pulumi:dev::demo::${type}::r${index}`,
      props,
      opts: { ignoreChanges: [] },
      propertyDependencies: {},
    })),
    { inputs: () => undefined, sourceCount: () => undefined },
  );
const judged = (pins: readonly ChartPin[], ...made: Made[]) =>
  withChartValues(judging, pins)
    .judge(stackOf(...made), context)
    .filter(({ judgement: { message } }) => message !== "own")
    .map(({ judgement: { verdict, message, rule } }) => ({ verdict, message, rule }));
const good = { driver: { mode: "on" }, tls: { enabled: true } };
const release = (values: unknown, more: Record<string, unknown> = {}): Made => ({
  props: { chart: "watch", name: "watch", version: "2.0.0", values, ...more },
});
const declared = (securityValues: unknown, more: Record<string, unknown> = {}): Made => ({
  type: "rampart:index:Falco",
  props: { releases: [{ chart: "watch", release: "watch", version: "v2.0.0", securityValues, ...more }] },
});
const verdictOf = (pins: readonly ChartPin[], made: Made) => judged(pins, made).map(({ verdict }) => verdict);

describe("policies/helm/chart-values", () => {
  it("judge a release by what its pin asks, over the defaults of the pinned version", () => {
    expect(judged([pin], release(good))).to.deep.equal([
      {
        verdict: "pass",
        message: 'driver.mode is "on"; workers is 2; tls.enabled is true; nothing changes what the chart renders',
        rule: "chart-values",
      },
    ]);
    expect(judged([pin], release({}))[0]!.message).to.equal(
      'driver.mode is "off"; expected "on"; tls.enabled is not set; expected true',
    );
    expect(judged([pin], release({ ...good, workers: 1 }))[0]!.message).to.equal("workers is 1; expected at least 2");
  });

  it("judge what a component declares in the same way", () => {
    expect(verdictOf([pin], declared({ "driver.mode": "on", "tls.enabled": true }))).to.deep.equal(["pass"]);
    expect(judged([pin], declared({ "driver.mode": "auto", "tls.enabled": null }))[0]!.message).to.equal(
      'driver.mode is "auto"; expected "on"; tls.enabled is not set; expected true',
    );
    expect(verdictOf([pin], declared(unknown))).to.deep.equal(["unknown"]);
    expect(verdictOf([pin], declared("on"))).to.deep.equal(["fail"]);
  });

  it("print no text that the chart does not know", () => {
    expect(judged([pin], release({ ...good, driver: { mode: "s3cret" } }))[0]!.message).to.equal(
      'driver.mode is another text; expected "on"',
    );
  });

  it("leave unknown what nobody knows yet, and what another version does by itself", () => {
    for (const made of [
      release({ ...good, workers: unknown }),
      release(unknown),
      release({ ...good }, { version: "1.0.0" }),
      release({ ...good }, { version: undefined }),
      release({ ...good }, { version: unknown }),
      release({}, { valueYamlFiles: [{ path: "values.yaml" }] }),
      release(good, { postrender: "sed" }),
      release(good, { chart: unknown }),
    ])
      expect(verdictOf([pin], made), JSON.stringify(made)).to.deep.equal(["unknown"]);
    expect(judged([pin], release(good, { version: "1.0.0" }))[0]!.message).to.equal(
      "workers is not set, and what that means is known of watch v2.0.0 alone",
    );
    expect(verdictOf([pin], release({ ...good, workers: 2 }, { version: "1.0.0" }))).to.deep.equal(["pass"]);
    expect(verdictOf([pin], release({ driver: { mode: "off" } }, { version: "1.0.0" }))).to.deep.equal(["fail"]);
  });

  it("take the defaults of the pinned version for that version alone, with a v or without", () => {
    const defaultOf = (version: unknown, path = "workers") => {
      const [installed] = installationsIn(stackOf(release({}, { version })).subjects[0]!);
      const { state, value } = withDefaults(installed!, pin)(path);
      return [state, value];
    };
    expect(defaultOf("2.0.0")).to.deep.equal(["known", 2]);
    expect(defaultOf("v2.0.0")).to.deep.equal(["known", 2]);
    for (const version of ["2.0.1", undefined, unknown, 2])
      expect(defaultOf(version)[0], String(version)).to.equal("unknown");
    expect(defaultOf("2.0.0", "tls.enabled")[0]).to.equal("absent");
    expect(defaultOf("2.0.1", "other")[0]).to.equal("absent");
  });

  it("fail what is of the wrong type", () => {
    expect(verdictOf([pin], release({ ...good, driver: "on" }))).to.deep.equal(["fail"]);
    expect(verdictOf([pin], release({ ...good, workers: "2" }))).to.deep.equal(["fail"]);
  });

  it("say nothing of other charts, other resources, and controls that no value carries", () => {
    expect(judged([pin], release({}, { chart: "other" }))).to.deep.equal([]);
    expect(judged([pin], { type: "kubernetes:core/v1:Namespace", props: { chart: "watch" } })).to.deep.equal([]);
    expect(withChartValues({ ...silent, control: "POL-02" }, [pin])).to.have.property("judge", silent.judge);
    expect(withOwnChartValues({ ...own, control: "IAM-01" }, [pin])).to.have.property("judge", own.judge);
    expect(judged([pin], release(good, { chart: 7 }))).to.deep.equal([]);
  });

  it("leave out values that the control judges itself", () => {
    const check = withChartValues(silent, [pin], (_, path) => path !== "workers");
    const [found] = check.judge(stackOf(release({ workers: 1 })), context);
    expect(found!.judgement.message).to.equal("workers is 1; expected at least 2");
    expect(withChartValues(silent, [pin], () => true)).to.equal(silent);
  });

  it("tell releases of one chart apart by their name, or by what they are set to", () => {
    const pins = [pin, plain];
    expect(verdictOf(pins, release({ driver: { mode: "off" } }, { name: "watch-plain" }))).to.deep.equal(["pass"]);
    expect(verdictOf(pins, release({ driver: { mode: "off" } }))).to.deep.equal(["fail"]);
    expect(verdictOf(pins, release(good, { name: "mine" }))).to.deep.equal(["pass"]);
    expect(verdictOf(pins, release({ driver: { mode: "off" } }, { name: "mine" }))).to.deep.equal(["pass"]);
    expect(verdictOf(pins, release({ driver: { mode: "odd" } }, { name: "mine" }))).to.deep.equal(["fail"]);
  });

  it("know a chart by its path or address, and one of a common name by where it comes from", () => {
    const set = { driver: { mode: "on" } };
    const named = (chart: unknown, repo?: unknown) =>
      release(set, { chart, ...(repo === undefined ? {} : { repositoryOpts: { repo } }) });
    expect(verdictOf([pin], release(good, { chart: "oci://registry.example/charts/watch" }))).to.deep.equal(["pass"]);
    expect(verdictOf([gateway], named("gateway"))).to.deep.equal([]);
    expect(verdictOf([gateway], named("gateway", "https://charts.example"))).to.deep.equal([]);
    expect(verdictOf([gateway], named("gateway", "https://istio-release.example/charts"))).to.deep.equal(["fail"]);
    expect(verdictOf([gateway], named("oci://registry.example/istio/gateway"))).to.deep.equal(["fail"]);
    expect(verdictOf([gateway], named("istio/gateway"))).to.deep.equal(["fail"]);
    expect(verdictOf([gateway], named("gateway", unknown))).to.deep.equal(["unknown"]);
    expect(
      verdictOf([gateway], {
        type: "rampart:index:IstioGateway",
        props: { releases: [{ chart: "gateway", version: "2.0.0", securityValues: { "driver.mode": "on" } }] },
      }),
    ).to.deep.equal(["fail"]);
  });

  it("come to one judgement for all that a component declares", () => {
    const [first, second] = [
      {
        chart: "watch",
        release: "watch",
        version: "2.0.0",
        securityValues: { "driver.mode": "on", "tls.enabled": true },
      },
      { chart: "watch", release: "watch-plain", version: "2.0.0", securityValues: { "driver.mode": "on" } },
    ];
    const found = judged([pin, plain], { type: "rampart:index:Falco", props: { releases: [first, second] } });
    expect(found.map(({ verdict, message }) => [verdict, message])).to.deep.equal([
      ["fail", 'driver.mode is another text; expected "off"'],
    ]);
  });

  it("go with a control that each resource decides by itself", () => {
    const check = withOwnChartValues(own, [pin]);
    const of = (made: Made) =>
      check.judge(stackOf(made).subjects[0]!, context).map(({ verdict, rule }) => [verdict, rule]);
    expect(check.types).to.include.members(["aws:eks/addon:Addon", helm, "rampart:index:Falco"]);
    expect(of({ type: "aws:eks/addon:Addon", props: {} })).to.deep.equal([["pass", undefined]]);
    expect(of(release({ version: false }))).to.deep.equal([["fail", "chart-values"]]);
    expect(of(release({}, { chart: "other" }))).to.deep.equal([]);
    const everywhere = withOwnChartValues({ control: own.control, judge: own.judge }, [pin]);
    expect(everywhere.types).to.equal(undefined);
    expect(everywhere.judge(stackOf(release({ version: false })).subjects[0]!, context)).to.have.length(2);
    expect(everywhere.judge(stackOf(release({})).subjects[0]!, context)).to.have.length(1);
  });

  it("cannot pass by themselves, because they are only a part of what is asked", () => {
    const alone = (made: Made) =>
      withChartValues(silent, [pin])
        .judge(stackOf(made), context)
        .map(({ judgement: { verdict } }) => verdict);
    expect(alone(release(good))).to.deep.equal([]);
    expect(alone(release({}))).to.deep.equal(["fail"]);
    expect(alone(release(unknown))).to.deep.equal(["unknown"]);
  });
});
