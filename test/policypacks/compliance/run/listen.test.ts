import { Server } from "@grpc/grpc-js";
import { expect } from "chai";
import { type Heard, listen, type Listener } from "../../../../policypacks/compliance/run/listen";

const signature = "4dabf18193072939515e22adb298388d";
const secretOf = (value: unknown) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });

interface Request {
  getProperties: () => { toJavaScript: () => object };
  getProvider: () => { getUrn: () => string; getProperties: Request["getProperties"] } | undefined;
  getResourcesList: () => unknown[];
  getUrn: () => string;
}
type Call = (call: { request: unknown }, done: (answer: unknown) => void) => Promise<unknown>;

/** A request about one resource, that counts how often properties are decoded. */
function resource(name: string, props: object, more: { parent?: string; sources?: Record<string, string[]> } = {}) {
  const decoded = { own: 0, provider: 0 };
  const request = {
    decoded,
    getUrn: () => `urn:${name}`,
    getType: () => "aws:s3/bucket:Bucket",
    getName: () => name,
    getParent: () => more.parent ?? "",
    getOptions: () => ({ getIgnorechangesList: () => ["tags"] }),
    getProperties: () => ({ toJavaScript: () => (decoded.own++, props) }),
    getProvider: () => ({
      getUrn: () => "urn:provider",
      getProperties: () => ({ toJavaScript: () => (decoded.provider++, { region: "eu-west-1" }) }),
    }),
    getPropertydependenciesMap: () =>
      new Map(Object.entries(more.sources ?? {}).map(([property, urns]) => [property, { getUrnsList: () => urns }])),
  };
  return request;
}

describe("listening in on the engine", () => {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is put back as it was
  const { addService } = Server.prototype;
  let calls: Record<string, Call>;
  let answers: ((request: Request) => unknown)[];
  let heard: Heard;
  let told: string[];
  let secrets: (() => readonly string[])[];
  let counts: ReadonlyMap<string, Record<string, number>>;

  beforeEach(() => {
    [answers, told, secrets] = [[], [], []];
    Server.prototype.addService = (_service: unknown, handlers: unknown) =>
      void (calls = handlers as Record<string, Call>);
    heard = listen({
      configured: () => undefined,
      stackConfigured: () => undefined,
      analysing: ({ urn }) => void told.push(urn),
      secrets: (texts) => void secrets.push(texts),
      analysingStack: (found) => void (counts = found),
      misunderstood: (call) => void told.push(`misunderstood ${call}`),
    } satisfies Listener);
    const handler: Call = async ({ request }, done) => done(await answers.shift()!(request as Request));
    const names = ["configure", "configureStack", "analyze", "analyzeStack"];
    new Server().addService({}, Object.fromEntries(names.map((name) => [name, handler])) as never);
  });
  afterEach(() => {
    Server.prototype.addService = addService;
  });

  const ask = (name: string, request: unknown) => new Promise((done) => void calls[name]!({ request }, done));

  it("reads a resource once, and leaves nothing to decode to @pulumi/policy", async () => {
    const request = resource("one", { bucket: "data", password: secretOf("hush") });
    answers = [
      (given) => ({
        left: [given.getProperties().toJavaScript(), given.getProvider()!.getProperties().toJavaScript()],
        same: [given.getUrn(), given.getProvider()!.getUrn()],
        props: [heard.subject!.props, heard.subject!.props],
      }),
    ];
    const plain = { bucket: "data", password: "hush" };
    expect(await ask("analyze", request)).to.deep.equal({
      left: [{}, {}],
      same: ["urn:one", "urn:provider"],
      props: [plain, plain],
    });
    expect(heard.subject).to.include({ name: "one", provider: "urn:provider", type: "aws:s3/bucket:Bucket" });
    expect(heard.subject!.ignoreChanges).to.deep.equal(["tags"]);
    expect(request.decoded).to.deep.equal({ own: 1, provider: 0 });
    expect(secrets.flatMap((texts) => texts())).to.deep.equal(["hush"]);
  });

  it("decodes no properties that nobody asks for", async () => {
    const request = resource("one", {});
    answers = [() => undefined];
    await ask("analyze", request);
    expect(request.decoded.own).to.equal(0);
  });

  it("answers one call after another, so that each sees its own resource", async () => {
    const seen: string[] = [];
    const slowly = async () => {
      const before = heard.subject!.name;
      await new Promise((done) => setTimeout(done, 5));
      seen.push(`${before} ${heard.subject!.name}`);
    };
    answers = [slowly, slowly];
    await Promise.all(["one", "two"].map((name) => ask("analyze", resource(name, {}))));
    expect(seen).to.deep.equal(["one one", "two two"]);
  });

  it("hands on what it cannot read as it is, and says nothing of it", async () => {
    answers = [() => undefined, (given) => given];
    await ask("analyze", resource("one", {}));
    const request = { ...resource("two", {}), getOptions: () => undefined };
    expect(await ask("analyze", request)).to.equal(request);
    expect(heard.subject).to.equal(undefined);
    expect(told).to.deep.equal(["urn:one", "misunderstood analyze"]);
  });

  it("reads a stack once, each provider too, and refers only to what is of the stack", async () => {
    const sources = { bucket: ["urn:one", "urn:elsewhere"] };
    const list = [
      resource("one", { token: secretOf(["a", 7]) }, { parent: "urn:gone" }),
      resource("two", {}, { parent: "urn:one", sources }),
    ];
    answers = [(given) => given.getResourcesList()];
    expect(await ask("analyzeStack", { getResourcesList: () => list })).to.deep.equal([]);
    const provider = { urn: "urn:provider", props: { region: "eu-west-1" } };
    const common = { type: "aws:s3/bucket:Bucket", opts: { ignoreChanges: ["tags"] }, provider };
    expect(heard.resources).to.deep.equal([
      { ...common, name: "one", urn: "urn:one", props: { token: ["a", 7] }, propertyDependencies: {} },
      {
        ...common,
        name: "two",
        urn: "urn:two",
        props: {},
        parent: { urn: "urn:one" },
        propertyDependencies: { bucket: [{ urn: "urn:one" }] },
      },
    ]);
    expect(list.map(({ decoded }) => [decoded.own, decoded.provider])).to.deep.equal([
      [1, 1],
      [1, 0],
    ]);
    expect([...counts]).to.deep.equal([
      ["urn:one", {}],
      ["urn:two", { bucket: 2 }],
    ]);
    expect(secrets.flatMap((texts) => texts())).to.deep.equal(["a", "7"]);
  });

  it("forgets the stack before, where the next cannot be read", async () => {
    answers = [() => undefined, (given) => given];
    await ask("analyzeStack", { getResourcesList: () => [resource("one", {})] });
    expect(await ask("analyzeStack", {})).to.deep.equal({});
    expect(heard.resources).to.equal(undefined);
    expect(told).to.deep.equal(["misunderstood analyzeStack"]);
  });
});
