import { Part } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, between, fail, type Judgement, misread, oneOf, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { type Context, each, guarded, type StackCheck } from "../check";
import { judgeHidden } from "../kubernetes/objects";
import { hoursOf, runsDaily } from "./cron";
import { type Installation, installations, isOf } from "./installations";
import { clustersWithout, countOf, hasEach } from "./presence";
import { type Schedule, scheduleKind, schedulesOf } from "./schedules";

const chart = { chart: "velero" };
/** How long Velero keeps a backup whose schedule does not say. */
const usualHours = 720;

/** BCK-01: each cluster has Velero, and a schedule by which all that counts is saved every day and kept long enough. */
export const velero: StackCheck = {
  control: "BCK-01",
  none: "the stack holds no EKS cluster and no Velero",
  objectsPass: false,
  judge: (stack, context) => {
    const clusters = clustersWithout(Part.BackupAgent, stack, context);
    const found = installations(stack, chart);
    const installed = hasEach(clusters.length, countOf(found, chart), {
      what: "Velero",
      expected: "the chart velero beside each cluster",
    });
    const scheduled = judgeSchedules(stack, found, clusters.length, context);
    return each(clusters, () => (installed.verdict === "fail" ? installed : all(installed, scheduled)));
  },
};

function judgeSchedules(
  stack: Stack,
  found: readonly Installation[],
  clusters: number,
  { posture }: Context,
): Judgement {
  const kept = { hours: 24 * posture.backupLockDays.min.value, own: defaultsOf(found) };
  const judged = schedulesOf(stack, found).map((schedule) => ({
    schedule,
    judgement: guarded(() => judge(schedule, kept)),
  }));
  const of = (verdict: Judgement["verdict"]) => judged.filter(({ judgement }) => judgement.verdict === verdict);
  const hidden = judgeHidden(stack, scheduleKind).map(({ judgement }) => ({ judgement }));
  const sure = clustersServed(
    of("pass").map(({ schedule }) => schedule),
    stack,
  );
  const failures = of("fail").map(({ judgement }) => judgement);
  const open = [...of("unknown"), ...hidden].map(({ judgement }) => judgement);
  if (of("error").length > 0) return all(...of("error").map(({ judgement }) => judgement));
  if (sure >= clusters) return pass("a schedule of each cluster saves it every day");
  if (open.length > 0) return all(...open);
  if (sure > 0) return unknown(`the stack holds ${clusters} clusters, and schedules for ${sure} of them`);
  return failures.length > 0 ? all(...failures) : fail("no schedule makes backups; expected one that runs every day");
}

/** Schedules of one provider are in one cluster, and so are a component's own and those of its release. */
function clustersServed(schedules: readonly Schedule[], stack: Stack): number {
  const parents = new Map(
    stack.subjects.filter(({ provider }) => provider !== undefined).map((each) => [each.parent, each.provider]),
  );
  return new Set(schedules.map(({ subject }) => subject.provider ?? parents.get(subject.urn) ?? subject.urn)).size;
}

/** What the installations say that Velero keeps by default. */
function defaultsOf(found: readonly Installation[]): Fact[] {
  return found
    .filter((each) => isOf(chart, each) === true)
    .map(({ value }) => value("configuration.defaultBackupTTL"))
    .filter(({ state }) => state !== "absent");
}

interface Kept {
  /** Hours that a backup must be kept. */
  hours: number;
  own: readonly Fact[];
}

function judge(schedule: Schedule, kept: Kept): Judgement {
  const { hidden, off, namespaces, limits, exclusions, parts, ttl } = schedule;
  if (hidden !== undefined) return misread(hidden, "a schedule of backups");
  return all(
    isOn(off),
    judgeCron(schedule.cron),
    judgeNamespaces(namespaces),
    ...limits.map(leavesNothingOut),
    ...exclusions.map(excludesNothing),
    ...parts.map((part) => oneOf(part, { values: [true], default: true })),
    schedule.unit === "days" ? between(ttl, kept.hours / 24, Infinity) : judgeTtl(ttl, kept),
  );
}

function isOn(off: Fact): Judgement {
  if (off.state === "absent" || off.value === false) return pass("the schedule is on");
  return off.value === true
    ? fail(`${off.path} is true, so it makes no backups; expected false`)
    : misread(off, "false");
}

function judgeCron(cron: Fact): Judgement {
  const expected = "a schedule that runs every day";
  if (cron.state === "absent") return fail(`${cron.path} is not set; expected ${expected}`);
  if (cron.state !== "known" || typeof cron.value !== "string") return misread(cron, expected);
  const daily = runsDaily(cron.value);
  if (daily === undefined) return fail(`${cron.path} is no schedule of cron; expected ${expected}`);
  return daily ? pass(`${cron.path} runs every day`) : fail(`${cron.path} leaves days out; expected ${expected}`);
}

/** All namespaces, or a list of them: which of them count nobody here knows. */
function judgeNamespaces(namespaces: Fact): Judgement {
  const expected = "all namespaces, or a list of them";
  if (namespaces.state === "absent") return pass("it saves all namespaces");
  const items = namespaces.items();
  if (items === undefined) return misread(namespaces, expected);
  return all(
    pass(`${namespaces.path} lists what is saved`),
    ...items.map((each) =>
      typeof each.value === "string" ? pass(`${each.path} is a namespace`) : misread(each, expected),
    ),
  );
}

function leavesNothingOut(limit: Fact): Judgement {
  const entries = (limit.items() ?? limit.keys())?.length;
  const all = limit.items()?.some(({ value }) => value === "*") === true;
  if (limit.state === "absent" || entries === 0 || all) return pass(`${limit.path} leaves nothing out`);
  if (limit.state === "unknown" || entries === undefined) return misread(limit, "nothing that is left out");
  return fail(`${limit.path} leaves out what it does not name; expected nothing`);
}

function excludesNothing(list: Fact): Judgement {
  if (list.state === "absent" || list.items()?.length === 0) return pass(`${list.path} leaves nothing out`);
  if (list.items() === undefined) return misread(list, "nothing that is left out");
  return fail(`${list.path} leaves out what it names; expected nothing`);
}

function judgeTtl(ttl: Fact, { hours, own }: Kept): Judgement {
  if (ttl.state !== "absent") return judgeDuration(ttl, hours);
  if (own.length > 0) return all(...own.map((each) => judgeDuration(each, hours)));
  return usualHours >= hours
    ? pass(`${ttl.path} is not set, which means ${usualHours}h`)
    : fail(`${ttl.path} is not set, which means ${usualHours}h; expected ${hours}h or more`);
}

function judgeDuration(ttl: Fact, least: number): Judgement {
  const expected = `${least}h or more`;
  if (ttl.state !== "known" || typeof ttl.value !== "string") return misread(ttl, expected);
  const hours = hoursOf(ttl.value);
  if (hours === undefined) return fail(`${ttl.path} is no duration; expected ${expected}`);
  // Zero is no duration of its own: Velero takes its default then.
  return hours >= least ? pass(`${ttl.path} is ${hours}h`) : fail(`${ttl.path} is ${hours}h; expected ${expected}`);
}
