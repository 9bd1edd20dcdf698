import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { format, resolveConfig } from "prettier";
import { fromCluster, longestChain } from "../../scripts/graph/chain";
import { stageGraph, waitsFor } from "../../scripts/graph/graph";
import { mermaid } from "../../scripts/graph/mermaid";
import { lifecyclePage } from "../../scripts/graph/page";
import { type Recorded, recordedStack } from "../../scripts/graph/stack";
import { stageOf } from "../../scripts/graph/stages";
import { withText } from "../../scripts/marked";
import { allowedTraffic, trafficTable } from "../../scripts/traffic/table";

const step = (type: string, name: string, needs: string[] = [], parent?: string): Recorded => ({
  urn: name,
  type,
  name,
  needs,
  ...(parent !== undefined && { parent }),
});

const stack = [
  step("rampart:index:CompliantCluster", "main"),
  step("aws:kms/key:Key", "key", [], "main"),
  step("aws:eks/cluster:Cluster", "cluster", ["key"], "main"),
  step("aws:eks/nodeGroup:NodeGroup", "nodes", ["cluster", "key"], "main"),
  step("rampart:index:Falco", "falco", ["nodes"], "main"),
  step("kubernetes:helm.sh/v3:Release", "falco-release", ["nodes", "cluster"], "falco"),
  step("rampart:index:LoadBalancerController", "lbc", ["nodes"], "main"),
  step("kubernetes:helm.sh/v3:Release", "lbc-release", ["nodes"], "lbc"),
  step("kubernetes:apps/v1:Deployment", "app", ["falco-release"]),
];

describe("the graph of a deployment", () => {
  it("leads from stage to stage, without what follows from the rest", () => {
    const graph = stageGraph(stack);
    expect(Object.fromEntries([...graph].map(([stage, near]) => [stage, [...near]]))).to.deep.equal({
      "Control plane": ["Keys"],
      Falco: ["Node groups"],
      Keys: [],
      "Load balancer controller": ["Node groups"],
      "Node groups": ["Control plane"],
      Workloads: ["Falco"],
    });
    expect(waitsFor(graph, "Workloads", "Keys")).to.equal(true);
    expect(waitsFor(graph, "Falco", "Load balancer controller")).to.equal(false);
  });

  it("is drawn with arrows from what comes first", () => {
    expect(mermaid(stageGraph(stack.slice(0, 3)))).to.equal(
      'flowchart TD\n  Control_plane["Control plane"]\n  Keys["Keys"]\n  Keys --> Control_plane',
    );
  });

  it("has a longest chain, in which components are no steps", () => {
    expect(longestChain(stack)).to.deep.equal([
      "Key key",
      "Cluster cluster",
      "NodeGroup nodes",
      "Release falco-release",
      "Deployment app",
    ]);
    expect(fromCluster(longestChain(stack))[0]).to.equal("Cluster cluster");
  });
});

describe("the table of traffic", () => {
  it("says of each policy who may call whom", () => {
    const policy = {
      metadata: { name: "allow", namespace: "tools" },
      spec: {
        podSelector: { matchLabels: { app: "web" } },
        ingress: [{ ports: [{ protocol: "TCP", port: 8443 }] }],
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
                podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
              },
            ],
            ports: [{ protocol: "UDP", port: 53 }, { port: 53 }],
          },
          { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }, { podSelector: {} }] },
          { to: [{ namespaceSelector: {} }], ports: [{ port: 15012 }] },
        ],
      },
    };
    const rows = allowedTraffic([
      { type: "kubernetes:networking.k8s.io/v1:NetworkPolicy", inputs: policy },
      { type: "kubernetes:core/v1:Namespace", inputs: {} },
    ]);
    expect(rows).to.deep.equal([
      { namespace: "tools", pods: "`app=web`", direction: "in", peer: "any address", ports: "8443" },
      {
        namespace: "tools",
        pods: "`app=web`",
        direction: "out",
        peer: "169.254.170.23/32, all pods of this namespace",
        ports: "all",
      },
      {
        namespace: "tools",
        pods: "`app=web`",
        direction: "out",
        peer: "`k8s-app=kube-dns` of kube-system",
        ports: "53/UDP, 53",
      },
      {
        namespace: "tools",
        pods: "`app=web`",
        direction: "out",
        peer: "all pods of every namespace",
        ports: "15012",
      },
    ]);
    expect(trafficTable(rows.slice(0, 1)).split("\n").at(-1)).to.equal(
      "| tools | `app=web` | in | any address | 8443 |",
    );
  });
});

describe("docs/lifecycle.md", () => {
  const file = join(__dirname, "../../docs/lifecycle.md");

  it("shows the graph, the chain and the traffic of the golden preview: npm run docs:lifecycle renews it", async () => {
    const page = readFileSync(file, "utf8");
    const renewed = await format(lifecyclePage(page), { ...(await resolveConfig(file)), parser: "markdown" });
    expect(page).to.equal(renewed);
  });

  it("is refused without a place for what is generated", () => {
    expect(() => withText("a page", "graph", "text")).to.throw("the page has no place for graph");
    expect(withText("a <!-- begin: x -->old<!-- end: x --> b", "x", "new")).to.equal(
      "a <!-- begin: x -->\n\nnew\n\n<!-- end: x --> b",
    );
  });
});

/** Whether a resource waits for another, near or far. */
function graphWaits(resources: readonly Recorded[]): (later: string, earlier: string) => boolean {
  const byUrn = new Map(resources.map((each) => [each.urn, each]));
  const reach = (urn: string, seen: Set<string>): Set<string> => {
    for (const need of byUrn.get(urn)?.needs ?? [])
      if (!seen.has(need)) {
        seen.add(need);
        reach(need, seen);
      }
    return seen;
  };
  const known = new Map<string, Set<string>>();
  return (later, earlier) => {
    if (!known.has(later)) known.set(later, reach(later, new Set()));
    return known.get(later)!.has(earlier);
  };
}

describe("the stack of prod", () => {
  const resources = recordedStack("prod");
  const graph = stageGraph(resources);

  const stageOfStep = new Map(resources.map((each) => [`${each.type.split(":").at(-1)!} ${each.name}`, each]));
  const byUrn = new Map(resources.map((each) => [each.urn, each]));

  it("has no stages that wait for each other", () => {
    for (const stage of graph.keys()) expect(waitsFor(graph, stage, stage), stage).to.equal(false);
  });

  it("has the longest chain that its add-ons require: nodes, what enforces policies, admission, the mesh's entrance", () => {
    const chain = fromCluster(longestChain(resources)).map((step) => stageOf(stageOfStep.get(step)!, byUrn)!);
    const stages = chain.filter((stage, index) => stage !== chain[index - 1]);
    // One namespace stands for those of all add-ons, which come before Gatekeeper's webhook, with what may be done in them.
    expect(stages.filter((stage) => stage !== "Velero")).to.deep.equal([
      "Control plane",
      "EKS add-ons for nodes",
      "Node groups",
      "Calico",
      "Gatekeeper",
      "Istio gateway",
      "Workloads",
    ]);
  });

  it("chains no add-on to another that it does not need", () => {
    const needed: Record<string, string[]> = {
      "External secrets": ["Calico"],
      Falco: ["Calico"],
      "Fluent bit": ["Calico"],
      Istio: ["Calico"],
      "Load balancer controller": ["Calico"],
      "Trivy operator": ["Calico"],
      Velero: ["Calico"],
      // Calico's network policies are there before anything has pods.
      Calico: [],
    };
    const addons = [...Object.keys(needed), "Gatekeeper", "Istio gateway"];
    for (const [addon, first] of Object.entries(needed)) {
      expect(graph.has(addon), addon).to.equal(true);
      expect(
        addons.filter((other) => waitsFor(graph, addon, other)),
        addon,
      ).to.deep.equal(first);
    }
    expect(addons.filter((other) => waitsFor(graph, "Istio gateway", other)).sort()).to.include.members([
      "Gatekeeper",
      "Istio",
      "Load balancer controller",
    ]);
  });

  it("makes Gatekeeper's release wait for namespaces of other add-ons, and for none of their releases", () => {
    const waits = graphWaits(resources);
    const release = resources.find(({ type, name }) => type.endsWith(":Release") && name.includes("gatekeeper"))!;
    const before = resources.filter(({ urn }) => waits(release.urn, urn));
    const namespaces = before.filter(({ type }) => type.endsWith("v1:Namespace")).map(({ name }) => name);
    expect(namespaces.length).to.be.greaterThan(8);
    expect(before.filter(({ type }) => type.endsWith(":Release")).map(({ name }) => name)).to.deep.equal([
      "prod-calico-calico",
    ]);
  });
});
