import { parse } from "yaml";
import type { Place } from "./service";
import { isProperties, type Properties, text } from "./values";

/** Where a provider's configuration points to. Settings that are no texts travel as JSON. */
export function placeOf(provider: Place["provider"], config: Properties): Place {
  if (provider === "kubernetes") {
    const server = serverOf(config["kubeconfig"]);
    return server === undefined ? { provider } : { provider, server };
  }
  const region = text(config["region"]) ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"];
  const tags = fromJson(config["defaultTags"]);
  const defaultTags = isProperties(tags) && isProperties(tags["tags"]) ? (tags["tags"] as Record<string, string>) : {};
  return region === undefined ? { provider, defaultTags } : { provider, region, defaultTags };
}

function fromJson(value: unknown): unknown {
  return typeof value === "string" && value !== "" ? JSON.parse(value) : value;
}

/** Server of the current cluster in a kubeconfig, JSON or YAML. */
export function serverOf(kubeconfig: unknown): string | undefined {
  const config: unknown = typeof kubeconfig === "string" ? parse(kubeconfig) : undefined;
  if (!isProperties(config)) return undefined;
  const context = member(config["contexts"], config["current-context"])?.["context"];
  const name = isProperties(context) ? context["cluster"] : undefined;
  const cluster = member(config["clusters"], name)?.["cluster"];
  return isProperties(cluster) ? text(cluster["server"]) : undefined;
}

function member(list: unknown, name: unknown): Properties | undefined {
  return Array.isArray(list)
    ? (list as unknown[]).filter(isProperties).find((each) => each["name"] === name)
    : undefined;
}
