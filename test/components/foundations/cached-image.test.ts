import { expect } from "chai";
import fc from "fast-check";
import {
  cachedImage,
  longestRepository,
  repositoryPattern,
  Upstream,
  upstreamOfImage,
  upstreams,
} from "../../../components/foundations/cached-image";
import { cachePrefix, clusterNamePattern } from "../../../components/foundations/names";

const url = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
const prefixes = {
  "ecr-public": "main/ecr-public",
  k8s: "main/k8s",
  quay: "main/quay",
  "docker-hub": "main/docker-hub",
  "github-container-registry": "main/ghcr",
};
const site = { url, prefixes };
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

/** What is expected of an image: the name behind the host, or undefined. */
const cases: [string, string | undefined][] = [
  ["nginx", "main/docker-hub/library/nginx"],
  ["nginx:1.29", "main/docker-hub/library/nginx:1.29"],
  ["library/nginx", "main/docker-hub/library/nginx"],
  ["docker.io/nginx", "main/docker-hub/library/nginx"],
  ["index.docker.io/library/nginx", "main/docker-hub/library/nginx"],
  ["falcosecurity/falco:0.43.0", "main/docker-hub/falcosecurity/falco:0.43.0"],
  [`docker.io/istio/pilot@${digest}`, `main/docker-hub/istio/pilot@${digest}`],
  [`velero/velero:v1.18.0@${digest}`, `main/docker-hub/velero/velero:v1.18.0@${digest}`],
  ["registry.k8s.io/pause:3.10", "main/k8s/pause:3.10"],
  ["registry.k8s.io/sig-storage/csi-attacher:v4.9.0", "main/k8s/sig-storage/csi-attacher:v4.9.0"],
  ["quay.io/tigera/operator:v1.40.0", "main/quay/tigera/operator:v1.40.0"],
  ["ghcr.io/aquasecurity/trivy-operator:0.29", "main/ghcr/aquasecurity/trivy-operator:0.29"],
  ["public.ecr.aws/eks/aws-load-balancer-controller:v3", "main/ecr-public/eks/aws-load-balancer-controller:v3"],
  ["mcr.microsoft.com/oss/x:1", undefined],
  ["registry.example.com:5000/x/y:1", undefined],
  ["localhost/x", undefined],
  ["quay.io:443/x/y", undefined],
  ["quay.io.example.com/x/y", undefined],
  [`${url}/main/quay/tigera/operator:v1`, undefined],
  ["602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/coredns:v1", undefined],
  ["", undefined],
  ["Nginx", undefined],
  ["nginx:", undefined],
  ["nginx@sha256:12", undefined],
  ["quay.io/", undefined],
  ["quay.io//x", undefined],
  ["quay.io/x y", undefined],
  ["https://quay.io/x/y", undefined],
];

const word = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,6})?$/);
const path = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join("/"));
const version = fc.constantFrom("", ":v1.2.3", ":latest", `@${digest}`, `:v1@${digest}`);
const hosts = Object.values(upstreams).flatMap((each) => each.hosts);

describe("foundations/cached-image", () => {
  for (const [image, expected] of cases) {
    it(`finds ${JSON.stringify(image)} ${expected === undefined ? "in no cache" : `at ${expected}`}`, () => {
      expect(cachedImage(image, site)).to.equal(expected === undefined ? undefined : `${url}/${expected}`);
    });
  }

  it("leaves an image whose registry has no cache", () => {
    expect(cachedImage("ghcr.io/a/b:1", { url, prefixes: { quay: "main/quay" } })).to.equal(undefined);
    expect(cachedImage("quay.io/a/b:1", { url, prefixes: {} })).to.equal(undefined);
  });

  it("takes a first folder for a registry by its dot, its port, or because it is this machine", () => {
    const images = ["registry:5000/x", "localhost/x", "example.com/x", "team/x", "x"];
    expect(images.map(upstreamOfImage)).to.deep.equal([undefined, undefined, undefined, "docker-hub", "docker-hub"]);
  });

  it("keeps name, tag and digest of any image, below the prefix of its registry", () => {
    fc.assert(
      fc.property(fc.constantFrom(...hosts), path, version, (host, name, end) => {
        const image = `${host}/${name}${end}`;
        const upstream = upstreamOfImage(image)!;
        expect(upstreams[upstream].hosts).to.include(host);
        const cached = cachedImage(image, site)!;
        expect(cached.startsWith(`${url}/${prefixes[upstream]}/`)).to.equal(true);
        expect(cached.endsWith(`/${name}${end}`)).to.equal(true);
        const repository = cached.slice(url.length + 1, cached.length - end.length);
        expect(repository).to.match(repositoryPattern);
        expect(repository.length).to.be.at.most(longestRepository);
        expect(repository.split("/").length - name.split("/").length).to.equal(
          upstream === Upstream.DockerHub && !name.includes("/") ? 3 : 2,
        );
      }),
    );
  });

  it("finds nothing twice: what is in a cache is in no other", () => {
    fc.assert(
      fc.property(fc.constantFrom(...hosts), path, version, (host, name, end) => {
        expect(cachedImage(cachedImage(`${host}/${name}${end}`, site)!, site)).to.equal(undefined);
      }),
    );
  });

  it("throws at no text, and names no repository that is too long", () => {
    fc.assert(fc.property(fc.string(), (text) => void cachedImage(text, site)));
    const long = (length: number) => cachedImage(`quay.io/${"a".repeat(length)}`, site);
    expect(long(longestRepository - "main/quay/".length)).to.be.a("string");
    expect(long(longestRepository - "main/quay/".length + 1)).to.equal(undefined);
  });
});

describe("foundations/names, prefixes of caches", () => {
  const cluster = fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/).filter((name) => clusterNamePattern.test(name));
  const folders = Object.values(upstreams).map(({ folder }) => folder);

  it("are what ECR takes, for any cluster and upstream", () => {
    fc.assert(
      fc.property(cluster, fc.constantFrom(...folders), (name, folder) => {
        const prefix = cachePrefix(name, folder);
        expect(prefix.length).to.be.within(2, 30);
        expect(prefix).to.match(/^[a-z0-9]+(?:[._-][a-z0-9]+)*\/[a-z0-9]+(?:[._-][a-z0-9]+)*$/);
        expect(prefix.endsWith(`/${folder}`)).to.equal(true);
      }),
    );
    expect(new Set(folders).size).to.equal(folders.length);
  });

  it("are the cluster's name where that is short, and tell long ones apart", () => {
    expect(cachePrefix("a".repeat(19), "docker-hub")).to.equal(`${"a".repeat(19)}/docker-hub`);
    expect(cachePrefix("a".repeat(20), "docker-hub")).to.match(/^a{12}-[0-9a-f]{6}\/docker-hub$/);
    expect(cachePrefix(`${"a".repeat(11)}-${"b".repeat(20)}`, "k8s")).to.match(/^a{11}-[0-9a-f]{6}\/k8s$/);
    fc.assert(
      fc.property(cluster, cluster, (one, other) => {
        expect(cachePrefix(one, "k8s") === cachePrefix(other, "k8s")).to.equal(one === other);
      }),
    );
    const long = (end: string) => cachePrefix(`${"a".repeat(30)}${end}`, "k8s");
    expect(long("x")).to.not.equal(long("y"));
  });
});
