import { readFileSync } from "node:fs";
import { join } from "node:path";

export const toolNames = ["pulumi", "etcd", "kube-apiserver", "gatekeeper"] as const;
export type ToolName = (typeof toolNames)[number];

/** A Go program that the laboratories run, and the published module that it is built from. */
export interface Tool {
  name: ToolName;
  module: string;
  /** The package of the module with the program. */
  package: string;
  /** Arguments that make the program print its version. */
  asked: string[];
  /** The linker's `-X` settings, without which the program does not know its version. `v` is the pinned one. */
  stamps(v: string): Record<string, string>;
}

const tools: Record<ToolName, Omit<Tool, "name">> = {
  pulumi: {
    module: "github.com/pulumi/pulumi/pkg/v3",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    asked: ["version"],
    stamps: (v) => ({ "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": v }),
  },
  etcd: {
    module: "go.etcd.io/etcd/server/v3",
    package: "go.etcd.io/etcd/server/v3",
    asked: ["--version"],
    stamps: () => ({}),
  },
  "kube-apiserver": {
    module: "k8s.io/kubernetes",
    package: "k8s.io/kubernetes/cmd/kube-apiserver",
    asked: ["--version"],
    stamps: (v) => {
      const [major, minor] = v.slice(1).split(".");
      const base = "k8s.io/component-base/version";
      return { [`${base}.gitVersion`]: v, [`${base}.gitMajor`]: major!, [`${base}.gitMinor`]: minor! };
    },
  },
  gatekeeper: {
    module: "github.com/open-policy-agent/gatekeeper/v3",
    package: "github.com/open-policy-agent/gatekeeper/v3",
    asked: ["--version"],
    stamps: () => ({}),
  },
};

export function toolOf(name: ToolName): Tool {
  return { name, ...tools[name] };
}

/** The module that pins a tool: a `go.mod` and a `go.sum`, and no code. */
export function wrapperOf(name: ToolName): string {
  return join(__dirname, "modules", name);
}

/** The pinned version, such as "v3.259.0". It stands in the wrapper's `go.mod` alone. */
export function pinOf(name: ToolName): string {
  const text = readFileSync(join(wrapperOf(name), "go.mod"), "utf8");
  const { module } = toolOf(name);
  const line = text.split("\n").find((each) => each.trim().split(" ")[0] === module);
  const version = line?.trim().split(" ")[1];
  if (version === undefined) throw new Error(`test/lab/toolchain/modules/${name}/go.mod requires no ${module}`);
  return version;
}
