import { temporaryFolder } from "../../lab/folders";
import { connect, type Engine } from "./client";
import { type Cloud, openCloud, type Providers, serveProviders } from "./index";
import type { Properties } from "./values";

/** A stand-in with a cloud of its own, and a connection to it. */
export interface StandIn {
  cloud: Cloud;
  providers: Providers;
  engine: Engine;
  close(): Promise<void>;
}

export async function openStandIn(name: "aws" | "kubernetes", config: Properties): Promise<StandIn> {
  const cloud = openCloud(temporaryFolder("cloud"));
  const providers = await serveProviders(cloud);
  const engine = connect(providers.attach, name);
  await engine.configure(config);
  const close = () => {
    engine.close();
    return providers.close();
  };
  return { cloud, providers, engine, close };
}
