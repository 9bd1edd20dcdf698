import { readFileSync } from "node:fs";
import { createServer, request } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { ApiServer } from "../lab/api-server";

/** A way to the API server on which answers are lost. What was asked for is done all the same. */
export interface Losses {
  port: number;
  /** Methods of the requests whose answers were lost. */
  lost: string[];
  stop(): void;
}

/** Loses the first answer to each method: once by a word that the server cannot answer now, else by silence. */
export async function startLosses({ port, ca, certificates }: ApiServer): Promise<Losses> {
  const lost: string[] = [];
  const own = { cert: file(certificates, "apiserver.crt"), key: file(certificates, "apiserver.key") };
  const server = createServer(own, (asked, answered) => {
    const { method = "", url: path, headers } = asked;
    const first = !lost.includes(method);
    const onward = request({ host: "127.0.0.1", port, ca, method, path, headers }, (answer) => {
      if (!first) {
        answered.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(answered);
        return;
      }
      answer.resume();
      lost.push(method);
      if (method === "GET") answered.writeHead(503).end("not now");
      else answered.destroy();
    });
    onward.once("error", () => answered.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, lost, stop };
}

const file = (folder: string, name: string) => readFileSync(join(folder, name), "utf8");
