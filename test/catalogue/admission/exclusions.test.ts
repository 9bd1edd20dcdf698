import { celEnv, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { expect } from "chai";
import { podCarriers } from "../../../catalogue";
import { excludedObjects, matchConditions } from "../../../catalogue/admission/exclusions";
import type { AdmissionExclusion } from "../../../catalogue";
import { workloads } from "./sample";

const env = celEnv({ funcs: strings });
const rule = workloads.rules[0]!;

/** Whether a rule about pods is asked about an object, with one exclusion of its control. */
function asked(exclusion: Omit<AdmissionExclusion, "control">, object: object): unknown {
  const [condition] = matchConditions(excludedObjects(rule, podCarriers, [{ control: "PSS-01", ...exclusion }]));
  if (condition === undefined) return true;
  return plan(env, parse(condition.expression))({ object } as never);
}

const named = (kind: string, name: string, namespace = "shop") => ({ kind, metadata: { name, namespace } });

describe("catalogue/admission: exclusions", () => {
  const of: [string, string, [string, string][], [string, string][]][] = [
    [
      "Pod",
      "web",
      [["Pod", "web"]],
      [
        ["Pod", "web-1"],
        ["Deployment", "web"],
      ],
    ],
    [
      "Deployment",
      "web",
      [
        ["Deployment", "web"],
        ["ReplicaSet", "web-6b7d9c5f8"],
        ["Pod", "web-6b7d9c5f8-x2x9p"],
      ],
      [
        ["Pod", "web"],
        ["Pod", "web-6b7d9c5f8"],
        ["Pod", "web-admin-6b7d9c5f8-x2x9p"],
        ["ReplicaSet", "web-admin-6b7d"],
        ["StatefulSet", "web"],
      ],
    ],
    ["ReplicaSet", "web", [["Pod", "web-x2x9p"]], [["Pod", "web-x2x9p-x2x9p"]]],
    ["ReplicationController", "web", [["Pod", "web-x2x9p"]], [["Pod", "webb-x2x9p"]]],
    [
      "StatefulSet",
      "db",
      [
        ["Pod", "db-0"],
        ["Pod", "db-12"],
      ],
      [
        ["Pod", "db-x"],
        ["Pod", "db-admin-0"],
      ],
    ],
    [
      "DaemonSet",
      "agent",
      [["Pod", "agent-x2x9p"]],
      [
        ["Pod", "agent"],
        ["Pod", "other-x2x9p"],
      ],
    ],
    [
      "Job",
      "load",
      [
        ["Pod", "load-x2x9p"],
        ["Pod", "load-0-x2x9p"],
      ],
      [["Pod", "load-x-x2x9p"]],
    ],
    [
      "CronJob",
      "load",
      [
        ["CronJob", "load"],
        ["Job", "load-29388840"],
        ["Pod", "load-29388840-x2x9p"],
        ["Pod", "load-29388840-3-x2x9p"],
      ],
      [
        ["Job", "load-x"],
        ["Pod", "load-x2x9p"],
      ],
    ],
  ];
  for (const [kind, name, without, within] of of)
    it(`of a ${kind} are it and what controllers make of it, in its namespace`, () => {
      const exclusion = { kind, namespace: "shop", name };
      for (const [each, called] of without) {
        expect(asked(exclusion, named(each, called)), `${each} ${called}`).to.equal(false);
        expect(asked(exclusion, named(each, called, "shop-2")), `${each} ${called} elsewhere`).to.equal(true);
      }
      for (const [each, called] of within)
        expect(asked(exclusion, named(each, called)), `${each} ${called}`).to.equal(true);
    });

  it("take names as they are: a dot is a dot, and nothing matches a part", () => {
    const exclusion = { kind: "Pod", namespace: "shop", name: "a.b" };
    expect(asked(exclusion, named("Pod", "a.b"))).to.equal(false);
    expect(asked(exclusion, named("MyPod", "a.b"))).to.equal(true);
    for (const name of ["axb", "xa.b", "a.bx"]) expect(asked(exclusion, named("Pod", name)), name).to.equal(true);
  });

  it("are of objects outside of namespaces where none is named", () => {
    const patterns = excludedObjects(
      rule,
      [{ apiGroups: [""], kinds: ["Namespace"] }],
      [{ control: "PSS-01", kind: "Namespace", name: "shop" }],
    );
    expect(patterns).to.deep.equal(["^Namespace//shop$"]);
    const judges = (object: object) => plan(env, parse(matchConditions(patterns)[0]!.expression))({ object } as never);
    expect(judges({ kind: "Namespace", metadata: { name: "shop" } })).to.equal(false);
    expect(judges(named("Namespace", "shop"))).to.equal(true);
  });

  it("let nothing pass that has no name yet", () => {
    const unnamed = { kind: "Pod", metadata: { generateName: "web-", namespace: "shop" } };
    expect(asked({ kind: "Pod", namespace: "shop", name: "web" }, unnamed)).to.equal(true);
  });

  it("are of the rule's control and kinds alone, sorted, each once", () => {
    const exclusion = { control: "PSS-01", kind: "Job", namespace: "b", name: "x" };
    const other = { ...exclusion, namespace: "a" };
    const kinds = [{ apiGroups: ["batch"], kinds: ["Job"] }];
    expect(excludedObjects(rule, kinds, [exclusion, other, exclusion])).to.deep.equal(["^Job/a/x$", "^Job/b/x$"]);
    expect(excludedObjects(rule, kinds, [{ ...exclusion, control: "PSS-02" }])).to.deep.equal([]);
    expect(excludedObjects(rule, kinds, [{ ...exclusion, kind: "Secret" }])).to.deep.equal([]);
    expect(matchConditions([])).to.deep.equal([]);
  });
});
