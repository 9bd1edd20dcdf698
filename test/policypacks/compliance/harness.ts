import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  Policies,
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { type Evidence, type Finding, type Level, runKeys, type Verdict } from "../../../catalogue";
import { policiesFor } from "../../../policypacks/compliance/policies";
import { createSession } from "../../../policypacks/compliance/run/session";
import { providerOf } from "../../support/provider-of";
import { type Sample, urnOf } from "../../support/samples";
import { unknownCheckingProxy } from "./runtime";

interface Violation {
  policy: string;
  level: Level;
  message: string;
  urn?: string;
}

export interface Outcome {
  violations: Violation[];
  /** Names of policies that said not applicable, by URN. */
  notApplicable: Record<string, string[]>;
  evidence: Evidence;
  verdict: (control: string) => Verdict;
  finding: (control: string) => Finding;
}

export interface RunOptions {
  levels?: Record<string, Level>;
  settings?: unknown;
  waivers?: string;
  mode?: string;
  /** Whether the engine previews. @default true */
  dryRun?: boolean;
  /** What the engine calls the stack. @default "dev" */
  stack?: string;
  today?: string;
  /** Counts of sources by URN, as the engine's request would give them. */
  sourceCounts?: Record<string, Record<string, number>>;
  /** Replaces policies before the run. */
  prepare?: (policies: Policies) => void;
}

const optionsOf = ({ ignoreChanges = [] }: Sample) =>
  ({ protect: false, ignoreChanges, aliases: [], additionalSecretOutputs: [] }) as const;

/** Runs the pack over a stack as the engine would, in process, with proxies that throw on unknown values. */
export async function run(samples: readonly Sample[], asked: RunOptions = {}): Promise<Outcome> {
  const root = mkdtempSync(join(tmpdir(), "rampart-pack-"));
  try {
    if (asked.waivers !== undefined) writeFileSync(join(root, "waivers.yaml"), asked.waivers);
    const today = new Date(asked.today ?? "2026-11-26T12:00:00Z");
    const session = createSession({ packFolder: root, environment: { RAMPART_CLI: "1" }, now: () => today });
    const policies = policiesFor(session);
    asked.prepare?.(policies);
    const level = (policy: string, own: Level) => asked.levels?.[policy] ?? asked.levels?.["all"] ?? own;
    session.stackConfigured({
      stack: asked.stack ?? "dev",
      project: "demo",
      dryRun: asked.dryRun ?? true,
      config: new Map(
        Object.entries({ [runKeys.root]: root, ...(asked.mode === undefined ? {} : { [runKeys.mode]: asked.mode }) }),
      ),
    });
    session.configured(
      new Map(
        policies.map(({ name, enforcementLevel }) => [
          name,
          {
            level: level(name, enforcementLevel as Level),
            properties: name === "evidence" ? asked.settings : undefined,
          },
        ]),
      ),
    );
    const violations: Violation[] = [];
    const notApplicable: Record<string, string[]> = {};
    for (const sample of samples) await analyse(sample);
    session.analysingStack(new Map(Object.entries(asked.sourceCounts ?? {})));
    const resources = stackOf(samples);
    for (const policy of policies.filter((each): each is StackValidationPolicy => "validateStack" in each)) {
      const at = level(policy.name, policy.enforcementLevel as Level);
      if (at === "disabled") continue;
      const args = {
        resources,
        stackTags: new Map(),
        getConfig: () => ({}),
        notApplicable: skip,
      } as StackValidationArgs;
      await policy.validateStack(args, (message, urn) => violations.push(violation(policy.name, at, message, urn)));
    }
    const evidence =
      level("evidence", "mandatory") === "disabled" ? undefined : readEvidence(root, asked.stack ?? "dev");
    return {
      violations,
      notApplicable,
      evidence: evidence!,
      verdict: (control) => evidence!.controls.find(({ id }) => id === control)!.verdict,
      finding: (control) => {
        const found = evidence!.findings.filter((each) => each.control === control);
        if (found.length !== 1) throw new Error(`${found.length} findings of ${control}: ${JSON.stringify(found)}`);
        return found[0]!;
      },
    };

    async function analyse(sample: Sample): Promise<void> {
      const urn = urnOf(sample);
      session.analysing({ urn, type: sample.type, inputs: () => sample.props });
      for (const policy of policies.filter((each): each is ResourceValidationPolicy => "validateResource" in each)) {
        const at = level(policy.name, policy.enforcementLevel as Level);
        const validate = policy.validateResource as ((...all: unknown[]) => unknown) & { __pulumiType?: string };
        if (at === "disabled" || (validate.__pulumiType ?? sample.type) !== sample.type) continue;
        const args = {
          type: sample.type,
          name: sample.name,
          urn,
          props: proxied(sample.props),
          opts: { ...optionsOf(sample), customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 } },
          ...provider(sample, samples),
          stackTags: new Map(),
          isType: () => false,
          asType: () => undefined,
          getConfig: () => ({}),
          notApplicable: skip,
        } as unknown as ResourceValidationArgs;
        try {
          await validate(args, (message: string, about?: string) =>
            violations.push(violation(policy.name, at, message, about ?? urn)),
          );
        } catch (error) {
          if (!(error instanceof Skipped)) throw error;
          (notApplicable[urn] ??= []).push(policy.name);
        }
      }
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

class Skipped extends Error {}
const skip = (reason?: string): never => {
  throw new Skipped(reason);
};

const proxied = (props: Record<string, unknown>) => unknownCheckingProxy(structuredClone(props));

function provider(sample: Sample, samples: readonly Sample[]) {
  const found = providerOf(sample, samples);
  return found === undefined ? {} : { provider: { ...found, props: proxied(found.props) } };
}

function violation(policy: string, level: Level, message: string, urn?: string): Violation {
  return { policy, level, message, ...(urn === undefined ? {} : { urn }) };
}

/** The stack as a stack policy gets it: outputs, with sources and parents as resources. */
function stackOf(samples: readonly Sample[]): PolicyResource[] {
  const made = samples.map(
    (sample) =>
      ({
        type: sample.type,
        name: sample.name,
        urn: urnOf(sample),
        props: proxied({ ...sample.props, ...sample.outputs }),
        opts: optionsOf(sample),
        ...provider(sample, samples),
        dependencies: [],
        propertyDependencies: {},
      }) as unknown as PolicyResource,
  );
  const named = (name: string) => made.filter((each) => each.name === name || each.urn === name);
  samples.forEach((sample, index) => {
    const resource = made[index]!;
    if (sample.parent !== undefined) Object.assign(resource, { parent: named(sample.parent)[0] });
    for (const [property, names] of Object.entries(sample.sources ?? {}))
      resource.propertyDependencies[property] = names.flatMap(named);
  });
  return made;
}

function readEvidence(root: string, stack: string): Evidence {
  return JSON.parse(readFileSync(join(root, ".rampart/evidence", `${stack || "stack"}.json`), "utf8")) as Evidence;
}

/** A stack in which samples stand in the place of the compliant ones of the same type and name, at the same provider. */
export function replacing(stack: readonly Sample[], ...changed: Sample[]): Sample[] {
  return stack.map((sample) => {
    const found = changed.find((each) => each.type === sample.type && each.name === sample.name);
    if (found === undefined || sample.provider === undefined) return found ?? sample;
    return { provider: sample.provider, ...found };
  });
}
