import { Part } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, best, fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { every, some, type Ternary } from "../../facts/ternary";
import { each, guarded, type StackCheck } from "../check";
import { clustersOf, type Installation } from "../helm/installations";
import { type Count, countObjects, hasEach } from "../helm/presence";
import type { ValueOf } from "../helm/security-values";
import { judgeMesh, type Meshes, meshesOf, meshWide } from "../kubernetes/mesh";
import { isKind, judgeHidden, objectsIn } from "../kubernetes/objects";

const telemetry = { apiGroup: "telemetry.istio.io", kind: "Telemetry" };
const logFile = "meshConfig.accessLogFile";

/** The value that a Telemetry can do without, so it is not asked for by itself. */
export const isLogFile: ValueOf = (_, path) => path === logFile;

/** MON-04: a mesh writes down who calls whom, and nothing switches that off. */
export const meshAccessLogs: StackCheck = {
  control: "MON-04",
  none: "the stack holds no EKS cluster and no Telemetry",
  judge: (stack, context) => {
    const meshes = meshesOf(stack);
    const { clusters, installed } = judgeMesh(Part.Mesh, stack, context, meshes);
    const byValue = { what: `Istio with ${logFile}`, expected: "that value, or a Telemetry with accessLogging" };
    const byObject = {
      what: "mesh-wide Telemetry that logs access",
      expected: "one without a selector in the mesh's root namespace, or the value meshConfig.accessLogFile",
    };
    const logged = best(
      hasEach(clusters.length, writing(meshes.found), byValue),
      hasEach(clusters.length, loggingOf(stack, meshes), byObject),
    );
    return [
      ...each(clusters, () => (installed.verdict === "fail" ? installed : all(installed, logged))),
      ...objectsIn(stack, isKind(telemetry)).map(({ subject, props }) => ({
        subject,
        judgement: guarded(() => judgeTelemetry(props.at("spec.accessLogging"))),
      })),
      ...judgeHidden(stack, telemetry),
    ];
  },
};

/** A component and its release are one mesh, and what either of them says counts. */
function writing(found: readonly Installation[]): Count {
  const answers = found.map((installed) => ({ installed, answer: isSet(installed.value(logFile)) }));
  return {
    sure: clustersOf(answers.filter(({ answer }) => answer === true).map(({ installed }) => installed)),
    maybe: answers.some(({ answer }) => answer === "unknown"),
  };
}

function isSet({ state, value }: Fact): Ternary {
  return state === "unknown" ? "unknown" : typeof value === "string" && value !== "";
}

function loggingOf(stack: Stack, meshes: Meshes): Count {
  const { sure, maybe } = meshWide(stack, telemetry, meshes);
  const judged = sure.map(({ subject, props }) => ({ subject, answer: logs(props.at("spec.accessLogging")) }));
  const open =
    judged.some(({ answer }) => answer === "unknown") ||
    maybe.some(({ props }) => logs(props.at("spec.accessLogging")) !== false);
  return countObjects(
    judged.filter(({ answer }) => answer === true).map(({ subject }) => subject),
    open || judgeHidden(stack, telemetry).length > 0,
  );
}

/** Whether an entry names a provider and leaves nothing out. */
function logs(entries: Fact): Ternary {
  if (entries.state === "unknown") return "unknown";
  return some((entries.items() ?? []).map(logsAll));
}

function logsAll(entry: Fact): Ternary {
  if (entry.state === "unknown") return "unknown";
  const [providers, disabled, filter, mode] = [
    entry.at("providers"),
    entry.at("disabled"),
    entry.at("filter"),
    entry.at("match.mode"),
  ];
  return every([
    providers.state === "unknown" ? "unknown" : (providers.items()?.length ?? 0) > 0,
    disabled.state === "unknown" ? "unknown" : disabled.state === "absent" || disabled.value === false,
    filter.state === "unknown" ? "unknown" : filter.state === "absent",
    // Servers log what all of their callers ask for; clients alone leave out callers from outside of the mesh.
    mode.state === "unknown" ? "unknown" : mode.state === "absent" || mode.value !== "CLIENT",
  ]);
}

function judgeTelemetry(entries: Fact): Judgement {
  if (entries.state === "absent") return pass(`${entries.path} is that of the Telemetry above it`);
  const items = entries.items();
  if (items === undefined) return misread(entries, "a list of providers");
  return all(pass("nothing switches the access log off"), ...items.map(judgeEntry));
}

function judgeEntry(entry: Fact): Judgement {
  if (entry.state === "unknown") return misread(entry, "a provider");
  const [disabled, filter] = [entry.at("disabled"), entry.at("filter")];
  if (disabled.value === true)
    return fail(`${disabled.path} is true, which switches the access log off; expected false`);
  if (disabled.state === "unknown" || disabled.state === "wrong") return misread(disabled, "false");
  if (disabled.state === "known" && disabled.value !== false) return misread(disabled, "false");
  if (filter.state !== "absent") return unknown(`${filter.path} is set, and what it leaves out cannot be seen`);
  return pass(`${entry.path} switches nothing off`);
}
