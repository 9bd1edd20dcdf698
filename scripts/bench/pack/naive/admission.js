"use strict";
const { stack } = require("./policy");

module.exports = [
  stack("POL-01", "Admission is enforced", (resources, report) => {
    const found = resources.filter(({ type, props }) => type.endsWith(":Release") && props.chart === "gatekeeper");
    if (found.length === 0) report("no Gatekeeper");
    for (const { props, urn } of found)
      if (props.values?.validatingWebhookFailurePolicy !== "Fail") report("fails open", urn);
  }),
  stack("POL-02", "Admission refuses", (resources, report) => {
    for (const { type, props, urn } of resources)
      if (type.startsWith("kubernetes:constraints.gatekeeper.sh/") && props.spec?.enforcementAction !== "deny")
        report("only warns", urn);
  }),
];
