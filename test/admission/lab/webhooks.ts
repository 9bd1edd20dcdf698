import type { ApiObject } from "./api-client";
import type { ChartValues } from "./chart-values";

const namespaceName = "kubernetes.io/metadata.name";
const releaseNamespace = "gatekeeper-system";

/**
 * The webhooks as the chart registers them by these values, with an address in place of a service. What the chart adds by
 * itself stands here: its release's namespace is exempt, and so is a namespace with the ignore label, which a second
 * webhook guards.
 */
export function webhooks(values: ChartValues, address: { port: number; ca: string }): ApiObject {
  const exempt = Object.entries({ [namespaceName]: [], ...values.validatingWebhookExemptNamespacesLabels });
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata: { name: "gatekeeper-validating-webhook-configuration" },
    webhooks: [
      {
        name: "validation.gatekeeper.sh",
        ...common(values, address, "/v1/admit"),
        failurePolicy: values.validatingWebhookFailurePolicy,
        namespaceSelector: {
          matchExpressions: [
            { key: "admission.gatekeeper.sh/ignore", operator: "DoesNotExist" },
            ...exempt.map(([key, listed]) => ({
              key,
              operator: "NotIn",
              values: key === namespaceName ? [...new Set([...listed, releaseNamespace])] : listed,
            })),
          ],
        },
        rules: values.validatingWebhookCustomRules,
      },
      {
        name: "check-ignore-label.gatekeeper.sh",
        ...common(values, address, "/v1/admitlabel"),
        failurePolicy: values.validatingWebhookCheckIgnoreFailurePolicy,
        namespaceSelector: {
          matchExpressions: [{ key: namespaceName, operator: "NotIn", values: [releaseNamespace] }],
        },
        rules: [{ apiGroups: [""], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources: ["namespaces"] }],
      },
    ],
  };
}

function common(values: ChartValues, { port, ca }: { port: number; ca: string }, path: string) {
  return {
    admissionReviewVersions: ["v1", "v1beta1"],
    clientConfig: { url: `https://127.0.0.1:${port}${path}`, caBundle: Buffer.from(ca).toString("base64") },
    matchPolicy: "Exact",
    sideEffects: "None",
    timeoutSeconds: values.validatingWebhookTimeoutSeconds,
  };
}
