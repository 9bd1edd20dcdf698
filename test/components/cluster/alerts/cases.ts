import { audit, authenticator, signIn, trail, unauthenticated, who } from "./events";

/** What an alarm must hear and must not, each with what it shows. */
export interface Cases {
  rings: Record<string, unknown>;
  silent: Record<string, unknown>;
}

const started = "ResponseStarted";
const sub = (subresource: string, resource = "pods") => ({ resource, subresource, namespace: "shop", name: "web-0" });
const rbac = (resource: string, name = "x") => ({ resource, name, apiGroup: "rbac.authorization.k8s.io" });
const secret = { resource: "secrets", namespace: "shop", name: "db" };
const webhook = { resource: "validatingwebhookconfigurations", name: "g", apiGroup: "admissionregistration.k8s.io" };
const constraint = { resource: "k8spsphostnamespace", name: "c", apiGroup: "constraints.gatekeeper.sh" };
const admin = { requestObject: { roleRef: { name: "cluster-admin" } } };
const adminAnswer = { requestObject: { subjects: [] }, responseObject: { roleRef: { name: "cluster-admin" } } };
const another = { requestObject: { roleRef: { name: "view" } } };

export const controlPlaneCases: Record<string, Cases> = {
  "anonymous-access": {
    rings: {
      "a list of pods": audit({ user: who.anonymous }),
      "as a watch": audit({ user: who.anonymous, stage: started }),
    },
    silent: {
      health: audit({ user: who.anonymous, uri: "/healthz", object: null }),
      readiness: audit({ user: who.anonymous, uri: "/readyz?verbose", object: null }),
      liveness: audit({ user: who.anonymous, uri: "/livez", object: null }),
      version: audit({ user: who.anonymous, uri: "/version", object: null }),
      refused: audit({ user: who.anonymous, code: 403 }),
      "a person": audit({}),
    },
  },
  "pod-session-opened": {
    rings: {
      "exec over WebSocket": audit({ verb: "get", stage: started, code: 101, object: sub("exec") }),
      "exec over SPDY": audit({ verb: "create", stage: started, code: 101, object: sub("exec") }),
      attach: audit({ verb: "get", stage: started, code: 101, object: sub("attach") }),
      "port-forward": audit({ verb: "create", stage: started, code: 101, object: sub("portforward") }),
      "by a service account": audit({ user: who.account, verb: "get", stage: started, code: 101, object: sub("exec") }),
      "through a kubelet": audit({ verb: "get", stage: started, object: sub("proxy", "nodes") }),
    },
    silent: {
      "the end of the same": audit({ verb: "get", code: 101, object: sub("exec") }),
      refused: audit({ verb: "get", stage: started, code: 403, object: sub("exec") }),
      logs: audit({ verb: "get", stage: started, object: sub("log") }),
      "a pod": audit({ verb: "get", object: { resource: "pods", name: "web-0" } }),
      "a watch": audit({ verb: "watch", stage: started }),
      "a service's proxy": audit({ verb: "get", stage: started, object: sub("proxy", "services") }),
    },
  },
  "pod-session-denied": {
    rings: {
      exec: audit({ verb: "get", code: 403, object: sub("exec") }),
      attach: audit({ verb: "create", code: 403, object: sub("attach") }),
      kubelet: audit({ verb: "get", code: 403, object: sub("proxy", "nodes") }),
    },
    silent: {
      "the start of the same": audit({ verb: "get", stage: started, code: 403, object: sub("exec") }),
      "one that ended": audit({ verb: "get", code: 101, object: sub("exec") }),
      "another refusal": audit({ code: 403 }),
      "a pod that is not there": audit({ verb: "get", code: 404, object: sub("exec") }),
    },
  },
  "ephemeral-container": {
    rings: {
      patched: audit({ verb: "patch", object: sub("ephemeralcontainers") }),
      "by a service account": audit({ user: who.account, verb: "update", object: sub("ephemeralcontainers") }),
    },
    silent: {
      read: audit({ verb: "get", object: sub("ephemeralcontainers") }),
      refused: audit({ verb: "patch", code: 403, object: sub("ephemeralcontainers") }),
      "a pod": audit({ verb: "patch", object: { resource: "pods", name: "web-0" } }),
    },
  },
  "rbac-change": {
    rings: {
      "a role": audit({ verb: "create", code: 201, object: rbac("roles") }),
      "a binding deleted": audit({ verb: "delete", object: rbac("clusterrolebindings") }),
      "by the pipeline": audit({ user: who.deployer, verb: "patch", object: rbac("clusterroles") }),
      "by an IAM user": audit({ user: who.user, verb: "update", object: rbac("rolebindings") }),
    },
    silent: {
      read: audit({ verb: "get", object: rbac("roles") }),
      watched: audit({ verb: "watch", object: rbac("roles") }),
      refused: audit({ verb: "create", code: 403, object: rbac("roles") }),
      "an aggregation": audit({
        user: "system:serviceaccount:kube-system:clusterrole-aggregation-controller",
        verb: "patch",
        object: rbac("clusterroles"),
      }),
      "EKS itself": audit({ user: who.eks, verb: "update", object: rbac("clusterroles") }),
      "something else": audit({ verb: "create", code: 201 }),
    },
  },
  "cluster-admin-binding": {
    rings: {
      made: audit({ verb: "create", code: 201, object: rbac("clusterrolebindings"), more: admin }),
      "in one namespace": audit({ verb: "create", code: 201, object: rbac("rolebindings"), more: admin }),
      "by a service account": audit({
        user: who.account,
        verb: "create",
        code: 201,
        object: rbac("clusterrolebindings"),
        more: admin,
      }),
      "by EKS's name": audit({
        user: who.eks,
        verb: "create",
        code: 201,
        object: rbac("clusterrolebindings"),
        more: admin,
      }),
      patched: audit({ verb: "patch", object: rbac("clusterrolebindings"), more: adminAnswer }),
      "the built-in one, without bodies": audit({
        verb: "patch",
        object: rbac("clusterrolebindings", "cluster-admin"),
      }),
    },
    silent: {
      "another role": audit({ verb: "create", code: 201, object: rbac("clusterrolebindings"), more: another }),
      read: audit({ verb: "get", object: rbac("clusterrolebindings", "cluster-admin") }),
      refused: audit({ verb: "create", code: 403, object: rbac("clusterrolebindings"), more: admin }),
      "the API server's start": audit({
        user: who.apiserver,
        verb: "create",
        code: 201,
        object: rbac("clusterrolebindings", "cluster-admin"),
        more: admin,
      }),
      "the role of that name": audit({ verb: "patch", object: rbac("clusterroles", "cluster-admin") }),
    },
  },
  impersonation: {
    rings: {
      "as an admin": audit({ more: { impersonatedUser: { username: "admin", groups: ["system:masters"] } } }),
      refused: audit({ code: 403, more: { impersonatedUser: { username: "admin" } } }),
    },
    silent: {
      oneself: audit({}),
      "a stream's start": audit({ verb: "watch", stage: started, more: { impersonatedUser: { username: "admin" } } }),
    },
  },
  "secret-read": {
    rings: {
      got: audit({ verb: "get", object: secret }),
      listed: audit({ verb: "list", object: { resource: "secrets" } }),
      "watched, from the start": audit({ verb: "watch", stage: started, object: { resource: "secrets" } }),
      "by an IAM user": audit({ user: who.user, verb: "get", object: secret }),
      "by a name of an access entry": audit({ user: who.named, verb: "get", object: secret }),
      "by the pipeline, as nobody excused it": audit({ user: who.deployer, verb: "get", object: secret }),
    },
    silent: {
      "by a service account": audit({ user: who.account, verb: "get", object: secret }),
      "by a node": audit({ user: who.node, verb: "get", object: secret }),
      "by EKS": audit({ user: who.eks, verb: "list", object: secret }),
      refused: audit({ verb: "get", code: 403, object: secret }),
      "not there": audit({ verb: "get", code: 404, object: secret }),
      written: audit({ verb: "create", code: 201, object: secret }),
      "the end of a watch": audit({ verb: "watch", object: secret }),
      "a config map": audit({ verb: "get", object: { resource: "configmaps" } }),
    },
  },
  "failed-authentication": {
    rings: { "no valid token": unauthenticated },
    silent: { forbidden: audit({ code: 403 }), fine: audit({}) },
  },
  "authenticator-denied": {
    rings: { "no access entry": authenticator("warning", "access denied") },
    silent: {
      granted: authenticator("info", "access granted"),
      "another warning": authenticator("warning", "reconfigured"),
      "an audit event": audit({}),
    },
  },
  "forbidden-burst": {
    rings: { "a person": audit({ code: 403 }), "an IAM user": audit({ user: who.user, code: 403 }) },
    silent: {
      "a service account": audit({ user: who.account, code: 403 }),
      anonymous: audit({ user: who.anonymous, code: 403 }),
      "a watch's start": audit({ verb: "watch", stage: started, code: 403 }),
      "no credentials": unauthenticated,
      fine: audit({}),
    },
  },
  "admission-change": {
    rings: {
      "a webhook": audit({ verb: "patch", object: webhook }),
      "a policy": audit({ verb: "delete", object: { ...webhook, resource: "validatingadmissionpolicies" } }),
      "a constraint": audit({ verb: "update", object: constraint }),
      "a template": audit({
        verb: "create",
        code: 201,
        object: { ...constraint, apiGroup: "templates.gatekeeper.sh" },
      }),
    },
    silent: {
      read: audit({ verb: "list", object: webhook }),
      refused: audit({ verb: "patch", code: 403, object: webhook }),
      "a certificate renewed": audit({
        user: "system:serviceaccount:gatekeeper-system:gatekeeper-admin",
        verb: "update",
        object: webhook,
      }),
      "what Gatekeeper writes of its own": audit({
        verb: "update",
        object: { ...constraint, apiGroup: "status.gatekeeper.sh" },
      }),
    },
  },
  "admission-removed": {
    rings: {
      "by a person": audit({ verb: "delete", object: webhook }),
      "by a service account": audit({ user: who.account, verb: "delete", object: webhook }),
      "all at once": audit({ verb: "deletecollection", object: constraint }),
    },
    silent: {
      changed: audit({ verb: "patch", object: webhook }),
      refused: audit({ verb: "delete", code: 403, object: webhook }),
      "something else": audit({ verb: "delete" }),
    },
  },
};

const root = (more = {}) => trail("ec2", "RunInstances", { userIdentity: { type: "Root", ...more } });

export const trailCases: Record<string, Cases> = {
  "root-use": {
    rings: { "a call": root(), "a sign-in": signIn("Root", "Success", "Yes") },
    silent: {
      "a service for it": root({ invokedBy: "AWS Internal" }),
      "an event of a service": { ...root(), eventType: "AwsServiceEvent" },
      "a role": trail("ec2", "RunInstances"),
    },
  },
  "console-without-mfa": {
    rings: { "a user": signIn("IAMUser", "Success", "No"), root: signIn("Root", "Success", "No") },
    silent: {
      "with it": signIn("IAMUser", "Success", "Yes"),
      federated: signIn("AssumedRole", "Success", "No"),
      failed: signIn("IAMUser", "Failure", "No"),
      "nothing said of it": signIn("IAMUser", "Success", undefined),
    },
  },
  "console-failures": {
    rings: { "a wrong password": signIn("IAMUser", "Failure", "No", { errorMessage: "Failed authentication" }) },
    silent: { success: signIn("IAMUser", "Success", "Yes"), "a call": trail("ec2", "RunInstances") },
  },
  "unauthorised-calls": {
    rings: {
      EC2: trail("ec2", "RunInstances", { errorCode: "Client.UnauthorizedOperation" }),
      "most services": trail("kms", "Decrypt", { errorCode: "AccessDenied" }),
      others: trail("eks", "DeleteCluster", { errorCode: "AccessDeniedException" }),
    },
    silent: {
      allowed: trail("kms", "Decrypt"),
      "another mistake": trail("kms", "Decrypt", { errorCode: "NotFoundException" }),
      "the delivery of logs": trail("s3", "PutObject", {
        errorCode: "AccessDenied",
        sourceIPAddress: "delivery.logs.amazonaws.com",
      }),
      "a look whether a bucket is there": trail("s3", "HeadBucket", { errorCode: "AccessDenied" }),
    },
  },
  "iam-change": {
    rings: {
      ...each("iam", "PutRolePolicy", "PutUserPolicy", "PutGroupPolicy", "AttachRolePolicy", "DetachUserPolicy"),
      ...each(
        "iam",
        "DeletePolicy",
        "DeletePolicyVersion",
        "DeleteRolePolicy",
        "DeleteUserPolicy",
        "DeleteGroupPolicy",
      ),
      ...each("iam", "DeleteRolePermissionsBoundary", "DeleteUserPermissionsBoundary", "PutRolePermissionsBoundary"),
      ...each("iam", "CreatePolicy", "CreatePolicyVersion", "SetDefaultPolicyVersion", "UpdateAssumeRolePolicy"),
      ...each("iam", "AddUserToGroup", "CreateUser", "CreateAccessKey", "CreateLoginProfile", "UpdateLoginProfile"),
      ...each("iam", "DeactivateMFADevice"),
    },
    silent: { ...each("iam", "GetRolePolicy", "ListPolicies", "GetPolicyVersion"), ...each("ecr", "PutImage") },
  },
  "bucket-policy-change": {
    rings: {
      ...each("s3", "PutBucketPolicy", "DeleteBucketPolicy", "PutBucketAcl", "PutBucketPublicAccessBlock"),
      ...each("s3", "DeleteBucketPublicAccessBlock", "PutAccountPublicAccessBlock", "DeleteAccountPublicAccessBlock"),
      ...each("s3", "PutBucketLifecycle", "DeleteBucketLifecycle", "PutBucketReplication", "DeleteBucketReplication"),
    },
    silent: each("s3", "GetBucketPolicy", "PutObject", "CreateBucket"),
  },
  "security-group-change": {
    rings: {
      ...each("ec2", "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress"),
      ...each("ec2", "ModifySecurityGroupRules", "CreateSecurityGroup", "DeleteSecurityGroup"),
    },
    silent: each("ec2", "DescribeSecurityGroups", "RunInstances"),
  },
};

function each(service: string, ...names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, trail(service, name)]));
}
