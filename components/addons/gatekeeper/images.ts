import { charts } from "../../../catalogue";
import { deepMerge, type Values, valueAt } from "../../foundations/values";

/** An image of the chart, without its tag, and the value that names it. */
export interface ChartImage {
  path: string;
  image: string;
}

const [controller, definitions, probe] = charts.gatekeeper.images.map((image) => image.replace(/:[^:/]+$/, ""));

/** Every value by which the chart names an image that it runs; the hook before an installation takes `image.crdRepository`. */
export const gatekeeperImages: readonly ChartImage[] = [
  { path: "image.repository", image: controller! },
  { path: "image.crdRepository", image: definitions! },
  { path: "postInstall.labelNamespace.image.repository", image: definitions! },
  { path: "postInstall.probeWebhook.image.repository", image: probe! },
  { path: "postUpgrade.labelNamespace.image.repository", image: definitions! },
  { path: "preUninstall.deleteWebhookConfigurations.image.repository", image: definitions! },
];

/** Values that give images other names, where there is another one; what the user's values name stays as it is. */
export function renamedImages(overrides: Values, rename: (image: string) => unknown): Values {
  return gatekeeperImages
    .filter(({ path }) => valueAt(overrides, path) === undefined)
    .map(({ path, image }) => nested(path.split("."), rename(image)))
    .reduce(deepMerge, {});
}

function nested(keys: string[], value: unknown): Values {
  const [first, ...rest] = keys;
  return value === undefined ? {} : { [first!]: rest.length === 0 ? value : nested(rest, value) };
}
