import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** The stack `r250` makes 250 resources: a key, a log group, and a namespace with its default deny and a workload, again and again. */
const tags = { "data-classification": "none", owner: "bench", scope: "none" };
const wanted = Number(pulumi.getStack().slice(1));

for (let index = 0; index < wanted / 5; index++) {
  const name = `unit-${index}`;
  const key = new aws.kms.Key(name, { enableKeyRotation: true, rotationPeriodInDays: 365, tags });
  new aws.cloudwatch.LogGroup(name, { kmsKeyId: key.arn, retentionInDays: 365, tags });
  const namespace = new kubernetes.core.v1.Namespace(name, {
    metadata: { name, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
  });
  new kubernetes.networking.v1.NetworkPolicy(name, {
    metadata: { namespace: namespace.metadata.name },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  });
  new kubernetes.apps.v1.Deployment(name, {
    metadata: { namespace: namespace.metadata.name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
          containers: [
            {
              name: "main",
              image: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/pause:3.10.1",
              resources: { requests: { cpu: "10m" }, limits: { memory: "16Mi" } },
              livenessProbe: { exec: { command: ["/pause", "-v"] } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ["ALL"] },
              },
            },
          ],
        },
      },
    },
  });
}
