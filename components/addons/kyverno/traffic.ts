import { kyverno as pin } from "../../../catalogue/charts/kyverno";
import type { Traffic } from "../../releases";
import { componentLabel } from "./values";

const answers = (component: string): Traffic => ({
  pods: { [componentLabel]: component },
  fromApiServer: pin.webhookPorts,
});

/** What Kyverno's pods may do, those of its hooks included. Of registries none: no policy of ours verifies images. */
export const kyvernoTraffic: Record<string, Traffic> = {
  kyverno: { dns: true, toApiServer: true },
  "admission-webhooks": answers("admission-controller"),
  "cleanup-webhooks": answers("cleanup-controller"),
};
