import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as rampart from "../../index";
import { ComponentType } from "../../catalogue/contracts";
import { packageSchema } from "../support/analyzer";

const golden = join(__dirname, "..", "golden", "schema.json");

/** The classes that the package exports, by name. */
const components = Object.entries(rampart)
  .filter(([, value]) => typeof value === "function" && value.prototype instanceof pulumi.ComponentResource)
  .map(([name]) => name)
  .sort();

describe("schema for other languages", function () {
  this.timeout(120_000);
  let schema: ReturnType<typeof packageSchema>;
  before(() => (schema = packageSchema(components)));

  it("has every exported component, under the token that it registers", () => {
    expect(components).to.deep.equal(
      Object.values(ComponentType)
        .map((token) => token.split(":").at(-1))
        .sort(),
    );
    expect(Object.keys(schema.resources).sort()).to.deep.equal(Object.values(ComponentType).sort());
  });

  it("describes every input and output", () => {
    const properties = [
      ...Object.entries(schema.resources).flatMap(([token, { inputProperties, properties }]) =>
        Object.entries({ ...inputProperties, ...properties }).map(
          ([name, each]) => [`${token}.${name}`, each] as const,
        ),
      ),
      ...Object.entries(schema.types).flatMap(([token, { properties }]) =>
        Object.entries(properties ?? {}).map(([name, each]) => [`${token}.${name}`, each] as const),
      ),
    ];
    expect(properties.length).to.be.greaterThan(35);
    expect(properties.filter(([, { description }]) => !description).map(([name]) => name)).to.deep.equal([]);
  });

  it("is the schema of test/golden/schema.json (`npm run golden` renews it)", () => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (process.env["RAMPART_GOLDEN"] === "renew") writeFileSync(golden, text);
    expect(text).to.equal(readFileSync(golden, "utf8"));
  });
});
