import { addonTypes, Part } from "../../../../catalogue";
import { all } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { some, type Ternary } from "../../facts/ternary";
import { each, type StackCheck } from "../check";
import { clustersOf, type Installation, installations, isOf } from "./installations";
import { clustersWithout, type Count, hasEach } from "./presence";

const chart = { chart: "falco" };

/** MON-01: each cluster has Falco on its nodes, and one that reads the audit log. */
export const falco: StackCheck = {
  control: "MON-01",
  none: "the stack holds no EKS cluster and no Falco",
  judge: (stack, context) => {
    const clusters = clustersWithout(Part.ThreatDetection, stack, context);
    return each(clusters, () =>
      all(
        hasEach(clusters.length, count(stack, watchesNodes), {
          what: "Falco on the nodes",
          expected: "the chart falco with a driver, beside each cluster",
        }),
        hasEach(clusters.length, count(stack, readsAuditLog), {
          what: "Falco on the audit log",
          expected: "the chart falco without a driver and with the plugin k8saudit-eks, beside each cluster",
        }),
      ),
    );
  },
};

function count(stack: Stack, does: (installed: Installation) => Ternary): Count {
  const found = installations(stack, chart).map((each) => ({
    each,
    answer: isOf(chart, each) === true ? does(each) : "unknown",
  }));
  const sure = found.filter(({ answer }) => answer === true).map(({ each }) => each);
  return { sure: clustersOf(sure), maybe: found.some(({ answer }) => answer === "unknown") };
}

/** Without a driver nothing is seen of a node. */
function watchesNodes(installed: Installation): Ternary {
  const driver = installed.value("driver.enabled");
  if (driver.state === "unknown") return "unknown";
  return driver.state === "absent" ? !isForAudit(installed) : driver.value === true;
}

/** What a component declares says which of its releases is which by its name alone. */
function readsAuditLog(installed: Installation): Ternary {
  if (addonTypes.includes(installed.subject.type))
    return installed.release.state === "unknown" ? "unknown" : isForAudit(installed);
  const plugins = installed.value("falco.load_plugins");
  if (plugins.state === "unknown") return "unknown";
  return some(
    (plugins.items() ?? []).map(({ state, value }) => (state === "unknown" ? "unknown" : isAuditPlugin(value))),
  );
}

const isForAudit = ({ subject, release: { value } }: Installation) =>
  addonTypes.includes(subject.type) && typeof value === "string" && value.includes("audit");

const isAuditPlugin = (name: unknown) => typeof name === "string" && name.startsWith("k8saudit");
