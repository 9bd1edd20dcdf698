import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { family } from "../../scripts/bench/processes";
import type { Child } from "./children";

/** Ports of this machine that nobody listens on. They are all held at once, so that no port comes twice. */
export async function reservePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listenAnywhere));
  const ports = servers.map(({ server, port }) => {
    server.close();
    return port;
  });
  return ports;
}

function listenAnywhere(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("no port was given"));
      else resolve({ server, port: address.port });
    });
  });
}

/** Between reserving a port and using it, another process may have taken it: then we would talk to a stranger. */
export function assertListensItself(child: Child, port: number): void {
  const sockets = listenersOn(port);
  if (family(child.pid).some((pid) => openSockets(pid).some((socket) => sockets.includes(socket)))) return;
  throw new Error(`port ${port} is not served by our own ${child.name} (process ${child.pid})`);
}

/** Inodes of the sockets that listen on a TCP port. */
function listenersOn(port: number): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  return ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) =>
    lines(file)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === "0A" && fields[1]?.endsWith(`:${hex}`))
      .map((fields) => fields[9]!),
  );
}

function openSockets(pid: number): string[] {
  return entries(`/proc/${pid}/fd`).flatMap(
    (fd) => /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`))?.[1] ?? [],
  );
}

// What belongs to a process may be gone by the time it is read.
const gone = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch (error) {
    if (["ENOENT", "ESRCH", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) return otherwise;
    throw error;
  }
};
const lines = (file: string) => gone(() => readFileSync(file, "utf8"), "").split("\n");
const entries = (folder: string) => gone(() => readdirSync(folder), []);
const link = (file: string) => gone(() => readlinkSync(file), "");
