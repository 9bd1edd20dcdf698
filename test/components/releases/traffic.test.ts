import { expect } from "chai";
import { policyOf } from "../../../components/releases/traffic";

const tcp = (port: number) => ({ protocol: "TCP", port });

describe("releases/traffic", () => {
  it("of nothing is nothing, both ways", () => {
    expect(policyOf({})).to.deep.equal({
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
      ingress: [],
      egress: [],
    });
  });

  it("lets the API server in on the ports of webhooks, and some pods on theirs", () => {
    const { podSelector, ingress } = policyOf({
      pods: { app: "a" },
      fromApiServer: [8443],
      fromPods: [{ from: { namespace: "other", labels: { app: "b" } }, ports: [1, 2] }],
      fromAnywhere: [{ ports: [443], because: "users" }],
    });
    expect(podSelector).to.deep.equal({ matchLabels: { app: "a" } });
    expect(ingress).to.deep.equal([
      { ports: [tcp(8443)] },
      {
        from: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "other" } },
            podSelector: { matchLabels: { app: "b" } },
          },
        ],
        ports: [tcp(1), tcp(2)],
      },
      { ports: [tcp(443)] },
    ]);
  });

  it("knows pods of every namespace, which without a selector of namespaces are those of the same", () => {
    const { ingress, egress } = policyOf({
      fromPods: [{ from: { namespace: "*" }, ports: [1] }],
      toPods: [{ to: { namespace: "*", labels: { app: "b" } }, ports: [2] }],
    });
    expect(ingress).to.deep.equal([{ from: [{ namespaceSelector: {}, podSelector: {} }], ports: [tcp(1)] }]);
    const peer = { namespaceSelector: {}, podSelector: { matchLabels: { app: "b" } } };
    expect(egress).to.deep.equal([{ to: [peer], ports: [tcp(2)] }]);
  });

  it("lets out what looks up names, calls servers and fetches credentials, each to where that is", () => {
    const { egress } = policyOf({
      dns: true,
      toApiServer: true,
      toAws: ["s3"],
      toPodIdentity: true,
      toPods: [{ to: {}, ports: [8080] }],
      toAnywhere: [{ ports: [587], because: "mail" }],
    });
    expect(egress).to.deep.equal([
      {
        to: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
            podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
          },
        ],
        ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
      },
      { ports: [tcp(443)] },
      {
        to: [{ ipBlock: { cidr: "169.254.170.23/32" } }, { ipBlock: { cidr: "fd00:ec2::23/128" } }],
        ports: [tcp(80)],
      },
      { to: [{ podSelector: {} }], ports: [tcp(8080)] },
      { ports: [tcp(587)] },
    ]);
    expect(policyOf({ toAws: ["sts"] }).egress).to.deep.equal([{ ports: [tcp(443)] }]);
    expect(policyOf({ toAws: [] }).egress).to.deep.equal([]);
  });
});
