import type { RuleSet } from "../contracts";

/** Whether a schedule makes backups, and for how long they are kept. What it saves, and how often, the stack tells. */
export const backupSchedules: RuleSet = {
  id: "backup-schedules",
  subject: "object",
  kinds: [{ apiGroups: ["velero.io"], kinds: ["Schedule"] }],
  variables: [{ name: "spec", expression: "has(variables.anyObject.spec) ? variables.anyObject.spec : {}" }],
  rules: [
    {
      id: "schedule-paused",
      control: "BCK-01",
      expression: "!has(variables.spec.paused) || variables.spec.paused == false",
      message: "the schedule is paused, so it makes no backups",
      remediation: "Set `paused: false`, or remove the schedule.",
    },
    {
      id: "schedule-ttl",
      control: "BCK-01",
      expression: "has(variables.spec.template) && has(variables.spec.template.ttl)",
      message: "the schedule does not say how long backups are kept",
      remediation: "Set `template.ttl`, as long as the regimes ask: 720h or more.",
    },
  ],
};
