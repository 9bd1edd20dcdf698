import { writtenSecrets } from "../aws/written-secrets";
import { asParts, type StackCheck } from "../check";
import { externalSecrets } from "../helm/external-secrets";
import { secretValues } from "../helm/secret-values";

/** SEC-01: secrets come from an external store, and are written down nowhere. */
export const secrets: StackCheck = {
  control: externalSecrets.control,
  none: "the stack holds no EKS cluster, no ClusterSecretStore, and nothing that a secret could be written into",
  judge: (stack, context) => {
    const judged = externalSecrets.judge(stack, context);
    return [...judged, ...asParts([...writtenSecrets(stack), ...secretValues(stack)], judged, stack)];
  },
};
