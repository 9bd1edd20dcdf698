/** Of the values that the stack gives to Gatekeeper's chart, those that decide what its webhooks do. */
export interface ChartValues {
  logDenies: boolean;
  enableExternalData: boolean;
  enableTLSHealthcheck: boolean;
  enableK8sNativeValidation: boolean;
  constraintViolationsLimit: number;
  validatingWebhookFailurePolicy: string;
  validatingWebhookCheckIgnoreFailurePolicy: string;
  validatingWebhookTimeoutSeconds: number;
  validatingWebhookExemptNamespacesLabels: Record<string, string[]>;
  validatingWebhookCustomRules: Record<string, unknown>[];
  /** Where it is not set, Gatekeeper's own default holds: true. */
  defaultCreateVAPBindingForConstraints?: boolean;
  controllerManager: { exemptNamespaces: string[] };
}
