import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { BinaryWriter } from "google-protobuf";
import type { Diagnostic, Registration } from "./types";
import { type Properties, toStruct } from "./wire";

/**
 * A registration as the engine asks a pack about it: by its inputs. Requests are bytes, because as a message each takes
 * many times as much memory, and many of them wait for the pack.
 */
export function analyzeRequest(registration: Registration, provider?: Registration): Uint8Array {
  return described(new messages.AnalyzeRequest(), registration, registration.inputs, provider).serializeBinary();
}

/** What both kinds of request say of a resource. */
function described<T extends messages.AnalyzeRequest | messages.AnalyzerResource>(
  message: T,
  registration: Registration,
  properties: Properties,
  provider: Registration | undefined,
): T {
  message.setType(registration.type);
  message.setName(registration.name);
  message.setUrn(registration.urn);
  message.setProperties(toStruct(seen(registration, properties)));
  message.setOptions(optionsOf(registration));
  message.setProvider(providerOf(provider));
  return message;
}

/**
 * What a pack sees of a resource. The provider of Kubernetes registers a chart as a component without inputs, and no engine
 * tells a pack more of it; a preview that did would judge what a deployment cannot.
 */
function seen({ type }: Registration, properties: Properties): Properties {
  return type === "kubernetes:helm.sh/v4:Chart" ? {} : properties;
}

/** The field of an AnalyzeStackRequest that holds its resources, one after the other. */
const resourcesField = 1;

/** All registrations of a stack, by their outputs, with what they depend on: never all of them as messages. */
export function analyzeStackRequest(registrations: readonly Registration[]): Uint8Array {
  const byUrn = new Map(registrations.map((each) => [each.urn, each]));
  const request = new BinaryWriter();
  for (const each of registrations) {
    const resource = analyzerResource(each, byUrn.get(providerUrn(each)));
    request.writeBytes(resourcesField, resource.serializeBinary());
  }
  return request.getResultBuffer();
}

function analyzerResource(registration: Registration, provider: Registration | undefined): messages.AnalyzerResource {
  const resource = described(new messages.AnalyzerResource(), registration, registration.outputs, provider);
  resource.setParent(registration.parent ?? "");
  resource.setDependenciesList(registration.dependencies);
  for (const [property, urns] of Object.entries(registration.propertyDependencies)) {
    const dependencies = new messages.AnalyzerPropertyDependencies();
    dependencies.setUrnsList(urns);
    resource.getPropertydependenciesMap().set(property, dependencies);
  }
  return resource;
}

/** The URN in a provider reference, `<urn>::<id>`. */
export function providerUrn({ provider }: Registration): string {
  return provider.split("::").slice(0, -1).join("::");
}

function providerOf(provider: Registration | undefined): messages.AnalyzerProviderResource | undefined {
  if (provider === undefined) return undefined;
  const message = new messages.AnalyzerProviderResource();
  message.setType(provider.type);
  message.setName(provider.name);
  message.setUrn(provider.urn);
  message.setProperties(toStruct(provider.inputs));
  return message;
}

function optionsOf({ options, parent }: Registration): messages.AnalyzerResourceOptions {
  const message = new messages.AnalyzerResourceOptions();
  message.setProtect(options.protect ?? false);
  message.setIgnorechangesList(options.ignoreChanges);
  message.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
  message.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
  message.setAdditionalsecretoutputsList(options.additionalSecretOutputs);
  message.setAliasesList(options.aliases);
  message.setParent(parent ?? "");
  // The pack reads the timeouts of every resource, whether it has some or not.
  const timeouts = new messages.AnalyzerResourceOptions.CustomTimeouts();
  timeouts.setCreate(seconds(options.customTimeouts?.create));
  timeouts.setUpdate(seconds(options.customTimeouts?.update));
  timeouts.setDelete(seconds(options.customTimeouts?.delete));
  message.setCustomtimeouts(timeouts);
  return message;
}

/** `1h30m` in seconds; 0 when there is no such timeout. */
function seconds(duration = ""): number {
  const units: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit!]!, 0);
}

/** What a pack reports. Its message begins with the policy's description, which is left out. */
export function diagnosticsOf(response: messages.AnalyzeResponse, urn?: string): Diagnostic[] {
  return response.getDiagnosticsList().map((found) => {
    const about = found.getUrn() || urn;
    const description = found.getDescription();
    const message = found.getMessage();
    return {
      policy: found.getPolicyname(),
      level: found.getEnforcementlevel() === messages.EnforcementLevel.ADVISORY ? "advisory" : "mandatory",
      message: message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message,
      ...(about !== undefined && { urn: about }),
    };
  });
}
