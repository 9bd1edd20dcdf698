import { expect } from "chai";
import fc from "fast-check";
import { objectRules, type RuleSet, ruleSets } from "../../../../catalogue";
import type { Judgement } from "../../../../policypacks/compliance/facts/judgement";
import { isMap } from "../../../../policypacks/compliance/facts/unknown";
import { objectCheck } from "../../../../policypacks/compliance/policies/kubernetes/object-checks";
import { unknown } from "../../../support/samples";
import { pathsOf, replaced } from "../properties/places";
import { contextOf, sampleSets, subjectOf } from "./rule-samples";

type Json = Record<string, unknown>;

/** A map with some of the members, each of which may also be of another type. */
const some = (members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Json> =>
  fc.record(members, { requiredKeys: [] });
const loose = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: value },
    { weight: 1, arbitrary: fc.constantFrom<unknown>("x", 7, true, [], {}, null) },
  );
const words = (...all: string[]) => fc.array(fc.constantFrom(...all), { maxLength: 2 });

const metadata = some({
  name: fc.constantFrom("reader", "other"),
  namespace: fc.constantFrom("team", "default"),
  labels: some({ owner: fc.constant("a"), team: fc.constant("b") }),
  annotations: some({
    internal: fc.constant("true"),
    "container.apparmor.security.beta.kubernetes.io/a": fc.constantFrom("unconfined", "runtime/default"),
  }),
});
const security = some({
  privileged: loose(fc.boolean()),
  runAsNonRoot: fc.boolean(),
  runAsUser: fc.constantFrom(0, 1000),
  allowPrivilegeEscalation: fc.boolean(),
  capabilities: some({ add: words("NET_RAW", "NET_BIND_SERVICE"), drop: words("ALL") }),
  seccompProfile: some({ type: fc.constantFrom("RuntimeDefault", "Unconfined") }),
});
const container = (name: string) =>
  some({
    image: fc.constantFrom("registry.example/a", "docker.io/b:latest"),
    securityContext: loose(security),
    ports: fc.array(some({ hostPort: fc.constantFrom(0, 80) }), { maxLength: 2 }),
  }).map((rest): Json => ({ name, ...rest }));
const podSpec = some({
  hostNetwork: loose(fc.boolean()),
  securityContext: security,
  containers: loose(fc.tuple(container("a"), container("b")).chain((all) => fc.subarray(all))),
  initContainers: fc.tuple(container("c")).chain((all) => fc.subarray(all)),
  volumes: fc.subarray<Json>([{ name: "v", hostPath: { path: "/" } }, { name: "w", emptyDir: {} }, { name: "x" }]),
});

const kinds: Record<string, fc.Arbitrary<Json>> = {
  "kubernetes:apps/v1:Deployment": some({
    metadata,
    spec: some({ template: loose(some({ metadata, spec: loose(podSpec) })) }),
  }),
  "kubernetes:rbac.authorization.k8s.io/v1:Role": some({
    metadata,
    rules: loose(fc.array(some({ verbs: words("*", "get"), resources: words("secrets", "pods") }), { maxLength: 2 })),
  }),
  "kubernetes:core/v1:Service": some({
    metadata,
    spec: loose(
      some({ type: fc.constantFrom("NodePort", "LoadBalancer", "ClusterIP"), externalIPs: words("192.0.2.1") }),
    ),
  }),
  "kubernetes:networking.k8s.io/v1:Ingress": some({
    metadata,
    spec: some({ tls: fc.array(fc.constant({}), { maxLength: 1 }) }),
  }),
};
const [firstType, ...otherTypes] = Object.keys(kinds) as [string, ...string[]];
const typed = fc.constantFrom(firstType, ...otherTypes).chain((type) => kinds[type]!.map((props) => ({ type, props })));

const sets: readonly RuleSet[] = [...sampleSets, ...ruleSets];
const controls = [...new Set(sets.flatMap(({ rules }) => rules.map(({ control }) => control)))];
const parameters = { trustedRoles: ["reader"], registries: ["registry.example/"] };

function judge(type: string, props: Json, version = "1.34"): Map<string, readonly Judgement[]> {
  const context = contextOf({ kubernetesVersion: version, parameters });
  return new Map(
    controls.map((control) => [control, objectCheck(control, sets).judge(subjectOf(type, props), context)]),
  );
}

const withUnknown = (props: Json, path: readonly (string | number)[]): Json => replaced(props, path, unknown);

const isClosed = (judgements: readonly Judgement[]) => judgements.every(({ verdict }) => verdict === "pass");

/** How a server-side apply merges a patch: maps, and the lists whose elements have names here. */
function applied(base: unknown, patch: unknown): unknown {
  if (isMap(base) && isMap(patch)) {
    const keys = [...new Set([...Object.keys(base), ...Object.keys(patch)])];
    return Object.fromEntries(
      keys.map((key) => [key, key in patch ? (key in base ? applied(base[key], patch[key]) : patch[key]) : base[key]]),
    );
  }
  if (Array.isArray(base) && Array.isArray(patch) && [base, patch].every((list) => list.every(isNamed))) {
    const names = [...new Set([...(base as Json[]), ...(patch as Json[])].map(({ name }) => name))];
    const named = (list: unknown[], name: unknown) => (list as Json[]).find((each) => each["name"] === name);
    return names.map((name) => {
      const [before, stated] = [named(base, name), named(patch, name)];
      return before !== undefined && stated !== undefined ? applied(before, stated) : (stated ?? before);
    });
  }
  return patch ?? base;
}

const isNamed = (value: unknown) => isMap(value) && typeof value["name"] === "string";

describe("object rules: what is not known, and what a patch leaves out", () => {
  it("turn no failure and no unknown into a pass or into silence when a value becomes unknown", () => {
    fc.assert(
      fc.property(typed, fc.constantFrom("", "List", "Patch"), fc.nat(), ({ type, props }, form, index) => {
        const [token, whole] = form === "List" ? [`${type}List`, { items: [props] }] : [`${type}${form}`, props];
        const paths = pathsOf(whole);
        fc.pre(paths.length > 0);
        const path = paths[index % paths.length]!;
        const after = judge(token, withUnknown(whole, path));
        for (const [control, judgements] of judge(token, whole))
          if (!isClosed(judgements))
            expect(isClosed(after.get(control)!) && `${control}, ${path.join(".")} unknown`).to.equal(false);
      }),
      { numRuns: 300 },
    );
  });

  it("turn nothing into a failure when a value becomes unknown that no rule finds fault with", () => {
    fc.assert(
      fc.property(typed, fc.nat(), ({ type, props }, index) => {
        const paths = pathsOf(props);
        fc.pre(paths.length > 0);
        const before = judge(type, props);
        const after = judge(type, withUnknown(props, paths[index % paths.length]!));
        for (const [control, judgements] of after)
          if (isClosed(before.get(control)!))
            // What the API server refuses may be named instead of the unknown.
            expect(judgements.filter(({ rule }) => rule !== "shape").map(({ verdict }) => verdict)).to.not.include(
              "fail",
              control,
            );
      }),
      { numRuns: 400 },
    );
  });

  it("fail a patch only where the object fails with it, and pass one only where the object passes", () => {
    const seen = { fail: 0, pass: 0 };
    fc.assert(
      fc.property(
        fc
          .constantFrom(firstType, ...otherTypes)
          .chain((type) => fc.tuple(fc.constant(type), kinds[type]!, kinds[type]!)),
        ([type, base, patch]) => {
          const whole = judge(type, applied(base, patch) as Json);
          for (const [control, judgements] of judge(`${type}Patch`, patch)) {
            const found = whole.get(control)!;
            if (isClosed(judgements) && judgements.length > 0) {
              seen.pass += 1;
              // The rest of the object may be refused for its shape.
              expect(found.filter(({ rule }) => rule !== "shape" && rule !== undefined)).to.deep.equal([]);
            }
            for (const { rule, verdict } of judgements.filter(({ rule }) => rule !== "shape"))
              if (verdict === "fail" && !found.some((each) => each.rule === "shape")) {
                seen.fail += 1;
                expect(found.map((each) => `${each.rule} ${each.verdict}`)).to.include(`${rule} fail`);
              }
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(seen.fail).to.be.greaterThan(50);
    expect(seen.pass).to.be.greaterThan(10);
  });

  it("covers the catalogue's own rules", () => {
    expect(objectRules.length).to.be.greaterThan(0);
    expect(controls).to.include.members(objectRules.map(({ control }) => control));
  });
});
