import * as grpc from "@grpc/grpc-js";
import { expect } from "chai";
import { reservePorts } from "../../lab/ports";
import { separateConnections } from "./connections";

const same = (bytes: Buffer) => bytes;
const echo = { path: "/lab.Echo/Say", requestStream: false, responseStream: false } as const;
const raw = { requestSerialize: same, requestDeserialize: same, responseSerialize: same, responseDeserialize: same };

const connect = (port: number, options: grpc.ClientOptions) =>
  new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), options);

function say(client: grpc.Client): Promise<string> {
  return new Promise<string>((resolve) =>
    client.makeUnaryRequest(echo.path, same, same, Buffer.from("hello"), (error, value) =>
      resolve(error === null ? value!.toString() : grpc.status[error.code]),
    ),
  );
}

describe("lab/connections", () => {
  it("reach an engine on a port on which another was unreachable", async () => {
    const [port = 0] = await reservePorts(1);
    // As the program of a killed engine does, it stays connected to nobody.
    const left = connect(port, {});
    expect(await say(left)).to.equal("UNAVAILABLE");
    const server = new grpc.Server();
    server.addService(
      { say: { ...echo, ...raw } },
      {
        say: (call: grpc.ServerUnaryCall<Buffer, Buffer>, reply: grpc.sendUnaryData<Buffer>) =>
          reply(null, call.request),
      },
    );
    await new Promise<void>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error) =>
        error === null ? resolve() : reject(error),
      ),
    );
    try {
      expect(await say(connect(port, {})), "what is shared remembers").to.equal("UNAVAILABLE");
      expect(await say(connect(port, separateConnections()))).to.equal("hello");
    } finally {
      left.close();
      server.forceShutdown();
    }
  });
});
