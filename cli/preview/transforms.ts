import { credentials, type ServiceError } from "@grpc/grpc-js";
import type { Message } from "google-protobuf";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { type Callback, CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";
import {
  type RegisterResourceRequest,
  type ResourceInvokeRequest,
  TransformInvokeOptions,
  TransformInvokeRequest,
  TransformInvokeResponse,
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";

/** Calls functions of the program, which it serves on a port of its own. */
export interface Callbacks {
  /** Transforms of a resource in the engine's order: its own first, then those of each ancestor, then the stack's. */
  transformResource(request: RegisterResourceRequest, transforms: readonly Callback[]): Promise<void>;
  transformInvoke(request: ResourceInvokeRequest, transforms: readonly Callback[]): Promise<void>;
  close(): void;
}

export function createCallbacks(): Callbacks {
  const clients = new Map<string, CallbacksClient>();
  const pending = new Set<{ cancel(): void }>();

  async function call(callback: Callback, message: Message): Promise<Uint8Array> {
    const target = callback.getTarget();
    const client = clients.get(target) ?? new CallbacksClient(target, credentials.createInsecure());
    clients.set(target, client);
    const request = new CallbackInvokeRequest();
    request.setToken(callback.getToken());
    request.setRequest(message.serializeBinary());
    return new Promise((resolve, reject) => {
      const running = client.invoke(request, (error: ServiceError | null, response) => {
        pending.delete(running);
        if (error === null) resolve(response.getResponse_asU8());
        else reject(new Error(`a transform failed: ${error.details}`));
      });
      pending.add(running);
    });
  }

  return {
    async transformResource(request, transforms) {
      for (const transform of transforms) {
        const answer = TransformResponse.deserializeBinary(await call(transform, resourceQuestion(request)));
        request.setObject(answer.getProperties());
        writeOptions(request, answer.getOptions() ?? new TransformResourceOptions());
      }
    },
    async transformInvoke(request, transforms) {
      for (const transform of transforms) {
        const answer = TransformInvokeResponse.deserializeBinary(await call(transform, invokeQuestion(request)));
        request.setArgs(answer.getArgs());
        request.setProvider(answer.getOptions()?.getProvider() ?? request.getProvider());
        request.setVersion(answer.getOptions()?.getVersion() ?? request.getVersion());
      }
    },
    close() {
      pending.forEach((running) => running.cancel());
      clients.forEach((client) => client.close());
      clients.clear();
    },
  };
}

function resourceQuestion(request: RegisterResourceRequest): TransformRequest {
  const question = new TransformRequest();
  question.setType(request.getType());
  question.setName(request.getName());
  question.setCustom(request.getCustom());
  question.setParent(request.getParent());
  question.setProperties(request.getObject());
  question.setOptions(readOptions(request));
  return question;
}

function invokeQuestion(request: ResourceInvokeRequest): TransformInvokeRequest {
  const options = new TransformInvokeOptions();
  options.setProvider(request.getProvider());
  options.setVersion(request.getVersion());
  const question = new TransformInvokeRequest();
  question.setToken(request.getTok());
  question.setArgs(request.getArgs());
  question.setOptions(options);
  return question;
}

function readOptions(request: RegisterResourceRequest): TransformResourceOptions {
  const options = new TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  if (request.hasProtect()) options.setProtect(request.getProtect() ?? false);
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setAliasesList(request.getAliasesList());
  options.setProvider(request.getProvider());
  options.setCustomTimeouts(request.getCustomtimeouts());
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() ?? false);
  options.setDeletedWith(request.getDeletedwith());
  options.setReplaceWithList(request.getReplaceWithList());
  if (request.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  request.getProvidersMap().forEach((provider, name) => options.getProvidersMap().set(name, provider));
  options.setHooks(request.getHooks());
  options.setImport(request.getImportid());
  return options;
}

/** The answer holds all options, not the changed ones alone: what it leaves out is unset, as in the engine. */
function writeOptions(request: RegisterResourceRequest, options: TransformResourceOptions): void {
  request.setDependenciesList(options.getDependsOnList());
  if (options.hasProtect()) request.setProtect(options.getProtect() ?? false);
  else request.clearProtect();
  request.setIgnorechangesList(options.getIgnoreChangesList());
  request.setReplaceonchangesList(options.getReplaceOnChangesList());
  request.setVersion(options.getVersion());
  request.setAliasesList(options.getAliasesList());
  request.setProvider(options.getProvider());
  request.setCustomtimeouts(options.getCustomTimeouts());
  if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() ?? false);
  else request.clearRetainondelete();
  request.setDeletedwith(options.getDeletedWith());
  request.setReplaceWithList(options.getReplaceWithList());
  request.setDeletebeforereplacedefined(options.hasDeleteBeforeReplace());
  request.setDeletebeforereplace(options.getDeleteBeforeReplace() ?? false);
  request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  request.clearProvidersMap();
  options.getProvidersMap().forEach((provider, name) => request.getProvidersMap().set(name, provider));
  request.setHooks(options.getHooks());
  request.setImportid(options.getImport());
}
