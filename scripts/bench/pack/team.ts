import { unknown } from "../../../cli/preview/wire";
import { account, keyArn, type Made, region } from "./made";

const services = 6;

/**
 * What a team brings: a namespace with its rules, six services with their identities, and the data they keep. 92
 * resources, six in ten of Kubernetes. One service in twenty has a fault, so that findings are made as well.
 */
export function teamOf(team: number): Made[] {
  const name = `team-${String(team).padStart(3, "0")}`;
  return [
    ...namespaceOf(name),
    ...Array.from({ length: services }, (_each, index) =>
      serviceOf(name, `${name}-svc-${index}`, (team * services + index) % 20 === 7),
    ).flat(),
    ...dataOf(name),
  ];
}

const object = (apiVersion: string, kind: string, name: string, rest: Record<string, unknown>): Made => ({
  type: `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`,
  name: `${name}-${kind.toLowerCase()}`,
  inputs: { apiVersion, kind, ...rest },
});

function namespaceOf(namespace: string): Made[] {
  return [
    object("v1", "Namespace", namespace, {
      metadata: {
        name: namespace,
        labels: { "istio-injection": "enabled", "pod-security.kubernetes.io/enforce": "restricted" },
      },
    }),
    object("networking.k8s.io/v1", "NetworkPolicy", `${namespace}-deny`, {
      metadata: { name: "default-deny", namespace },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    }),
    object("rbac.authorization.k8s.io/v1", "Role", namespace, {
      metadata: { name: "reader", namespace },
      rules: [{ apiGroups: [""], resources: ["pods", "services"], verbs: ["get", "list", "watch"] }],
    }),
    object("rbac.authorization.k8s.io/v1", "RoleBinding", namespace, {
      metadata: { name: "reader", namespace },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "reader" },
      subjects: [{ kind: "Group", name: `${namespace}-developers`, apiGroup: "rbac.authorization.k8s.io" }],
    }),
    object("networking.istio.io/v1", "Gateway", namespace, {
      metadata: { name: "public", namespace },
      spec: {
        selector: { istio: "gateway" },
        servers: [
          {
            port: { number: 443, name: "https", protocol: "HTTPS" },
            hosts: [`${namespace}.example`],
            tls: { mode: "SIMPLE", credentialName: namespace, minProtocolVersion: "TLSV1_3" },
          },
        ],
      },
    }),
  ];
}

function serviceOf(namespace: string, name: string, faulty: boolean): Made[] {
  const labels = {
    app: name,
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/part-of": namespace,
    "app.kubernetes.io/managed-by": "pulumi",
  };
  return [
    object("v1", "ServiceAccount", name, {
      metadata: { name, namespace, annotations: { "eks.amazonaws.com/role-arn": unknown } },
      automountServiceAccountToken: false,
    }),
    object("apps/v1", "Deployment", name, {
      metadata: { name, namespace, labels },
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels }, spec: podOf(name, faulty) },
      },
    }),
    object("v1", "Service", name, {
      metadata: { name, namespace, labels },
      spec: { type: "ClusterIP", selector: { app: name }, ports: [{ name: "http", port: 80, targetPort: 8080 }] },
    }),
    object("v1", "ConfigMap", name, {
      metadata: { name, namespace },
      data: { LOG_LEVEL: "info", REGION: region, "application.yaml": settingsOf(namespace, name) },
    }),
    object("policy/v1", "PodDisruptionBudget", name, {
      metadata: { name, namespace },
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: name } } },
    }),
    object("networking.k8s.io/v1", "NetworkPolicy", name, {
      metadata: { name, namespace },
      spec: {
        podSelector: { matchLabels: { app: name } },
        policyTypes: ["Ingress"],
        ingress: [
          { from: [{ podSelector: { matchLabels: { app: "gateway" } } }], ports: [{ port: 8080, protocol: "TCP" }] },
        ],
      },
    }),
    object("security.istio.io/v1", "AuthorizationPolicy", name, {
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: { app: name } },
        rules: [{ from: [{ source: { principals: [`cluster.local/ns/${namespace}/sa/gateway`] } }] }],
      },
    }),
    object("external-secrets.io/v1", "ExternalSecret", name, {
      metadata: { name, namespace },
      spec: {
        refreshInterval: "1h",
        secretStoreRef: { kind: "ClusterSecretStore", name: "aws" },
        target: { name },
        data: [{ secretKey: "password", remoteRef: { key: `${namespace}/${name}`, property: "password" } }],
      },
    }),
    ...identityOf(namespace, name, faulty),
  ];
}

/** A file of settings, as services have them. */
function settingsOf(namespace: string, name: string): string {
  const upstreams = ["accounts", "ledger", "notices", "reports", "search", "sessions", "settlement", "uploads"];
  return [
    `service: ${name}`,
    "server:",
    "  port: 8080",
    "upstreams:",
    ...upstreams.flatMap((upstream) => [
      `  - name: ${upstream}`,
      `    url: http://${upstream}.${namespace}.svc.cluster.local:8080`,
      "    timeout: 2s",
      "    retries: { attempts: 3, on: [connect-failure, refused-stream, unavailable] }",
    ]),
  ].join("\n");
}

function podOf(name: string, faulty: boolean): Record<string, unknown> {
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, ...(faulty ? {} : { seccompProfile: { type: "RuntimeDefault" } }) },
    topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: { app: name } },
    })),
    volumes: [
      { name: "settings", configMap: { name } },
      { name: "scratch", emptyDir: {} },
    ],
    containers: [name, "proxy"].map((container) => ({
      name: container,
      image: `registry.example/${container}@sha256:${"0".repeat(64)}`,
      args: ["--config=/etc/service/application.yaml", `--name=${container}`],
      env: [
        { name: "PORT", value: "8080" },
        { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
        { name: "POD_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
        { name: "PASSWORD", valueFrom: { secretKeyRef: { name, key: "password" } } },
      ],
      ports: [{ name: "http", containerPort: 8080 }],
      volumeMounts: [
        { name: "settings", mountPath: "/etc/service", readOnly: true },
        { name: "scratch", mountPath: "/tmp" },
      ],
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
      readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
      livenessProbe: { httpGet: { path: "/live", port: 8080 } },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
    })),
  };
}

const issuer = `oidc.eks.${region}.amazonaws.com/id/0123456789ABCDEF`;
const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

function identityOf(namespace: string, name: string, faulty: boolean): Made[] {
  return [
    {
      type: "aws:iam/role:Role",
      name: `${name}-role`,
      inputs: {
        name: `${name}-role`,
        assumeRolePolicy: policy({
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${name}`,
              [`${issuer}:aud`]: "sts.amazonaws.com",
            },
          },
        }),
      },
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: `${name}-policy`,
      inputs: {
        role: unknown,
        policy: policy({ Effect: "Allow", Action: faulty ? "*" : ["s3:GetObject"], Resource: keyArn(namespace) }),
      },
      from: { role: [`${name}-role`] },
    },
    {
      type: "aws:cloudwatch/logGroup:LogGroup",
      name: `${name}-logs`,
      inputs: { name: `/team/${name}`, retentionInDays: 365, kmsKeyId: keyArn("main-logs") },
    },
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: `${name}-group`,
      inputs: {
        vpcId: unknown,
        ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [faulty ? "0.0.0.0/0" : "10.0.0.0/16"] }],
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
      },
      from: { vpcId: ["main-vpc"] },
    },
  ];
}

function dataOf(team: string): Made[] {
  const bucket = `${team}-data`;
  const beside = (kind: string, inputs: Record<string, unknown>): Made => ({
    type: `aws:s3/${kind[0]!.toLowerCase()}${kind.slice(1)}:${kind}`,
    name: `${bucket}-${kind}`,
    inputs: { bucket: unknown, ...inputs },
    from: { bucket: [bucket] },
  });
  return [
    {
      type: "aws:kms/key:Key",
      name: `${team}-key`,
      inputs: { enableKeyRotation: true, rotationPeriodInDays: 365, deletionWindowInDays: 30 },
      outputs: { arn: unknown },
    },
    {
      type: "aws:kms/alias:Alias",
      name: `${team}-alias`,
      inputs: { name: `alias/${team}`, targetKeyId: unknown },
      from: { targetKeyId: [`${team}-key`] },
    },
    { type: "aws:s3/bucket:Bucket", name: bucket, inputs: { bucket }, outputs: { bucket } },
    beside("BucketServerSideEncryptionConfiguration", {
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn(team) } }],
    }),
    beside("BucketVersioning", { versioningConfiguration: { status: "Enabled" } }),
    beside("BucketPublicAccessBlock", {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }),
    beside("BucketPolicy", {
      policy: policy({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    }),
    {
      type: "aws:ebs/volume:Volume",
      name: `${team}-volume`,
      inputs: { availabilityZone: `${region}a`, encrypted: true, kmsKeyId: keyArn(team) },
    },
    {
      type: "aws:ecr/repository:Repository",
      name: `${team}-images`,
      inputs: {
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn(team) }],
      },
    },
    {
      type: "aws:sqs/queue:Queue",
      name: `${team}-jobs`,
      inputs: { name: `${team}-jobs`, kmsMasterKeyId: unknown },
      from: { kmsMasterKeyId: [`${team}-key`] },
    },
    {
      type: "aws:sns/topic:Topic",
      name: `${team}-events`,
      inputs: { name: `${team}-events`, kmsMasterKeyId: unknown },
      from: { kmsMasterKeyId: [`${team}-key`] },
    },
    {
      type: "aws:secretsmanager/secret:Secret",
      name: `${team}-secret`,
      inputs: { name: `${team}/database`, kmsKeyId: unknown },
      from: { kmsKeyId: [`${team}-key`] },
    },
    {
      type: "aws:dynamodb/table:Table",
      name: `${team}-table`,
      inputs: {
        hashKey: "id",
        billingMode: "PAY_PER_REQUEST",
        attributes: [{ name: "id", type: "S" }],
        serverSideEncryption: { enabled: true, kmsKeyArn: unknown },
      },
      from: { serverSideEncryption: [`${team}-key`] },
    },
    ...["metric", "errors"].map((suffix) => ({
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      name: `${team}-${suffix}`,
      inputs: { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, alarmActions: [unknown] },
      from: { alarmActions: [`${team}-events`] },
    })),
  ];
}
