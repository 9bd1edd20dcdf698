"use strict";
// The rules of the catalogue as somebody would write them who has Pulumi's documentation before him: a policy for each, no
// type attached, each reading what it needs by itself. It is what the bench compares with, so it stays as it is.
const { PolicyPack } = require("@pulumi/policy");

new PolicyPack("bench-naive", {
  policies: [
    ...require("./encryption"),
    ...require("./access"),
    ...require("./network"),
    ...require("./object-rules"),
    ...require("./admission"),
    ...require("./records"),
    ...require("./operations"),
  ],
});
