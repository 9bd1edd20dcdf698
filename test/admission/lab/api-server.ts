import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Child, startChild } from "../../lab/children";
import { temporaryFolder } from "../../lab/folders";
import { until } from "../../lab/patience";
import { assertListensItself, reservePorts } from "../../lab/ports";
import { toolPath } from "../../lab/toolchain";
import { accepted, type ApiClient, apiClient, messageOf } from "./api-client";
import type { Connection } from "./connection";

/** Who talks to the API server. Limits of requests hold for the pipeline as for any service account; the others are above them. */
const users = {
  admin: { name: "admin", group: "system:masters" },
  gatekeeper: { name: "system:serviceaccount:gatekeeper-system:gatekeeper-admin", group: "system:masters" },
  pipeline: { name: "system:serviceaccount:delivery:pipeline", group: "system:serviceaccounts" },
} as const;
type User = keyof typeof users;

export interface ApiServer {
  port: number;
  /** Of the API server, and of whatever serves with the same key: PEM. */
  ca: string;
  /** Folder with `apiserver.crt` and `apiserver.key`, for 127.0.0.1. */
  certificates: string;
  clientOf(user: User): ApiClient;
  tokenOf(user: User): string;
  stop(): Promise<void>;
}

/** An API server with nothing in it, on an etcd of its own. Both are our children and end with us. */
export async function startApiServer(): Promise<ApiServer> {
  const folder = temporaryFolder("api-server");
  const [storePort, peerPort, port] = (await reservePorts(3)) as [number, number, number];
  const tokens = writeTokens(join(folder, "tokens.csv"));
  const store = startChild("etcd", toolPath("etcd"), storeFlags(join(folder, "etcd"), storePort, peerPort), {});
  const server = startChild("kube-apiserver", toolPath("kube-apiserver"), serverFlags(folder, storePort, port), {});
  const clients: ApiClient[] = [];
  const stop = async () => {
    clients.forEach(({ raw }) => raw.close());
    await server.stop("SIGKILL");
    await store.stop("SIGKILL");
  };
  try {
    const ca = await whileAlive(
      [store, server],
      until("the API server's certificate", () => certificateIn(folder)),
    );
    const clientOf = (user: User) => {
      const client = apiClient({ port, ca, token: tokens[user] });
      clients.push(client);
      return client;
    };
    const admin = clientOf("admin");
    await whileAlive(
      [store, server],
      until("the API server to be ready", () => isReady(admin.raw), 60_000),
    );
    for (const each of [storePort, peerPort]) assertListensItself(store, each);
    assertListensItself(server, port);
    const granted = await admin.create(binding);
    if (!accepted(granted)) throw new Error(`the pipeline gets no rights: ${messageOf(granted)}`);
    return { port, ca, certificates: folder, clientOf, tokenOf: (user) => tokens[user], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function storeFlags(folder: string, port: number, peerPort: number): string[] {
  const [client, peer] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${peerPort}`];
  return [
    `--data-dir=${folder}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    // What is lost when the machine fails is lost anyway: the folder lives as long as this process.
    "--unsafe-no-fsync=true",
  ];
}

function serverFlags(folder: string, storePort: number, port: number): string[] {
  const key = join(folder, "service-accounts.pem");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  return [
    `--etcd-servers=http://127.0.0.1:${storePort}`,
    `--cert-dir=${folder}`,
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    `--secure-port=${port}`,
    // There are no nodes that could reach it.
    "--endpoint-reconciler-type=none",
    "--service-account-issuer=https://laboratory.invalid",
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    `--token-auth-file=${join(folder, "tokens.csv")}`,
    "--authorization-mode=RBAC",
    "--service-cluster-ip-range=10.96.0.0/24",
    // No controller makes the service accounts that pods would have to name.
    "--disable-admission-plugins=ServiceAccount",
    // As on EKS. Without it the API server refuses privileged pods before any policy sees them.
    "--allow-privileged=true",
  ];
}

function writeTokens(file: string): Record<User, string> {
  const names = Object.keys(users) as User[];
  const tokens = Object.fromEntries(names.map((each) => [each, randomBytes(16).toString("hex")])) as Record<
    User,
    string
  >;
  const lines = names.map((each) => `${tokens[each]},${users[each].name},${each},${users[each].group}\n`);
  writeFileSync(file, lines.join(""), { mode: 0o600 });
  return tokens;
}

const binding = {
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "ClusterRoleBinding",
  metadata: { name: "pipeline" },
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
  subjects: [{ kind: "ServiceAccount", namespace: "delivery", name: "pipeline" }],
};

/** Waits for children that must not end meanwhile; when one does, its last words are the error. */
export function whileAlive<T>(children: readonly Child[], work: Promise<T>): Promise<T> {
  const gone = children.map(async (child) => {
    throw new Error(`${child.name} ended with ${await child.ended}:\n${child.output().slice(-2_000)}`);
  });
  return Promise.race([work, ...gone]);
}

/** The API server writes a certificate for 127.0.0.1, and after it the authority that signed it. */
function certificateIn(folder: string): string | undefined {
  const [file, key] = [join(folder, "apiserver.crt"), join(folder, "apiserver.key")];
  return existsSync(file) && existsSync(key) ? readFileSync(file, "utf8") : undefined;
}

async function isReady(connection: Connection): Promise<boolean> {
  try {
    return (await connection.send("GET", "/readyz")).code === 200;
  } catch (error) {
    if (["ECONNREFUSED", "ECONNRESET"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}
