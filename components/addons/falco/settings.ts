import { below, type AddonDeclaration, type Mistake, read } from "../../../catalogue";
import { falco, falcoAudit, falcosidekick } from "../../../catalogue/charts/falco";
import { FalcoPriority } from "../../../catalogue/falco";
import { workloadClusterMistakes } from "../../aws";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { declareRelease, type MirrorArgs, type ReleaseSettings, resolveRelease } from "../../releases";
import type { FalcoAddonArgs, FalcoArgs, FalcoLogGroupArgs, FalcoTopicArgs, FalcoWebhookArgs } from "./args";
import { auditValues } from "./audit-values";
import { priorityMistakes } from "./priorities";
import { type ResolvedRules, resolveFalcoRules } from "./rules";
import { falcoShape } from "./shape";
import { sidekickValues } from "./sidekick-values";
import { falcoValues } from "./values";

/** Lowest priorities of the routes, complete. */
export interface FalcoRoutes {
  topic: FalcoPriority;
  log: FalcoPriority;
  webhook?: Required<FalcoWebhookArgs>;
}

/** Arguments with every default filled in. */
export interface FalcoAddonSettings {
  rules: ResolvedRules;
  routes: FalcoRoutes;
  metricsNamespace?: string;
  /** Falco on every node, Falco on the audit log, and what sends on. */
  releases: { falco: ReleaseSettings; audit: ReleaseSettings; sidekick: ReleaseSettings };
}

/** What the cluster decides beside the user of the add-on. */
export interface FalcoSurroundings {
  logGroup: Pick<FalcoLogGroupArgs, "name">;
  topic?: FalcoTopicArgs | undefined;
  mirror?: MirrorArgs | undefined;
}

export interface FalcoSettings extends FalcoAddonSettings {
  cluster: FalcoArgs["cluster"];
  logGroup: FalcoLogGroupArgs;
  topic?: FalcoTopicArgs;
}

/** Fills the defaults; notes rules that Falco would not load, and values that carry a control. `path` is where the arguments stand. */
export function resolveFalcoAddon(
  args: FalcoAddonArgs,
  { logGroup, topic, mirror }: FalcoSurroundings,
  path: string,
  mistakes: Mistake[],
): FalcoAddonSettings {
  const at = (name: string) => below(path, name);
  const rules = resolveFalcoRules(args, at("rules"), mistakes);
  const routes = resolveRoutes(args.routes);
  const { falco: node, audit, sidekick } = args.values ?? {};
  mistakes.push(...priorityMistakes(sidekick ?? {}, at("values.sidekick")));
  const off = args.disabledUpstreamRules ?? [];
  return {
    rules,
    routes,
    ...(args.metricsNamespace !== undefined && { metricsNamespace: args.metricsNamespace }),
    releases: {
      falco: resolveRelease(
        falco,
        falcoValues(rules.syscall, off, mirror),
        { values: node, mirror },
        at("values.falco"),
        mistakes,
      ),
      audit: resolveRelease(
        falcoAudit,
        auditValues(rules.audit, mirror),
        { values: audit, mirror },
        at("values.audit"),
        mistakes,
      ),
      sidekick: resolveRelease(
        falcosidekick,
        sidekickValues(routes, logGroup.name, topic !== undefined),
        { values: sidekick, mirror },
        at("values.sidekick"),
        mistakes,
      ),
    },
  };
}

function resolveRoutes({ topic, log, webhook }: NonNullable<FalcoAddonArgs["routes"]> = {}): FalcoRoutes {
  return {
    topic: topic ?? FalcoPriority.Error,
    log: log ?? FalcoPriority.Notice,
    ...(webhook !== undefined && {
      webhook: {
        secretName: webhook.secretName,
        secretKey: webhook.secretKey ?? "address",
        priority: webhook.priority ?? FalcoPriority.Warning,
      },
    }),
  };
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveFalcoArgs(args: FalcoArgs): FalcoSettings {
  const mistakes: Mistake[] = [...read(falcoShape, args).mistakes];
  const { cluster, logGroup, topic, ...rest } = soundPart(args, mistakes);
  if (cluster !== undefined) mistakes.push(...workloadClusterMistakes(cluster, "cluster"));
  const surroundings = { logGroup: { name: logGroup?.name ?? "" }, topic, mirror: rest.mirror };
  const settings = resolveFalcoAddon(rest, surroundings, "", mistakes);
  refuseMistakes("Falco", mistakes);
  return { ...settings, cluster: cluster!, logGroup: logGroup!, ...(topic !== undefined && { topic }) };
}

/** What policies see of the add-on, in the order of installation. */
export function declareFalco({ releases: { falco: node, audit, sidekick } }: FalcoAddonSettings): AddonDeclaration {
  return { releases: [sidekick, node, audit].map(declareRelease) };
}
