import { LogSource, workloadLogGroupName } from "../../foundations/names";
import type { Section } from "./render";

export interface ConfigSpec {
  /** Name of the cluster. */
  cluster: string;
  sources: readonly LogSource[];
  /** Namespaces whose containers are the platform's. */
  platform: readonly string[];
  /** Disk for each group, in MiB. */
  bufferMebibytes: number;
}

/** Environment of the container that the configuration takes its place and node from. */
export const Variable = {
  Node: "NODE_NAME",
  Region: "AWS_REGION",
  Logs: "LOGS_ENDPOINT",
  Sts: "STS_ENDPOINT",
} as const;

/** Where positions and whatever waits are kept, on the node's disk: they outlive the pod. */
export const stateFolder = "/var/fluent-bit/state";
const containerLogs = "/var/log/containers";

/** What Fluent Bit does, by the chart's values. */
export function configOf(spec: ConfigSpec): Record<"service" | "inputs" | "filters" | "outputs", Section[]> {
  const containers = spec.sources.filter((source) => source !== LogSource.Node);
  return {
    service: [service],
    inputs: spec.sources.map((source) => (source === LogSource.Node ? journal : files(source, spec.platform))),
    filters: [...containers.flatMap((source) => [joinTraces(source), addMetadata(source)]), addCluster(spec.cluster)],
    outputs: spec.sources.map((source) => toGroup(source, spec)),
  };
}

const service: Section = {
  kind: "SERVICE",
  entries: [
    ["Flush", 5],
    ["Grace", 30],
    ["Log_Level", "info"],
    ["HTTP_Server", true],
    ["HTTP_Listen", "0.0.0.0"],
    ["HTTP_Port", 2020],
    ["Health_Check", true],
    ["storage.path", `${stateFolder}/chunks`],
    ["storage.sync", "normal"],
    // A chunk has up to 2 MB, so this is what bounds the memory: inputs that keep chunks on disk heed no Mem_Buf_Limit.
    ["storage.max_chunks_up", 32],
    ["storage.backlog.mem_limit", "16M"],
    ["storage.delete_irrecoverable_chunks", true],
    ["scheduler.base", 5],
    ["scheduler.cap", 120],
  ],
};

/** Waiting two minutes at most, a chunk that CloudWatch never takes is given up after about a day. */
const retries = 1440;

/** Files are told apart by their names, `<pod>_<namespace>_<container>-<id>.log`; no part of them can hold an underscore. */
function files(source: LogSource, platform: readonly string[]): Section {
  const platforms = platform.map((namespace) => `${containerLogs}/*_${namespace}_*.log`).join(",");
  const paths: Section["entries"] =
    source === LogSource.Platform
      ? [["Path", platforms]]
      : [
          ["Path", `${containerLogs}/*.log`],
          ["Exclude_Path", platforms],
        ];
  return {
    kind: "INPUT",
    entries: [
      ["Name", "tail"],
      ["Tag", `${source}.*`],
      ...paths,
      // Nodes of EKS run containerd and nothing else.
      ["multiline.parser", "cri"],
      ["DB", `${stateFolder}/${source}.db`],
      ["DB.locking", true],
      // What a container wrote before Fluent Bit came to its node counts as well.
      ["Read_from_Head", true],
      ["Refresh_Interval", 10],
      ["Rotate_Wait", 30],
      ["Buffer_Chunk_Size", "64k"],
      ["Buffer_Max_Size", "512k"],
      ["Skip_Long_Lines", true],
      ["storage.type", "filesystem"],
    ],
  };
}

const journal: Section = {
  kind: "INPUT",
  entries: [
    ["Name", "systemd"],
    ["Tag", `${LogSource.Node}.*`],
    ["Path", "/var/log/journal"],
    ["DB", `${stateFolder}/${LogSource.Node}.db`],
    ["Read_From_Tail", false],
    ["Lowercase", true],
    ["Strip_Underscores", true],
    ["storage.type", "filesystem"],
  ],
};

/** Must stand before every other filter of its logs: it sends what it joined through all of them again. */
function joinTraces(source: LogSource): Section {
  return {
    kind: "FILTER",
    entries: [
      ["Name", "multiline"],
      ["Match", `${source}.*`],
      ["multiline.key_content", "log"],
      ["multiline.parser", "java,python,go"],
      ["emitter_storage.type", "filesystem"],
    ],
  };
}

function addMetadata(source: LogSource): Section {
  return {
    kind: "FILTER",
    entries: [
      ["Name", "kubernetes"],
      ["Match", `${source}.*`],
      ["Kube_Tag_Prefix", `${source}.var.log.containers.`],
      ["Merge_Log", true],
      // Fields of a log line stay below one key, or a container could say that it is another.
      ["Merge_Log_Key", "fields"],
      ["Keep_Log", false],
      ["Labels", true],
      // Annotations hold whole objects that somebody applied, with whatever stands in them.
      ["Annotations", false],
      // Both let a pod decide by annotation what becomes of its logs.
      ["K8S-Logging.Parser", false],
      ["K8S-Logging.Exclude", false],
      ["Buffer_Size", 0],
    ],
  };
}

function addCluster(cluster: string): Section {
  return {
    kind: "FILTER",
    entries: [
      ["Name", "record_modifier"],
      ["Match", "*"],
      ["Record", `cluster ${cluster}`],
    ],
  };
}

/** The endpoints are told, because the plugin does not know those of every partition. */
function toGroup(source: LogSource, { cluster, bufferMebibytes }: ConfigSpec): Section {
  const from = (variable: string) => `\${${variable}}`;
  return {
    kind: "OUTPUT",
    entries: [
      ["Name", "cloudwatch_logs"],
      ["Match", `${source}.*`],
      ["region", from(Variable.Region)],
      ["endpoint", from(Variable.Logs)],
      ["sts_endpoint", from(Variable.Sts)],
      ["log_group_name", workloadLogGroupName(cluster, source)],
      ["log_stream_prefix", `${from(Variable.Node)}-`],
      ["auto_create_group", false],
      ["Retry_Limit", retries],
      ["storage.total_limit_size", `${bufferMebibytes}M`],
    ],
  };
}
