import {
  below,
  type AddonDeclaration,
  check,
  flag,
  type Mistake,
  oneOf,
  optional,
  read,
  record,
  text,
  whole,
} from "../../../catalogue";
import { harbor } from "../../../catalogue/charts/harbor";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { inputText } from "../../foundations/input-text";
import { isMap } from "../../foundations/values";
import { declareRelease, mirrorShape, type ReleaseSettings, resolveRelease } from "../../releases";
import { type HarborAddonArgs, type HarborArgs, HarborDatabaseTls, type HarborIngressArgs } from "./args";
import { harborValues } from "./values";

/** What of the arguments has a default. */
export interface HarborOptions {
  secretPrefix: string;
  ownAuthorities: boolean;
  replicas: number;
  ingress: HarborIngressArgs | undefined;
}

/** Arguments with every default filled in. */
export interface HarborSettings extends HarborOptions {
  secretStore: string;
  release: ReleaseSettings;
}

const label = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
const objectName = text("the name of an object in the cluster", new RegExp(`^${label}([.]${label})*$`));
const port = whole(1, 65535);

const members = {
  hostname: text("a host name without scheme and port", new RegExp(`^${label}([.]${label})+$`)),
  secretStore: objectName,
  secretPrefix: optional(text("names with slashes between them", /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/)),
  database: record({
    host: inputText,
    port: optional(port),
    name: optional(text()),
    user: text(),
    tls: optional(oneOf(Object.values(HarborDatabaseTls))),
  }),
  redis: record({ host: inputText, port: optional(port), tls: optional(flag) }),
  storage: record({ bucket: inputText, region: inputText, keyArn: optional(inputText) }),
  ownAuthorities: optional(flag),
  replicas: optional(whole(1, 10)),
  ingress: optional(record({ className: objectName, controllerNamespace: optional(objectName) })),
  values: optional(check("a map of chart values", isMap)),
};

/** The shape of the arguments that a cluster passes on. */
export const harborShape = record(members);

const ownShape = record({ ...members, mirror: optional(mirrorShape) });

/** Fills the defaults; notes values that carry a control. `path` is where the arguments stand. */
export function resolveHarborAddon(
  args: HarborAddonArgs & Pick<HarborArgs, "mirror">,
  path: string,
  mistakes: Mistake[],
): HarborSettings {
  const options: HarborOptions = {
    secretPrefix: args.secretPrefix ?? "harbor",
    ownAuthorities: args.ownAuthorities ?? true,
    replicas: args.replicas ?? 2,
    ingress: args.ingress,
  };
  const { hostname, database, redis, secretStore } = args;
  const ours = harborValues({ ...options, hostname, database, redis });
  const valuesPath = below(path, "values");
  return { ...options, secretStore, release: resolveRelease(harbor, ours, args, valuesPath, mistakes) };
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveHarborArgs(args: HarborArgs): HarborSettings {
  const mistakes: Mistake[] = [...read(ownShape, args).mistakes];
  // What is required and missing leaves holes that only the error would show.
  const settings = resolveHarborAddon({ ...stand, ...soundPart(args, mistakes) }, "", mistakes);
  refuseMistakes("Harbor", mistakes);
  return settings;
}

/** Stands in for what is missing or wrong while the rest is checked; an error is thrown in that case. */
const stand: HarborAddonArgs = {
  hostname: "",
  secretStore: "",
  database: { host: "", user: "" },
  redis: { host: "" },
  storage: { bucket: "", region: "" },
};

/** What policies see of the add-on. */
export function declareHarbor({ release }: HarborSettings): AddonDeclaration {
  return { releases: [declareRelease(release)] };
}
