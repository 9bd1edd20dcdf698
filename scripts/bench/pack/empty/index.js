"use strict";
// One policy that does nothing, and that no type is attached to: what the protocol itself costs.
const { PolicyPack } = require("@pulumi/policy");

new PolicyPack("bench-empty", {
  policies: [
    {
      name: "nothing",
      description: "Says nothing about anything",
      enforcementLevel: "mandatory",
      validateResource: () => undefined,
    },
  ],
});
