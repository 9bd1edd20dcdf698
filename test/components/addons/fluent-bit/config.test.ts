import { expect } from "chai";
import fc from "fast-check";
import { LogSource } from "../../../../components/foundations/names";
import { configOf, type ConfigSpec, stateFolder } from "../../../../components/addons/fluent-bit/config";
import { render, type Section } from "../../../../components/addons/fluent-bit/render";

const spec: ConfigSpec = {
  cluster: "main",
  sources: Object.values(LogSource),
  platform: ["kube-system", "logging"],
  bufferMebibytes: 512,
};

/** What a section says under a key; a list, because keys may come more than once. */
const says = (section: Section, key: string) =>
  section.entries.filter(([each]) => each === key).map(([, value]) => value);
/** Sections of one plugin. */
const named = (sections: Section[], plugin: string) => sections.filter((each) => says(each, "Name")[0] === plugin);

describe("addons/fluent-bit/render", () => {
  it("writes sections in their order, a flag as On or Off", () => {
    const sections: Section[] = [
      { kind: "SERVICE", entries: [["Flush", 5]] },
      {
        kind: "INPUT",
        entries: [
          ["Name", "tail"],
          ["DB.locking", true],
          ["Read_From_Tail", false],
        ],
      },
    ];
    expect(render(sections)).to.equal(
      "[SERVICE]\n    Flush 5\n\n[INPUT]\n    Name tail\n    DB.locking On\n    Read_From_Tail Off\n",
    );
  });

  it("refuses whatever would be read as something else, by Fluent Bit or by Helm", () => {
    const bad: [string, string][] = [
      ["Match", "a\n[OUTPUT]"],
      ["Match", "{{ .Values.secret }}"],
      ["Match", ""],
      ["Match", " padded"],
      ["Na me", "tail"],
      ["", "tail"],
    ];
    for (const entry of bad)
      expect(() => render([{ kind: "INPUT", entries: [entry] }]), JSON.stringify(entry)).to.throw(
        /no entry of Fluent Bit/,
      );
  });

  it("can be read back: every entry is one line of key and value", () => {
    const key = fc.stringMatching(/^[A-Za-z][\w.-]{0,20}$/);
    const value = fc.stringMatching(/^[\w$*/][\w $*/:,.]{0,30}[\w$*/]$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { minLength: 1 }), (entries) => {
        const lines = render([{ kind: "FILTER", entries }])
          .trimEnd()
          .split("\n");
        const read = lines.slice(1).map((line) => /^ {4}(\S+) (.*)$/.exec(line)!.slice(1));
        expect(lines[0]).to.equal("[FILTER]");
        expect(read).to.deep.equal(entries);
      }),
    );
  });
});

describe("addons/fluent-bit/config", () => {
  const { service, inputs, filters, outputs } = configOf(spec);

  it("takes every container's file once: the platform's by namespace, the others by what is left", () => {
    const [application, platform, ...further] = named(inputs, "tail");
    expect(further).to.deep.equal([]);
    const platforms = "/var/log/containers/*_kube-system_*.log,/var/log/containers/*_logging_*.log";
    expect(says(application!, "Path")).to.deep.equal(["/var/log/containers/*.log"]);
    expect(says(application!, "Exclude_Path")).to.deep.equal([platforms]);
    expect(says(platform!, "Path")).to.deep.equal([platforms]);
    expect(says(platform!, "Exclude_Path")).to.deep.equal([]);
  });

  it("remembers where it was, and keeps what waits on the node's disk, each input in a file of its own", () => {
    const files = inputs.map((input) => says(input, "DB")[0]);
    expect(new Set(files).size).to.equal(3);
    for (const file of files) expect(String(file)).to.match(new RegExp(`^${stateFolder}/[a-z]+\\.db$`));
    for (const input of inputs)
      expect(says(input, "storage.type"), String(says(input, "Tag"))).to.deep.equal(["filesystem"]);
    expect(says(service[0]!, "storage.path")).to.deep.equal([`${stateFolder}/chunks`]);
    for (const input of named(inputs, "tail")) expect(says(input, "Read_from_Head")).to.deep.equal([true]);
    expect(says(named(inputs, "systemd")[0]!, "Read_From_Tail")).to.deep.equal([false]);
  });

  it("is bounded: in memory by chunks, on disk by group, in time by retries", () => {
    expect(says(service[0]!, "storage.max_chunks_up")).to.deep.equal([32]);
    expect(says(service[0]!, "scheduler.cap")).to.deep.equal([120]);
    for (const output of outputs) {
      expect(says(output, "storage.total_limit_size")).to.deep.equal(["512M"]);
      expect(says(output, "Retry_Limit")).to.deep.equal([1440]);
    }
    const [small] = configOf({ ...spec, bufferMebibytes: 64 }).outputs;
    expect(says(small!, "storage.total_limit_size")).to.deep.equal(["64M"]);
  });

  it("joins what the container runtime split, and the traces of languages, before anything else is done", () => {
    for (const input of named(inputs, "tail")) expect(says(input, "multiline.parser")).to.deep.equal(["cri"]);
    const plugins = (source: string) =>
      filters
        .filter((each) => [`${source}.*`, "*"].includes(String(says(each, "Match")[0])))
        .map((each) => says(each, "Name")[0]);
    for (const source of ["application", "platform"])
      expect(plugins(source), source).to.deep.equal(["multiline", "kubernetes", "record_modifier"]);
    expect(plugins("node")).to.deep.equal(["record_modifier"]);
    for (const each of named(filters, "multiline")) {
      expect(says(each, "multiline.parser")).to.deep.equal(["java,python,go"]);
      expect(says(each, "emitter_storage.type")).to.deep.equal(["filesystem"]);
    }
  });

  it("says which pod and cluster a line is from, and leaves neither to the pod", () => {
    const kubernetes = named(filters, "kubernetes");
    expect(kubernetes).to.have.length(2);
    for (const each of kubernetes) {
      const source = String(says(each, "Match")[0]).replace(/\.\*$/, "");
      expect(says(each, "Kube_Tag_Prefix")).to.deep.equal([`${source}.var.log.containers.`]);
      for (const key of ["K8S-Logging.Parser", "K8S-Logging.Exclude", "Annotations"])
        expect(says(each, key), key).to.deep.equal([false]);
      expect(says(each, "Merge_Log_Key")).to.deep.equal(["fields"]);
    }
    const [cluster] = named(filters, "record_modifier");
    expect([says(cluster!, "Match"), says(cluster!, "Record")]).to.deep.equal([["*"], ["cluster main"]]);
  });

  it("writes each source to its own group, which it does not make, in the region of the stack", () => {
    expect(
      outputs.map((each) => ["Name", "Match", "log_group_name", "auto_create_group"].map((key) => says(each, key)[0])),
    ).to.deep.equal([
      ["cloudwatch_logs", "application.*", "/aws/eks/main/application", false],
      ["cloudwatch_logs", "platform.*", "/aws/eks/main/platform", false],
      ["cloudwatch_logs", "node.*", "/aws/eks/main/node", false],
    ]);
    for (const output of outputs) {
      expect(says(output, "region")).to.deep.equal(["${AWS_REGION}"]);
      expect(says(output, "endpoint")).to.deep.equal(["${LOGS_ENDPOINT}"]);
      expect(says(output, "sts_endpoint")).to.deep.equal(["${STS_ENDPOINT}"]);
      expect(says(output, "log_stream_prefix")).to.deep.equal(["${NODE_NAME}-"]);
    }
  });

  it("knows nothing of nodes where their logs are not kept", () => {
    const without = configOf({ ...spec, sources: [LogSource.Application, LogSource.Platform] });
    expect(named(without.inputs, "systemd")).to.deep.equal([]);
    expect(without.inputs).to.have.length(2);
    expect(without.outputs).to.have.length(2);
  });

  it("names each input and output by a tag that the other side matches", () => {
    const tags = inputs.map((each) => says(each, "Tag")[0]);
    expect(tags).to.deep.equal(outputs.map((each) => says(each, "Match")[0]));
  });
});
