import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What the generated SDK says about a resource type. */
export interface SdkType {
  inputs: Set<string>;
  required: string[];
  /** Only ever outputs, with their declared type. */
  computed: Map<string, string>;
  /** Inputs that the cloud fills in where they are absent, with their declared type. */
  filledIn: Map<string, string>;
}

const load = createRequire(__filename);
const folders = { aws: sdkFolder("@pulumi/aws"), kubernetes: sdkFolder("@pulumi/kubernetes") };
const known = new Map<string, SdkType | undefined>();

function sdkFolder(name: string): string {
  return dirname(load.resolve(`${name}/package.json`));
}

export function sdkVersion(provider: "aws" | "kubernetes"): string {
  const { version } = JSON.parse(readFileSync(join(folders[provider], "package.json"), "utf8")) as { version: string };
  return version;
}

/** Undefined for a kind that only a cluster knows, and for a type that does not exist. */
export function sdkType(token: string): SdkType | undefined {
  if (!known.has(token)) {
    const file = token.startsWith("aws:") ? awsFile(token) : kubernetesFile(token);
    known.set(token, file === undefined ? undefined : parse(file));
  }
  return known.get(token);
}

function awsFile(token: string): string | undefined {
  const file = join(folders.aws, `${token.split(":")[1]?.replace(/^index\//, "")}.js`);
  return existsSync(file) ? file : undefined;
}

/** `kubernetes:rbac.authorization.k8s.io/v1:ClusterRole` is in rbac/v1/clusterRole.js. */
function kubernetesFile(token: string): string | undefined {
  const [, groupVersion = "", kind = ""] = token.split(":");
  const [group = "", version = ""] = groupVersion.split("/");
  const folder = join(folders.kubernetes, group.split(".")[0] ?? "", version);
  const isOurs = !group.includes(".") || group === "helm.sh" || group.endsWith(".k8s.io");
  if (!isOurs || !existsSync(folder)) return undefined;
  const name = readdirSync(folder).find((each) => each.toLowerCase() === `${kind.toLowerCase()}.js`);
  return name === undefined ? undefined : join(folder, name);
}

function parse(file: string): SdkType {
  const script = readFileSync(file, "utf8");
  const declarations = declaredTypes(readFileSync(file.replace(/\.js$/, ".d.ts"), "utf8"));
  const assigned = [...script.matchAll(/resourceInputs\["(\w+)"\] = (.*);/g)].map(([, name = "", from = ""]) => ({
    name,
    from,
  }));
  const inputs = new Set(
    assigned.filter(({ from }) => !/^state\?|^undefined \/\*out\*\//.test(from)).map(({ name }) => name),
  );
  const required = [...script.matchAll(/Missing required property '(\w+)'/g)].map(([, name = ""]) => name);
  const declared = (name: string) => declarations.get(name) ?? "string";
  const computed = assigned.map(({ name }) => name).filter((name) => !inputs.has(name));
  const filledIn = [...inputs].filter((name) => {
    const type = declarations.get(name);
    return type !== undefined && !required.includes(name) && !type.endsWith("| undefined");
  });
  return {
    inputs,
    required: [...new Set(required)],
    computed: new Map(computed.map((name) => [name, declared(name)])),
    filledIn: new Map(filledIn.map((name) => [name, declared(name)])),
  };
}

/** `readonly arn: pulumi.Output<string>;`, also over several lines. */
function declaredTypes(declarations: string): Map<string, string> {
  const found = declarations.matchAll(/^ {4}readonly (\w+): pulumi\.Output<([\s\S]*?)>;$/gm);
  return new Map([...found].map(([, name = "", type = ""]) => [name, type.trim()]));
}
