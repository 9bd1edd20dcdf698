import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { handlesOf, keepHandles } from "../../../components/releases";
import { record } from "../../support/recorder";

describe("releases/handles", () => {
  it("are those that an add-on kept, and an error where nobody did", async () => {
    await record(() => {
      const addon = new pulumi.ComponentResource("test:index:Addon", "addon");
      const other = new pulumi.ComponentResource("test:index:Addon", "other");
      keepHandles(addon, { namespaces: [other], ready: [other, addon] });
      expect(handlesOf(addon)).to.deep.equal({ namespaces: [other], ready: [other, addon] });
      expect(() => handlesOf(other)).to.throw("it is no add-on");
    });
  });
});
