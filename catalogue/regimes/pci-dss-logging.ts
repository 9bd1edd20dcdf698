import type { Requirement } from "../contracts";
import {
  notYet,
  outOfReach,
  people,
  plan,
  planAndPeople,
  planAndRuntime,
  planRuntimePeople,
  remains,
  requirement,
  runtime,
} from "./requirement";

/** Requirements 10 to 12: logging and monitoring, testing, incident response. */
export const pciLogging: Requirement[] = [
  requirement("10.2.1", "Audit logs are on for every component", planAndRuntime),
  requirement(
    "10.2.1.1",
    "Every access of a person to cardholder data is logged",
    planAndRuntime,
    remains("Log in the application who read which account data"),
  ),
  requirement("10.2.1.2", "Everything that an administrator does is logged", planAndRuntime),
  requirement(
    "10.2.1.3",
    "Access to audit logs is logged",
    planAndRuntime,
    notYet(
      "LOG-04 asks a trail for management events, and reading a log is a data event",
      "Record the data events of the buckets and log groups that hold audit logs (`auditTrail.dataEvents`)",
    ),
  ),
  requirement("10.2.1.4", "Failed access attempts are logged", planAndRuntime),
  requirement("10.2.1.5", "Changes of credentials and privileges are logged", planAndRuntime),
  requirement(
    "10.2.1.6",
    "Starting, stopping and pausing of audit logs is logged",
    planAndRuntime,
    notYet(
      "LOG-04 asks a trail for all management events, and that these are looked for among them shows in no plan of this version",
      "Alarm on StopLogging, UpdateTrail, DeleteTrail, UpdateClusterConfig and DeleteLogGroup",
    ),
  ),
  requirement("10.2.1.7", "Creation and deletion of system objects is logged", planAndRuntime),
  requirement("10.2.2", "Log entries say who, what, when, where and with what result", planAndRuntime),
  requirement(
    "10.3.1",
    "Only people who need them can read audit logs",
    planAndPeople,
    remains("Grant the log groups and buckets of audit logs to those who review them, and review that list"),
  ),
  requirement("10.3.2", "Audit logs cannot be changed", plan),
  requirement("10.3.3", "Audit logs are copied promptly to a place that is hard to alter", planAndRuntime),
  requirement("10.3.4", "Changes to log files raise an alarm", planAndRuntime),
  requirement("10.4.1.1", "Log reviews are automated", planAndRuntime),
  requirement("10.5.1", "Audit logs are kept for twelve months, three of them at hand", plan),
  requirement("10.7.1", "Failures of critical security controls are found and handled promptly", people, {
    serviceProviderOnly: true,
    ...outOfReach(
      "the response to a failure is people's work",
      "A service provider keeps a procedure for failed controls and its records",
    ),
  }),
  requirement("10.7.2", "Failures of critical security controls are detected and answered", planRuntimePeople),
  requirement("11.3.1", "Internal vulnerability scans run at least quarterly", planRuntimePeople),
  requirement(
    "11.4.5",
    "Penetration tests confirm the segmentation",
    planAndPeople,
    remains("Have the segmentation tested by a qualified and independent tester, yearly and after changes"),
  ),
  requirement("11.4.6", "Penetration tests confirm the segmentation every six months", people, {
    serviceProviderOnly: true,
    ...outOfReach(
      "a test is done, not planned",
      "A service provider has the segmentation tested every six months and after changes",
    ),
  }),
  requirement("11.5.1", "Intrusions into the network are detected or prevented", planAndRuntime),
  requirement("11.5.1.1", "Covert malware channels are detected", runtime, {
    serviceProviderOnly: true,
    ...outOfReach(
      "it shows in traffic only",
      "A service provider inspects outbound traffic and DNS, for example with GuardDuty",
    ),
  }),
  requirement("11.5.2", "Changes of critical files raise an alarm", planAndRuntime),
  requirement("12.10.5", "The incident response plan covers alerts of the security systems", planAndPeople),
];
