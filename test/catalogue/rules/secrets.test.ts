import { expect } from "chai";
import { podCarriers } from "../../../catalogue";
import { podSecrets } from "../../../catalogue/rules/secrets";
import { brokenIn } from "../support/evaluate";
import {
  carriers,
  compliantTemplate,
  type ContainerList,
  containerLists,
  containerOf,
  type Json,
} from "../support/pods";
import { plainNames, secretNames } from "../support/secret-names";

const broken = (change: Json, kind = "Deployment", list: ContainerList = "containers") => {
  const template = compliantTemplate();
  Object.assign(containerOf(template, list), change);
  return brokenIn(podSecrets, carriers[kind]!(template));
};
const variable = (name: unknown, value: unknown = "example-only") => broken({ env: [{ name, value }] });

const ref = { name: "db", key: "password" };
const cases: [what: string, container: Json, breaks: string[]][] = [
  ["no environment", {}, []],
  ["an empty one", { env: [], envFrom: [] }, []],
  ["a key of a Secret", { env: [{ name: "A", valueFrom: { secretKeyRef: ref } }] }, ["secret-variable"]],
  [
    "a key of a Secret that may be absent, after another variable",
    {
      env: [
        { name: "LEVEL", value: "info" },
        { name: "A", valueFrom: { secretKeyRef: { ...ref, optional: true } } },
      ],
    },
    ["secret-variable"],
  ],
  ["a key of a ConfigMap", { env: [{ name: "PASSWORD", valueFrom: { configMapKeyRef: ref } }] }, []],
  ["a field of the pod", { env: [{ name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] }, []],
  [
    "a whole Secret",
    { envFrom: [{ configMapRef: { name: "a" } }, { secretRef: { name: "db" } }] },
    ["secret-variables"],
  ],
  ["a whole ConfigMap", { envFrom: [{ configMapRef: { name: "a" } }] }, []],
  ["a value that is written down", { env: [{ name: "DB_PASSWORD", value: "example-only" }] }, ["written-secret"]],
  [
    "all of them",
    {
      env: [
        { name: "A", valueFrom: { secretKeyRef: ref } },
        { name: "DB_PASSWORD", value: "example-only" },
      ],
      envFrom: [{ secretRef: { name: "db" } }],
    },
    ["secret-variable", "secret-variables", "written-secret"],
  ],
];

describe("catalogue/rules: secrets of pods", () => {
  for (const [what, container, breaks] of cases) {
    it(`${what}: ${breaks.join(", ") || "allowed"}`, () => {
      for (const kind of Object.keys(carriers))
        for (const list of containerLists) expect(broken(container, kind, list), kind).to.deep.equal(breaks);
    });
  }

  it("are judged in every kind that carries pods", () => {
    expect(podSecrets.kinds).to.equal(podCarriers);
  });

  for (const name of secretNames) {
    it(`${name} is the name of a secret`, () => {
      expect(variable(name)).to.deep.equal(["written-secret"]);
    });
  }

  for (const name of plainNames) {
    it(`${name} is none`, () => {
      expect(variable(name)).to.deep.equal([]);
    });
  }

  it("are no empty text, no switch and no absent value; a number is one", () => {
    for (const value of ["", "true", "false"]) expect(variable("TOKEN", value), value).to.deep.equal([]);
    expect(broken({ env: [{ name: "TOKEN" }] })).to.deep.equal([]);
    for (const value of [12345n, 0n, "0", " ", "True"])
      expect(variable("TOKEN", value), String(value)).to.deep.equal(["written-secret"]);
  });

  it("have a name, which is a text", () => {
    expect(broken({ env: [{ value: "example-only" }] })).to.deep.equal([]);
    expect(() => variable(7n)).to.throw("written-secret decides neither");
  });
});
