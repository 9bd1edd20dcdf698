import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { checked } from "./check";
import type { Cloud } from "./cloud";
import { construct } from "./construct";
import { configDiffOf, diffOf } from "./diff";
import { previewCreate, previewUpdate } from "./foresight";
import { answerInvoke } from "./invokes";
import { placeOf } from "./place";
import { checkResponse, diffResponse, readInputs, returned } from "./responses";
import { sdkVersion } from "./sdk-types";
import * as service from "./service";
import { answered, type Session } from "./session";
import type { Properties } from "./values";
import { fromStruct, plain, toStruct } from "./wire";

/** Handlers by the name of their rpc. Every connection of the engine is one provider resource, with its own place. */
export type Handlers = Record<string, (request: never, connection: string) => unknown>;

/** A stand-in for one of the real providers. */
export function providerHandlers(provider: service.Place["provider"], cloud: Cloud, session: Session): Handlers {
  const places = new Map<string, service.Place>();
  const placeFor = (connection: string) => places.get(connection) ?? placeOf(provider, {});

  return {
    attach: () => new Empty(),
    handshake: () => {
      const response = new rpc.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptResources(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    },
    getPluginInfo: () => {
      const info = new PluginInfo();
      info.setVersion(sdkVersion(provider));
      return info;
    },
    cancel: () => {
      session.cancelled();
      return new Empty();
    },

    checkConfig: (request: rpc.CheckRequest) => {
      const news = fromStruct(request.getNews());
      const homeless =
        provider === "aws" && plain(news)["region"] === undefined && placeOf("aws", {}).region === undefined;
      return checkResponse(news, homeless ? [{ property: "region", reason: "Missing region configuration" }] : []);
    },
    diffConfig: (request: rpc.DiffRequest) => {
      const olds = fromStruct(request.getOldInputs() ?? request.getOlds());
      return diffResponse(configDiffOf(provider, plain(olds), plain(fromStruct(request.getNews()))));
    },
    configure: (request: rpc.ConfigureRequest, connection: string) => {
      places.set(connection, placeOf(provider, plain(configOf(provider, request))));
      const response = new rpc.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      response.setAcceptresources(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    },

    check: (request: rpc.CheckRequest, connection: string) => {
      const urn = request.getUrn();
      const { inputs, failures } = checked(placeFor(connection), typeOf(urn), fromStruct(request.getNews()), {
        logical: nameOf(urn),
        before: plain(fromStruct(request.getOlds())),
        seed: request.getRandomseed_asU8(),
        wish: request.getAutonaming(),
      });
      return checkResponse(inputs, failures);
    },
    diff: (request: rpc.DiffRequest) => {
      const urn = request.getUrn();
      const before = plain(fromStruct(request.getOldInputs()));
      return diffResponse(diffOf(typeOf(urn), nameOf(urn), before, plain(fromStruct(request.getNews()))));
    },

    create: (request: rpc.CreateRequest, connection: string) => {
      const urn = request.getUrn();
      const type = typeOf(urn);
      const wrapped = fromStruct(request.getProperties());
      const wanted = { type, urn, inputs: plain(wrapped) };
      const preview = request.getPreview();
      return answered(session, { method: "create", urn, type, id: "", preview }, () => {
        const response = new rpc.CreateResponse();
        if (preview) {
          response.setProperties(returned(type, previewCreate(cloud, placeFor(connection), wanted), wrapped));
          return { id: "", value: response };
        }
        const { id, outputs } = service.create(cloud, placeFor(connection), wanted);
        response.setId(id);
        response.setProperties(returned(type, outputs, wrapped));
        return { id, value: response };
      });
    },
    read: (request: rpc.ReadRequest, connection: string) => {
      const [urn, id] = [request.getUrn(), request.getId()];
      const type = typeOf(urn);
      return answered(session, { method: "read", urn, type, id, preview: false }, () => {
        const stored = service.read(cloud, placeFor(connection), type, id);
        const response = new rpc.ReadResponse();
        if (stored === undefined) return { id, value: response };
        const wrapped = fromStruct(request.getInputs());
        response.setId(id);
        response.setInputs(returned(type, readInputs(stored, Object.keys(wrapped)), wrapped));
        response.setProperties(returned(type, stored.outputs, { ...wrapped, ...fromStruct(request.getProperties()) }));
        return { id, value: response };
      });
    },
    update: (request: rpc.UpdateRequest, connection: string) => {
      const [urn, id] = [request.getUrn(), request.getId()];
      const type = typeOf(urn);
      const wrapped = fromStruct(request.getNews());
      const wanted = { type, urn, inputs: plain(wrapped) };
      const preview = request.getPreview();
      return answered(session, { method: "update", urn, type, id, preview }, () => {
        const place = placeFor(connection);
        const before = {
          inputs: plain(fromStruct(request.getOldInputs())),
          outputs: plain(fromStruct(request.getOlds())),
        };
        const outputs = preview
          ? previewUpdate(cloud, place, id, wanted, before)
          : service.update(cloud, place, id, wanted).outputs;
        const response = new rpc.UpdateResponse();
        response.setProperties(returned(type, outputs, wrapped));
        return { id, value: response };
      });
    },
    delete: (request: rpc.DeleteRequest, connection: string) => {
      const [urn, id] = [request.getUrn(), request.getId()];
      const type = typeOf(urn);
      return answered(session, { method: "delete", urn, type, id, preview: false }, () => {
        service.remove(cloud, placeFor(connection), type, id);
        return { id, value: new Empty() };
      });
    },

    invoke: (request: rpc.InvokeRequest, connection: string) => {
      const args = plain(fromStruct(request.getArgs()));
      const response = new rpc.InvokeResponse();
      response.setReturn(toStruct(answerInvoke(cloud, request.getTok(), args, placeFor(connection).region ?? "")));
      return response;
    },
    call: () => {
      throw new Error(`the stand-in for ${provider} answers no methods of resources`);
    },
    construct: (request: rpc.ConstructRequest) => construct(request, plain(fromStruct(request.getInputs()))),
  };
}

/** The engine hands the configuration over twice; the one by name is older and has texts only. */
function configOf(provider: string, request: rpc.ConfigureRequest): Properties {
  const variables = request.getVariablesMap().toArray();
  const named = variables.map(([name, value]) => [name.replace(`${provider}:config:`, ""), value] as const);
  return { ...Object.fromEntries(named), ...fromStruct(request.getArgs()) };
}

function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
