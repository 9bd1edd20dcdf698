/** Who asks the API server, by the names that EKS gives them. */
export const who = {
  person: "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_admins_0123/jane@example.com",
  deployer: "arn:aws:sts::123456789012:assumed-role/deploy/ci-4711",
  deployerTwin: "arn:aws:sts::123456789012:assumed-role/deploy-other/ci-4711",
  user: "arn:aws:iam::123456789012:user/jane",
  named: "jane",
  account: "system:serviceaccount:shop:default",
  node: "system:node:ip-10-0-1-2.eu-central-1.compute.internal",
  apiserver: "system:apiserver",
  anonymous: "system:anonymous",
  eks: "eks:addon-manager",
};

type Event = Record<string, unknown>;

/** An event of the API server's audit log: a person lists pods, unless it says otherwise. */
export function audit(own: {
  user?: string;
  verb?: string;
  code?: number;
  stage?: string;
  uri?: string;
  object?: Event | null;
  more?: Event;
}): Event {
  const { user = who.person, verb = "list", code = 200, stage = "ResponseComplete", uri = "/api/v1/pods" } = own;
  return {
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Metadata",
    auditID: "5f2c1c1e-0000-4000-8000-000000000000",
    stage,
    requestURI: uri,
    verb,
    user: { username: user, groups: ["system:authenticated"] },
    sourceIPs: ["10.0.1.2"],
    userAgent: "kubectl/v1.35.0",
    ...(own.object !== null && { objectRef: own.object ?? { resource: "pods", namespace: "shop", apiVersion: "v1" } }),
    responseStatus: { metadata: {}, code },
    ...own.more,
  };
}

/** A request that carries no valid credentials: nobody has been told apart yet. */
export const unauthenticated: Event = {
  kind: "Event",
  stage: "ResponseStarted",
  requestURI: "/api/v1/pods",
  verb: "list",
  user: {},
  responseStatus: { metadata: {}, status: "Failure", reason: "Unauthorized", code: 401 },
};

export const authenticator = (level: string, message: string) =>
  `time="2026-01-02T03:04:05Z" level=${level} msg="${message}" client="127.0.0.1:4711" method=POST path=/authenticate`;

/** An event of CloudTrail. */
export function trail(service: string, eventName: string, more: Event = {}): Event {
  return {
    eventVersion: "1.11",
    userIdentity: { type: "AssumedRole", arn: who.person },
    eventSource: `${service}.amazonaws.com`,
    eventName,
    eventType: "AwsApiCall",
    sourceIPAddress: "203.0.113.7",
    awsRegion: "eu-central-1",
    ...more,
  };
}

/** A sign-in to the console. */
export function signIn(type: string, result: string, mfa: string | undefined, more: Event = {}): Event {
  return trail("signin", "ConsoleLogin", {
    userIdentity: { type },
    eventType: "AwsConsoleSignIn",
    responseElements: { ConsoleLogin: result },
    ...(mfa !== undefined && { additionalEventData: { MFAUsed: mfa } }),
    ...more,
  });
}
