import {
  carriers,
  compliantTemplate,
  containerLists,
  containerOf,
  drop,
  put,
  type Template,
} from "../../catalogue/support/pods";
import type { Labelled } from "./labelled";

/**
 * Pods that the API server takes although they break a rule, where the samples of the unit tests break one thing alone
 * and the API server finds that contradictory; and a Windows pod as it must be.
 */
const changes: Record<string, (template: Template) => void> = {
  "privileged, and may gain privileges": (template) => {
    for (const list of containerLists) {
      put(containerOf(template, list), "securityContext.privileged", true);
      drop(containerOf(template, list), "securityContext.allowPrivilegeEscalation");
    }
  },
  "a process of a Windows host": (template) => {
    windows(template);
    put(template.spec, "hostNetwork", true);
    put(template.spec, "securityContext", {
      windowsOptions: { hostProcess: true, runAsUserName: "NT AUTHORITY\\SYSTEM" },
    });
    put(template.spec, "securityContext.runAsNonRoot", true);
  },
  "a Windows pod": windows,
};

function windows(template: Template): void {
  put(template.spec, "os", { name: "windows" });
  put(template.spec, "securityContext", { runAsNonRoot: true });
  for (const list of containerLists) drop(containerOf(template, list), "securityContext");
}

export function further(): Labelled[] {
  return Object.entries(changes).flatMap(([from, change]) =>
    Object.values(carriers).map((carry) => {
      const template = compliantTemplate();
      change(template);
      return { from, object: carry(template) };
    }),
  );
}
