import {
  ComponentType,
  type Control,
  exclusionsOf,
  formatMistake,
  type Level,
  type PackSettings,
  Provision,
  posture,
  parametersOf,
  readPackSettings,
  type Regime,
  stackPolicyNames,
} from "../../../catalogue";
import type { Judgement } from "../facts/judgement";
import type { StackResource } from "../facts/stack";
import type { Context } from "../policies/check";
import { type Assessment, assess } from "./assess";
import { type Concealer, createConcealer } from "./conceal";
import { isOutside } from "./declared-parts";
import {
  type Declaration,
  kubernetesVersionOf,
  readDeclaration,
  regimesInForce,
  ruleParametersOf,
} from "./declarations";
import { type EngineLevels, type Enforcement, enforcementOf } from "./levels";
import type { ConfiguredStack, Listener } from "./listen";
import { settingAt } from "./pack-findings";
import { placeOf, type RunPlace } from "./project";
import { loadWaivers, type WaiverFile } from "./waivers";

/** What is known of one run. A Configure call begins the next one. */
export interface Session extends Listener {
  /** The pack's own folder. */
  readonly packFolder: string;
  readonly startedAt: Date;
  readonly place: RunPlace;
  readonly settings: PackSettings;
  readonly engine: EngineLevels;
  readonly waiverFile: WaiverFile;
  readonly declarations: readonly Declaration[];
  readonly regimes: readonly Regime[];
  readonly context: Context;
  /** What is wrong with the pack's own settings and with what it heard; each a sentence. */
  readonly mistakes: readonly string[];
  enforcement: (control: Control) => Enforcement;
  /** Keeps the inputs of a resource for the time when the stack is judged. */
  observe: (resource: { urn: string; type: string; inputs: () => Record<string, unknown> }) => void;
  inputsOf: (urn: string) => Record<string, unknown> | undefined;
  sourceCount: (urn: string, property: string) => number | undefined;
  /** Keeps what a control came to on a resource, until more is known of what all of them are judged by. */
  remember: (control: string, urn: string, judgements: readonly Judgement[]) => void;
  recall: (control: string, urn: string) => readonly Judgement[] | undefined;
  /** A text that may be shown: the secrets of the run are taken out of it. */
  conceal: Concealer["conceal"];
  /** Keeps that a policy has reported its judgement already, and says so. */
  reported: Set<string>;
  /** The judgement over the whole stack; computed once for each AnalyzeStack call. */
  assess: (resources: readonly StackResource[]) => Assessment;
}

export interface SessionOptions {
  packFolder: string;
  environment: Readonly<Record<string, string | undefined>>;
  now: () => Date;
  /** Called once a run is configured: the program then takes its time until the first resource comes. @default nothing */
  whileWaiting?: () => void;
}

/** All that a run gathers. */
interface Run {
  startedAt: Date;
  settings: PackSettings;
  engine: Map<string, Level>;
  mistakes: string[];
  inputs: Map<string, () => Record<string, unknown>>;
  declarations: Map<string, () => Declaration>;
  judgements: Map<string, { judgements: readonly Judgement[]; context: Context }>;
  reported: Set<string>;
  concealer: Concealer;
  sourceCounts: ReadonlyMap<string, Record<string, number>>;
  place: RunPlace | undefined;
  waiverFile: WaiverFile | undefined;
  regimes: readonly Regime[] | undefined;
  context: Context | undefined;
  assessment: Assessment | undefined;
}

/** Begins a session: nothing is read and nothing is written until a call comes. */
export function createSession(options: SessionOptions): Session {
  let stack: ConfiguredStack = { stack: "", project: "", dryRun: true, config: new Map() };
  let run = newRun(options.now());
  const place = () =>
    (run.place ??= placeOf({ ...stack, environment: options.environment, packFolder: options.packFolder }));
  const declarations = () => [...run.declarations.values()].map((each) => each());
  const waiverFile = () => (run.waiverFile ??= loadWaivers(place().root, run.startedAt));
  const regimes = () => (run.regimes ??= regimesInForce(run.settings, declarations()));

  function contextNow(): Context {
    const declared = declarations();
    const kubernetesVersion = kubernetesVersionOf(declared);
    return {
      posture: posture(regimes()),
      parameters: parametersOf(run.settings),
      ruleParameters: ruleParametersOf(run.settings, declared),
      exclusions: exclusionsOf(waiverFile().waivers, place().stack, run.startedAt),
      provided: (part, { urn, parent }) =>
        declared
          .filter((each) => each.urn === parent || each.urn === urn)
          .some(({ parts }) => parts.some((each) => each.part === part && isOutside(each))),
      created: (part) =>
        declared
          .filter(({ parts }) => parts.some((each) => each.part === part && each.mode === Provision.Create))
          .map(({ urn }) => urn),
      ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    };
  }

  const session: Session = {
    packFolder: options.packFolder,
    get startedAt() {
      return run.startedAt;
    },
    get place() {
      return place();
    },
    get settings() {
      return run.settings;
    },
    get engine() {
      return run.engine;
    },
    get waiverFile() {
      return waiverFile();
    },
    get declarations() {
      return declarations();
    },
    get regimes() {
      return regimes();
    },
    get context() {
      return (run.context ??= contextNow());
    },
    get mistakes() {
      return run.mistakes;
    },
    get reported() {
      return run.reported;
    },
    configured: (policies) => {
      run = newRun(options.now());
      run.engine = new Map([...policies].map(([name, { level }]) => [name, level]));
      const reading = readPackSettings(policies.get(stackPolicyNames.evidence)?.properties);
      if (reading.value !== undefined) run.settings = reading.value;
      run.mistakes.push(...reading.mistakes.map((each) => formatMistake(settingAt(each))));
    },
    stackConfigured: (configured) => {
      stack = configured;
      run = { ...newRun(options.now()), settings: run.settings, engine: run.engine, mistakes: run.mistakes };
      options.whileWaiting?.();
    },
    analysing: (resource) => session.observe(resource),
    secrets: (texts) => run.concealer.add(texts),
    analysingStack: (sourceCounts) => {
      run.sourceCounts = sourceCounts;
      run.assessment = undefined;
    },
    misunderstood: (call) => {
      run.mistakes.push(`the engine's ${call} call could not be read; this pack may not fit the version of Pulumi`);
    },
    enforcement: (control) => enforcementOf(control, run.settings, run.engine),
    observe: ({ urn, type, inputs }) => {
      if (run.inputs.has(urn)) return;
      const once = memo(inputs);
      run.inputs.set(urn, once);
      if (type !== ComponentType.CompliantCluster) return;
      run.declarations.set(
        urn,
        memo(() => readDeclaration({ urn, props: once() })),
      );
      run.regimes = undefined;
      run.context = undefined;
    },
    inputsOf: (urn) => run.inputs.get(urn)?.(),
    sourceCount: (urn, property) => run.sourceCounts.get(urn)?.[property],
    remember: (control, urn, judgements) =>
      run.judgements.set(`${control} ${urn}`, { judgements, context: session.context }),
    recall: (control, urn) => {
      const found = run.judgements.get(`${control} ${urn}`);
      return found?.context === session.context ? found.judgements : undefined;
    },
    conceal: (text) => run.concealer.conceal(text),
    assess: (resources) => (run.assessment ??= assess(session, resources)),
  };
  return session;
}

function newRun(startedAt: Date): Run {
  return {
    startedAt,
    settings: {},
    engine: new Map(),
    mistakes: [],
    inputs: new Map(),
    declarations: new Map(),
    judgements: new Map(),
    reported: new Set(),
    concealer: createConcealer(),
    sourceCounts: new Map(),
    place: undefined,
    waiverFile: undefined,
    regimes: undefined,
    context: undefined,
    assessment: undefined,
  };
}

function memo<T>(compute: () => T): () => T {
  let result: { value: T } | undefined;
  return () => (result ??= { value: compute() }).value;
}
