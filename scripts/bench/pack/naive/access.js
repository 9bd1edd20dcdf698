"use strict";
const { containersOf, list, podOf, resource, stack, statements } = require("./policy");

const identityPolicies = ["aws:iam/policy:Policy", "aws:iam/rolePolicy:RolePolicy", "aws:iam/userPolicy:UserPolicy"];

module.exports = [
  resource("IAM-01", "Access entries alone", ({ type, props }, report) => {
    if (type === "aws:eks/cluster:Cluster" && props.accessConfig?.authenticationMode !== "API") report("not API");
  }),
  stack("IAM-02", "Administrators are named", (resources, report) => {
    for (const { type, props, urn } of resources) {
      if (type !== "aws:eks/accessPolicyAssociation:AccessPolicyAssociation") continue;
      if (/ClusterAdminPolicy$/.test(props.policyArn) && /:root$|\*/.test(props.principalArn)) report("anybody", urn);
    }
  }),
  resource("IAM-03", "No policy gives everything", ({ type, props }, report) => {
    if (!identityPolicies.includes(type)) return;
    for (const { Effect, Action } of statements(props.policy))
      if (Effect === "Allow" && list(Action).some((action) => action === "*" || action === "*:*")) report("everything");
  }),
  resource("IAM-04", "A role is for one service account", ({ type, props }, report) => {
    if (type !== "aws:iam/role:Role") return;
    for (const { Action, Condition } of statements(props.assumeRolePolicy)) {
      if (Action !== "sts:AssumeRoleWithWebIdentity") continue;
      const subject = Object.entries(Condition?.StringEquals ?? {}).find(([key]) => key.endsWith(":sub"))?.[1];
      if (!subject || String(subject).includes("*")) report("any service account");
    }
  }),
  resource("IAM-05", "Session tokens", ({ type, props }, report) => {
    if (type !== "aws:ec2/launchTemplate:LaunchTemplate") return;
    const { httpTokens, httpPutResponseHopLimit } = props.metadataOptions ?? {};
    if (httpTokens !== "required" || (httpPutResponseHopLimit ?? 1) > 1) report("no token asked for");
  }),
  stack("RBAC-04", "The mesh refuses by default", (resources, report) => {
    const closed = resources.some(
      ({ type, props }) => type.endsWith(":AuthorizationPolicy") && props.spec?.rules === undefined,
    );
    if (!closed) report("no policy allows nothing");
  }),
  stack("SEC-01", "Secrets come from a store", (resources, report) => {
    if (!resources.some(({ type }) => type.endsWith(":ClusterSecretStore"))) report("no store");
    for (const { type, props, urn } of resources) {
      if (type === "kubernetes:core/v1:Secret" && (props.data || props.stringData)) report("written down", urn);
      for (const { env = [] } of containersOf(type.startsWith("kubernetes:") ? podOf(props) : undefined))
        if (env.some(({ name, value }) => /PASSWORD|TOKEN|SECRET/.test(name) && value))
          report("in the environment", urn);
    }
  }),
];
