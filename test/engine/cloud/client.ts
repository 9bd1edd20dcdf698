import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "./values";
import { fromStruct, toStruct } from "./wire";

/** What the engine would ask, in the words of a test. */
export interface Engine {
  configure(config: Properties): Promise<void>;
  check(urn: string, news: Properties, olds?: Properties): Promise<{ inputs: Properties; failures: string[] }>;
  create(urn: string, inputs: Properties, preview?: boolean): Promise<{ id: string; outputs: Properties }>;
  read(urn: string, id: string, inputs?: Properties): Promise<{ id: string; inputs: Properties; outputs: Properties }>;
  update(
    urn: string,
    id: string,
    olds: Properties,
    oldInputs: Properties,
    news: Properties,
    preview?: boolean,
  ): Promise<Properties>;
  delete(urn: string, id: string): Promise<void>;
  diff(urn: string, oldInputs: Properties, news: Properties): Promise<rpc.DiffResponse>;
  diffConfig(urn: string, oldInputs: Properties, news: Properties): Promise<rpc.DiffResponse>;
  invoke(token: string, args: Properties): Promise<Properties>;
  close(): void;
}

type Callback<T> = (error: Error | null, response: T) => void;

/** Connects as the engine does: one connection for one provider resource. */
export function connect(attach: string, provider: "aws" | "kubernetes"): Engine {
  const port = new Map(attach.split(",").map((each) => each.split(":") as [string, string])).get(provider);
  const own = { "grpc.use_local_subchannel_pool": 1 };
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), own);
  const ask = <T>(call: (callback: Callback<T>) => unknown) =>
    new Promise<T>((resolve, reject) =>
      call((error, response) => (error === null ? resolve(response) : reject(error))),
    );
  const diffRequest = (urn: string, oldInputs: Properties, news: Properties) => {
    const request = new rpc.DiffRequest();
    request.setUrn(urn);
    request.setOldInputs(toStruct(oldInputs));
    request.setNews(toStruct(news));
    return request;
  };
  return {
    configure: async (config) => {
      const request = new rpc.ConfigureRequest();
      request.setArgs(toStruct(config));
      await ask<rpc.ConfigureResponse>((done) => client.configure(request, done));
    },
    check: async (urn, news, olds = {}) => {
      const request = new rpc.CheckRequest();
      request.setUrn(urn);
      request.setNews(toStruct(news));
      request.setOlds(toStruct(olds));
      const response = await ask<rpc.CheckResponse>((done) => client.check(request, done));
      return {
        inputs: fromStruct(response.getInputs()),
        failures: response.getFailuresList().map((failure) => failure.getReason()),
      };
    },
    create: async (urn, inputs, preview = false) => {
      const request = new rpc.CreateRequest();
      request.setUrn(urn);
      request.setProperties(toStruct(inputs));
      request.setPreview(preview);
      const response = await ask<rpc.CreateResponse>((done) => client.create(request, done));
      return { id: response.getId(), outputs: fromStruct(response.getProperties()) };
    },
    read: async (urn, id, inputs = {}) => {
      const request = new rpc.ReadRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setInputs(toStruct(inputs));
      const response = await ask<rpc.ReadResponse>((done) => client.read(request, done));
      const of = (struct: Struct | undefined) => fromStruct(struct);
      return { id: response.getId(), inputs: of(response.getInputs()), outputs: of(response.getProperties()) };
    },
    update: async (urn, id, olds, oldInputs, news, preview = false) => {
      const request = new rpc.UpdateRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setOlds(toStruct(olds));
      request.setOldInputs(toStruct(oldInputs));
      request.setNews(toStruct(news));
      request.setPreview(preview);
      return fromStruct((await ask<rpc.UpdateResponse>((done) => client.update(request, done))).getProperties());
    },
    delete: async (urn, id) => {
      const request = new rpc.DeleteRequest();
      request.setUrn(urn);
      request.setId(id);
      await ask((done) => client.delete(request, done));
    },
    diff: (urn, oldInputs, news) => ask((done) => client.diff(diffRequest(urn, oldInputs, news), done)),
    diffConfig: (urn, oldInputs, news) => ask((done) => client.diffConfig(diffRequest(urn, oldInputs, news), done)),
    invoke: async (token, args) => {
      const request = new rpc.InvokeRequest();
      request.setTok(token);
      request.setArgs(toStruct(args));
      return fromStruct((await ask<rpc.InvokeResponse>((done) => client.invoke(request, done))).getReturn());
    },
    close: () => client.close(),
  };
}

export function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::project::${type}::${name}`;
}

/** The error of a call, or that there was none. */
export function failure(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "no error",
    (error: Error) => error.message,
  );
}
