import { FalcoPriority, type FalcoRule, FalcoSource } from "../contracts";

const who = "user=%ka.user.name from=%ka.sourceips agent=%ka.useragent";
const what = "verb=%ka.verb resource=%ka.target.resource namespace=%ka.target.namespace name=%ka.target.name";

/** What people do through the API server. */
export const peopleRules: FalcoRule[] = [
  {
    // Before the others, which it stands in for: Falco tells an event once.
    name: "Emergency access used",
    what: "A user that is for emergencies changed something, read Secrets, or opened a session in a pod",
    source: FalcoSource.Audit,
    condition:
      "rampart_break_glass and ((ka.stage = ResponseStarted and ka.target.subresource in (exec, attach, portforward)) or " +
      "(rampart_answered and rampart_allowed and (ka.target.resource = secrets or not ka.verb in (get, list, watch))))",
    output: `Emergency access used | ${who} ${what} way=%ka.target.subresource`,
    priority: FalcoPriority.Critical,
    tags: ["MON-01", "PCI_DSS_10.2.1.2", "HIPAA_164.312(b)", "ISO_27001_A.8.16", "mitre_privilege_escalation"],
    runbook: "falco-emergency-access",
    needs: "breakGlassUsers",
  },
  {
    name: "Secrets read by a person",
    what: "A user that belongs to no component of the cluster got, listed or watched Secrets",
    source: FalcoSource.Audit,
    condition:
      "rampart_answered and ka.target.resource = secrets and ka.verb in (get, list, watch) and rampart_allowed and rampart_person and not rampart_automation",
    output: `Secrets read by a person | ${who} ${what}`,
    priority: FalcoPriority.Warning,
    tags: ["MON-01", "PCI_DSS_10.2.1.1", "HIPAA_164.312(b)", "ISO_27001_A.8.16", "mitre_credential_access"],
    runbook: "falco-secret-read",
    exceptions: [{ name: "known_secret", fields: ["ka.user.name", "ka.target.namespace", "ka.target.name"] }],
  },
];
