import * as kubernetes from "@pulumi/kubernetes";
import { expect } from "chai";
import { awsLoadBalancerController as pin } from "../../../../catalogue/charts/aws-load-balancer-controller";
import {
  ListenerPolicy,
  LoadBalancerController,
  type LoadBalancerControllerArgs,
} from "../../../../components/addons/load-balancer-controller";
import type { Values } from "../../../../components/foundations/values";
import { handlesOf } from "../../../../components/releases";
import { record, type Recording } from "../../../support/recorder";
import { allBefore, at, dependenciesOf, shortUrn } from "../../recorded";
import { keysOf, valueMistakes } from "../chart-values";
import { associationType, oidcProvider, policyType, recordController, releaseType } from "./record";

const modes: Record<string, Partial<LoadBalancerControllerArgs>> = {
  "by default": {},
  "alone, with all that is off, without what is on": {
    replicas: 1,
    ingressValidation: false,
    waf: false,
    shield: true,
    listenerPolicy: ListenerPolicy.NewestFips,
  },
  mirrored: { mirror: { registries: { "*": "registry.example.com" } } },
  "by tokens": { cluster: { name: "main", oidcProvider, tags: { team: "a=b" } } },
};

describe("addons/load-balancer-controller", () => {
  let recording: Recording;
  before(async () => (recording = await recordController({ cluster: { name: "main", tags: { team: "shop" } } })));

  for (const [mode, args] of Object.entries(modes))
    it(`sets only values that the pinned chart has, with fitting types: ${mode}`, async () => {
      const { inputs } = (await recordController(args)).one(releaseType);
      expect(valueMistakes(pin, inputs["values"] as Values)).to.deep.equal([]);
    });

  it("installs the pinned chart with these values, whole", () => {
    const { inputs } = recording.one(releaseType);
    expect(inputs).to.deep.include({
      name: "aws-load-balancer-controller",
      chart: "aws-load-balancer-controller",
      version: pin.version,
      repositoryOpts: { repo: pin.repository },
      namespace: "aws-load-balancer-controller",
      atomic: true,
    });
    expect(inputs["values"]).to.deep.equal({
      clusterName: "main",
      region: "eu-central-1",
      vpcId: "vpc-1",
      replicaCount: 2,
      enableServiceMutatorWebhook: false,
      webhookConfig: { disableIngressValidation: false, ingressValdationFailurePolicy: "Fail" },
      keepTLSSecret: true,
      defaultSSLPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      defaultTags: { team: "shop", "rampart:cluster": "main" },
      enableWaf: false,
      enableWafv2: true,
      enableShield: false,
      controllerConfig: { featureGates: { ALBGatewayAPI: false, NLBGatewayAPI: false } },
      clusterSecretsPermissions: { allowAllSecrets: false },
      serviceAccount: { create: true, name: "aws-load-balancer-controller", annotations: {} },
      hostNetwork: false,
      podSecurityContext: { seccompProfile: { type: "RuntimeDefault" } },
      securityContext: { capabilities: { drop: ["ALL"] } },
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      priorityClassName: "system-cluster-critical",
      podDisruptionBudget: { maxUnavailable: 1 },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: { "app.kubernetes.io/name": "aws-load-balancer-controller" } },
        },
      ],
    });
  });

  it("takes what its arguments say", async () => {
    const { inputs } = (await recordController(modes["alone, with all that is off, without what is on"])).one(
      releaseType,
    );
    expect(inputs["values"]).to.deep.include({
      replicaCount: 1,
      podDisruptionBudget: {},
      webhookConfig: { disableIngressValidation: true, ingressValdationFailurePolicy: "Fail" },
      defaultSSLPolicy: "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
      enableWafv2: false,
      enableShield: true,
    });
  });

  it("offers the listener policies that the catalogue asks for, and no other", () => {
    expect(pin.securityValues["defaultSSLPolicy"]!.oneOf).to.deep.equal(Object.values(ListenerPolicy));
  });

  it("knows the chart's one image by the value that names it", async () => {
    const keys = keysOf(pin).values;
    const named = ["image.repository", "image.tag"].map((path) => keys[path]!.default).join(":");
    expect(pin.images.map(({ image }) => image)).to.deep.equal([named]);
    const { inputs } = (await recordController(modes["mirrored"])).one(releaseType);
    expect(at(inputs, "values", "image")).to.deep.equal({
      repository: "registry.example.com/eks/aws-load-balancer-controller",
    });
  });

  it("declares its release for policies, effective values included", async () => {
    const other = await recordController({ replicas: 3, values: { keepTLSSecret: false } });
    const declared = at(other.one("rampart:index:LoadBalancerController").inputs, "releases") as unknown[];
    expect(declared).to.deep.equal([
      {
        chart: "aws-load-balancer-controller",
        release: "aws-load-balancer-controller",
        version: pin.version,
        namespace: "aws-load-balancer-controller",
        securityValues: {
          replicaCount: 3,
          enableServiceMutatorWebhook: false,
          "webhookConfig.disableIngressValidation": false,
          "webhookConfig.ingressValdationFailurePolicy": "Fail",
          "clusterSecretsPermissions.allowAllSecrets": false,
          defaultSSLPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
          keepTLSSecret: false,
          hostNetwork: false,
        },
      },
    ]);
  });

  it("makes its namespace itself: restricted, unknown to Gatekeeper and the mesh", () => {
    const { inputs } = recording.one("kubernetes:core/v1:Namespace");
    expect(at(inputs, "metadata", "name")).to.equal("aws-load-balancer-controller");
    expect(at(inputs, "metadata", "labels")).to.deep.include({
      "pod-security.kubernetes.io/enforce": "restricted",
      "admission.gatekeeper.sh/ignore": "no-self-managing",
      "istio-injection": "disabled",
    });
  });

  it("lets the API server in, and its pods out to names, AWS, the API server and the agent of Pod Identity", () => {
    const tcp = (port: number) => ({ protocol: "TCP", port });
    const dns = {
      to: [
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
          podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
        },
      ],
      ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
    };
    const agent = ["169.254.170.23/32", "fd00:ec2::23/128"].map((cidr) => ({ ipBlock: { cidr } }));
    expect(recording.ofType(policyType).map(({ inputs }) => inputs["spec"])).to.deep.equal([
      {
        podSelector: {},
        policyTypes: ["Ingress", "Egress"],
        ingress: [{ ports: [tcp(9443)] }],
        egress: [dns, { ports: [tcp(443)] }, { to: agent, ports: [tcp(80)] }],
      },
      { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    ]);
  });

  it("does not call the agent where its role comes by tokens", async () => {
    const byToken = await recordController(modes["by tokens"]);
    const [spec] = byToken.ofType(policyType).map(({ inputs }) => inputs["spec"]);
    expect(at(spec, "egress")).to.have.length(2);
  });

  it("installs after its namespace, its policies and its role", () => {
    expect(dependenciesOf(recording.one(releaseType))).to.include.members([
      "aws:eks/podIdentityAssociation:PodIdentityAssociation::balancers-load-balancers",
      "kubernetes:core/v1:Namespace::balancers-aws-load-balancer-controller",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::balancers-aws-load-balancer-controller-allow-controller",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::balancers-aws-load-balancer-controller-default-deny",
    ]);
    const before = [...allBefore(recording, recording.one(releaseType))].map(shortUrn);
    expect(before).to.include("aws:iam/rolePolicy:RolePolicy::balancers-load-balancers");
  });

  it("hands its dependencies to everything that it makes, and says that none of it goes with the cluster", () => {
    const first = recording.one("kubernetes:core/v1:ConfigMap", "first");
    const component = recording.one("rampart:index:LoadBalancerController");
    const made = recording.registrations.filter(({ parent }) => parent === component.urn);
    expect(made.map(({ type }) => type).sort()).to.deep.equal(
      [
        "aws:iam/role:Role",
        "aws:iam/rolePolicy:RolePolicy",
        associationType,
        "kubernetes:core/v1:Namespace",
        policyType,
        policyType,
        releaseType,
      ].sort(),
    );
    for (const each of made) {
      expect(each.dependencies, each.urn).to.include(first.urn);
      expect(each.options.deletedWith, each.urn).to.be.oneOf([undefined, ""]);
    }
  });

  it("lets an Ingress wait for the running controller", async () => {
    const other = await record(() => {
      const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
      const args = { cluster: { name: "main" }, vpcId: "vpc-1" };
      const { ready } = handlesOf(new LoadBalancerController("balancers", args, { provider }));
      new kubernetes.networking.v1.Ingress("shop", {}, { provider, dependsOn: ready });
    });
    const before = allBefore(other, other.one("kubernetes:networking.k8s.io/v1:Ingress"));
    for (const type of [releaseType, associationType]) expect(before).to.include(other.one(type).urn);
  });
});
