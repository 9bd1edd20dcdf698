import { expect } from "chai";
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { defaultProviderOf, readingOf, registrationOf } from "../../../cli/preview/registration";
import { resolveAlias } from "../../../cli/preview/urn";
import { asSecret, toStruct, unknown } from "../../../cli/preview/wire";

const scope = { stack: "s", project: "p" };
const urn = "urn:pulumi:s::p::a:b:C::n";
const bare = {
  urn,
  type: "a:b:C",
  name: "n",
  custom: true,
  remote: false,
  external: false,
  inputs: { a: 1 },
  outputs: { a: 1, id: unknown },
  provider: "",
  providers: {},
  dependencies: [],
  propertyDependencies: {},
  options: { ignoreChanges: [], replaceOnChanges: [], aliases: [], additionalSecretOutputs: [] },
};

describe("registrations", () => {
  it("hold what a request says, and nothing that it does not", () => {
    const request = new RegisterResourceRequest();
    request.setType("a:b:C");
    request.setName("n");
    request.setCustom(true);
    request.setObject(toStruct({ a: 1 }));
    expect(registrationOf(request, urn, scope)).to.deep.equal(bare);
    request.setParent("urn:parent");
    request.setProvider("urn:provider::id");
    request.setDependenciesList(["urn:other"]);
    request.getProvidersMap().set("aws", "urn:provider::id");
    const urns = new RegisterResourceRequest.PropertyDependencies();
    urns.setUrnsList(["urn:other"]);
    request.getPropertydependenciesMap().set("a", urns);
    const timeouts = new RegisterResourceRequest.CustomTimeouts();
    timeouts.setUpdate("1m");
    timeouts.setDelete("2m");
    request.setCustomtimeouts(timeouts);
    request.setAliasurnsList(["urn:old"]);
    expect(registrationOf(request, urn, scope)).to.deep.equal({
      ...bare,
      parent: "urn:parent",
      provider: "urn:provider::id",
      providers: { aws: "urn:provider::id" },
      dependencies: ["urn:other"],
      propertyDependencies: { a: ["urn:other"] },
      options: { ...bare.options, aliases: ["urn:old"], customTimeouts: { update: "1m", delete: "2m" } },
    });
  });

  it("of what is read are external, with the id that is known", () => {
    const request = new ReadResourceRequest();
    request.setType("a:b:C");
    request.setName("n");
    request.setId("i-1");
    request.setProperties(toStruct({ a: 1 }));
    const read = { ...bare, external: true, outputs: { a: 1, id: "i-1" } };
    expect(readingOf(request, urn)).to.deep.equal(read);
    request.setParent("urn:parent");
    request.setVersion("1.2.3");
    request.setAdditionalsecretoutputsList(["a"]);
    expect(readingOf(request, urn)).to.deep.equal({
      ...read,
      parent: "urn:parent",
      outputs: { a: asSecret(1), id: "i-1" },
      options: { ...bare.options, version: "1.2.3", additionalSecretOutputs: ["a"] },
    });
  });

  it("of a default provider are as plain as can be", () => {
    expect(defaultProviderOf("a:b:C", "n", urn, { a: 1 })).to.deep.equal(bare);
  });
});

describe("aliases", () => {
  const bearer = { ...scope, type: "a:b:C", name: "n", parent: "urn:pulumi:s::p::x:y:Z::z" };
  const resolved = (fill: (spec: Alias.Spec) => void) => {
    const alias = new Alias();
    const spec = new Alias.Spec();
    fill(spec);
    alias.setSpec(spec);
    return resolveAlias(alias, bearer);
  };

  it("may be a URN as it is", () => {
    const alias = new Alias();
    alias.setUrn("urn:old");
    expect(resolveAlias(alias, bearer)).to.equal("urn:old");
  });

  it("take from the resource what they do not change", () => {
    expect(resolved(() => undefined)).to.equal("urn:pulumi:s::p::x:y:Z$a:b:C::n");
    expect(resolved((spec) => spec.setName("old"))).to.equal("urn:pulumi:s::p::x:y:Z$a:b:C::old");
    expect(resolved((spec) => spec.setType("o:l:D"))).to.equal("urn:pulumi:s::p::x:y:Z$o:l:D::n");
    expect(resolved((spec) => spec.setStack("t"))).to.equal("urn:pulumi:t::p::x:y:Z$a:b:C::n");
    expect(resolved((spec) => spec.setProject("q"))).to.equal("urn:pulumi:s::q::x:y:Z$a:b:C::n");
  });

  it("may have had another parent, or none", () => {
    expect(resolved((spec) => spec.setParenturn("urn:pulumi:s::p::k:l:M::m"))).to.equal(
      "urn:pulumi:s::p::k:l:M$a:b:C::n",
    );
    expect(resolved((spec) => spec.setNoparent(true))).to.equal("urn:pulumi:s::p::a:b:C::n");
  });
});
