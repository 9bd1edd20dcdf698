import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { type Mistake, posture, Provision, read, Regime, regimeIds } from "../../../../catalogue";
import {
  type AlertArgs,
  AlertProtocol,
  alertShape,
  declareAlerts,
  resolveAlerts,
} from "../../../../components/cluster/alerts";
import { everyAlarm } from "../../../../components/cluster/alerts/alarms";
import { mistakesIn } from "../../part";

const asked = { name: "main", posture: posture([]), region: "eu-central-1" };
const own = Object.fromEntries(everyAlarm.map(({ id, threshold }) => [id, threshold]));
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const token = "s3cr3t-t0ken";
const { Email, Https, Lambda, Sms, Sqs } = AlertProtocol;

function resolve(args: AlertArgs, from = asked) {
  const mistakes: Mistake[] = [];
  const settings = resolveAlerts(args, from, mistakes);
  expect(mistakes).to.deep.equal([]);
  return settings;
}

function wrong(args: AlertArgs, from = asked): Record<string, string> {
  return mistakesIn((mistakes) => resolveAlerts(args, from, mistakes));
}

function misread(args: unknown): Mistake[] {
  return read(alertShape, args, "alerts").mistakes;
}

describe("cluster/alerts/settings", () => {
  it("send what the regimes ask for, and ring as each alarm does, by default", () => {
    expect(resolve({})).to.deep.equal({
      mode: "create",
      subscriptions: [],
      guardDutySeverity: 7,
      thresholds: own,
      secretReaders: [],
    });
    const strict = { ...asked, posture: posture(regimeIds) };
    expect(resolve({}, strict).guardDutySeverity).to.equal(strict.posture.alertSeverity.max.value);
  });

  it("take every argument, plain or known later", () => {
    const args: AlertArgs = {
      subscriptions: [
        { protocol: Email, endpoint: "security@example.com" },
        { protocol: Https, endpoint: "https://example.com/hook?token=1" },
        { protocol: Sms, endpoint: "+27115550100" },
        { protocol: Lambda, endpoint: "arn:aws:lambda:eu-central-1:123456789012:function:page:live" },
        { protocol: Sqs, endpoint: "arn:aws:sqs:eu-west-1:123456789012:alerts" },
        { protocol: Email, endpoint: output("later@example.com") },
      ],
      guardDutySeverity: 4.7,
      thresholds: { "forbidden-burst": 50, "secret-read": 3 },
      secretReaders: [role("deploy"), output(role("later"))],
    };
    expect(misread(args)).to.deep.equal([]);
    const settings = resolve(args);
    expect(settings.thresholds).to.deep.equal({ ...own, "forbidden-burst": 50, "secret-read": 3 });
    expect(settings.guardDutySeverity).to.equal(4.7);
    expect(settings.secretReaders).to.equal(args.secretReaders);
    expect(settings.subscriptions.map(({ key }) => key.replace(/^[0-9a-f]{6}$/, "digest"))).to.deep.equal([
      "digest",
      "digest",
      "digest",
      "digest",
      "digest",
      "5",
    ]);
    expect(new Set(settings.subscriptions.map(({ key }) => key)).size).to.equal(6);
  });

  it("use a topic that exists, with rules and thresholds of one's own", () => {
    const topicArn = "arn:aws:sns:eu-central-1:123456789012:security";
    const args = { mode: Provision.Existing, topicArn, guardDutySeverity: 5, thresholds: { "root-use": 2 } };
    expect(resolve({ ...args, secretReaders: [role("deploy")] })).to.deep.include({ reference: topicArn });
    expect(declareAlerts(resolve(args))).to.deep.equal({ alerts: { mode: "existing", reference: topicArn } });
    const later = output(topicArn);
    expect(resolve({ mode: Provision.Existing, topicArn: later }).reference).to.equal(later);
  });

  it("leave alerts to the account, if somebody vouches for them", () => {
    const vouchedBy = "security operations, SEC-17";
    expect(declareAlerts(resolve({ mode: Provision.Inherited, vouchedBy }))).to.deep.equal({
      alerts: { mode: "inherited", vouchedBy },
    });
    expect(declareAlerts(resolve({}))).to.deep.equal({ alerts: { mode: "create" } });
  });

  it("note what a mode lacks and what it would ignore, without a word of an endpoint", () => {
    const subscriptions = [{ protocol: Https, endpoint: `https://example.com/${token}` }];
    const ignored = { guardDutySeverity: 5, thresholds: { "root-use": 2 }, secretReaders: [role("deploy")] };
    expect(wrong({ mode: Provision.Existing, subscriptions })).to.deep.equal({
      "alerts.topicArn": "got nothing; expected a value, because alerts.mode is existing",
      "alerts.subscriptions": "got 1; expected nothing while alerts.mode is existing",
    });
    expect(Object.keys(wrong({ mode: Provision.Inherited, subscriptions, ...ignored })).sort()).to.deep.equal([
      "alerts.guardDutySeverity",
      "alerts.secretReaders",
      "alerts.subscriptions",
      "alerts.thresholds",
      "alerts.vouchedBy",
    ]);
    expect(wrong({ topicArn: "arn:aws:sns:eu-central-1:123456789012:a", vouchedBy: "me" })).to.have.all.keys(
      "alerts.topicArn",
      "alerts.vouchedBy",
    );
  });

  it("note every wrong value, all at once", () => {
    const found = wrong({
      subscriptions: [
        { protocol: Email, endpoint: "nobody" },
        { protocol: Https, endpoint: `http://example.com/${token}` },
        { protocol: Sms, endpoint: "0115550100" },
        { protocol: Lambda, endpoint: role("page") },
        { protocol: Sqs, endpoint: "arn:aws:sqs:eu-central-1:123456789012:alerts.fifo" },
        { protocol: Email, endpoint: "a@example.com" },
        { protocol: Email, endpoint: "a@example.com" },
      ],
      guardDutySeverity: 7.1,
      thresholds: { "forbiden-burst": 5, zebra: 2 },
      secretReaders: [role("a"), "deploy", "arn:aws:iam::123456789012:user/jane", role("b"), role("c")],
    });
    const at = (index: number) => `alerts.subscriptions[${index}].endpoint`;
    const hidden = "got a value that is not shown; expected";
    const readers = "the ARN of an IAM role, which ends in :role/ and its name";
    expect(found).to.deep.equal({
      "alerts.guardDutySeverity": "got 7.1; expected 7 or less (Rampart's own bound)",
      [at(0)]: `${hidden} an address such as security@example.com, because the protocol is email`,
      [at(1)]: `${hidden} a URL that begins with https://, because the protocol is https`,
      [at(2)]: `${hidden} a number such as +27115550100, without spaces, because the protocol is sms`,
      [at(3)]: `${hidden} the ARN of a Lambda function, because the protocol is lambda`,
      [at(4)]: `${hidden} the ARN of a standard SQS queue, because the protocol is sqs`,
      [at(6)]: "got that of alerts.subscriptions[5] again; expected each subscriber once",
      "alerts.thresholds.forbiden-burst": "got an alarm that does not exist; expected `forbidden-burst`",
      "alerts.thresholds.zebra": `got an alarm that does not exist; expected an alarm's name: ${Object.keys(own).join(", ")}`,
      "alerts.secretReaders": "got 5 roles; expected 4 at most, which a filter pattern has room for",
      "alerts.secretReaders[1]": `got "deploy"; expected ${readers}`,
      "alerts.secretReaders[2]": `got "arn:aws:iam::123456789012:user/jane"; expected ${readers}`,
    });
  });

  it("name the requirement that a finding would be left out against", () => {
    const strict = { ...asked, posture: posture([Regime.PciDss]) };
    expect(wrong({ guardDutySeverity: 7 }, strict)["alerts.guardDutySeverity"]).to.match(
      /^got 7; expected 4 or less \(pci-dss 12\.10\.5\)$/,
    );
  });

  it("note a topic that is none, or of another region", () => {
    const existing = (topicArn: string) => wrong({ mode: Provision.Existing, topicArn });
    expect(existing("arn:aws:sns:eu-west-1:123456789012:a")).to.deep.equal({
      "alerts.topicArn":
        'got "arn:aws:sns:eu-west-1:123456789012:a"; expected a topic in eu-central-1: alarms reach no topic of another region',
    });
    for (const each of ["alerts", "arn:aws:sns:eu-central-1:123456789012:a.fifo", "arn:aws:sqs:eu-central-1:1:a"]) {
      expect(existing(each), each).to.have.all.keys("alerts.topicArn");
    }
    const nowhere = { name: asked.name, posture: asked.posture };
    expect(
      mistakesIn((mistakes) =>
        resolveAlerts(
          { mode: Provision.Existing, topicArn: "arn:aws:sns:eu-west-1:123456789012:a" },
          nowhere,
          mistakes,
        ),
      ),
    ).to.deep.equal({});
  });

  it("note a topic or a subscriber of another partition, in that of the stack or of its own region", () => {
    const topic = (topicArn: string, region: string) =>
      wrong({ mode: Provision.Existing, topicArn }, { ...asked, region })["alerts.topicArn"];
    expect(topic("arn:aws-cn:sns:eu-central-1:123456789012:a", "eu-central-1")).to.equal(
      'got "arn:aws-cn:sns:eu-central-1:123456789012:a"; expected an ARN of the partition of eu-central-1, aws',
    );
    expect(topic("arn:aws-cn:sns:cn-north-1:123456789012:a", "cn-north-1")).to.equal(undefined);
    const found = wrong({
      subscriptions: [
        { protocol: Sqs, endpoint: "arn:aws-cn:sqs:cn-north-1:123456789012:alerts" },
        { protocol: Lambda, endpoint: "arn:aws-us-gov:lambda:eu-central-1:123456789012:function:page" },
        { protocol: Sqs, endpoint: "arn:aws:sqs:eu-west-1:123456789012:alerts" },
      ],
    });
    const expected = "got a value that is not shown; expected an ARN of the partition of eu-central-1, aws";
    expect(found).to.deep.equal({
      "alerts.subscriptions[0].endpoint": expected,
      "alerts.subscriptions[1].endpoint": expected,
    });
  });

  it("are read without a word of what may be an endpoint", () => {
    const url = `https://example.com/${token}`;
    const shapes = [url, [url], [{ protocol: url, endpoint: { url } }], [{ protocol: Https, endpoint: "" }], { url }];
    for (const subscriptions of shapes) {
      const found = misread({ subscriptions });
      expect(found.length).to.be.greaterThan(0);
      expect(JSON.stringify(found)).not.to.include(token);
    }
    expect(misread({ subscriptions: [{ protocol: Https, url }] })).to.deep.equal([
      { path: "alerts.subscriptions[0].url", got: "an unknown key", expected: "one of the keys protocol, endpoint" },
      { path: "alerts.subscriptions[0].endpoint", got: "nothing", expected: "a text" },
    ]);
  });

  it("are read within the ranges of numbers", () => {
    const paths = (args: unknown) => misread(args).map(({ path }) => path);
    for (const each of [0.9, 10.1, 7.05, "7", Number.NaN]) {
      expect(paths({ guardDutySeverity: each }), String(each)).to.deep.equal(["alerts.guardDutySeverity"]);
    }
    for (const each of [1, 3.9, 4.1, 8.3, 10]) expect(paths({ guardDutySeverity: each })).to.deep.equal([]);
    for (const each of [0, -1, 1.5, "3"]) {
      expect(paths({ thresholds: { "root-use": each } }), String(each)).to.deep.equal(["alerts.thresholds.root-use"]);
    }
  });
});
