import { Regime } from "../contracts";
import type { Range, Reason } from "./parameter";

/**
 * Both laws ask for an end and name none. Six years is the longest period that another regime of the catalogue
 * justifies: HIPAA keeps documentation that long (164.316(b)(2)(i)).
 */
const longestStorage = [
  { regime: Regime.Gdpr, requirement: "5(1)(e)", value: 2192 },
  { regime: Regime.Popia, requirement: "14", value: 2192 },
];

/** Every number that regimes set. */
export const bounds = {
  logRetentionDays: {
    /** Twelve months of history (PCI DSS); 90 days otherwise, so that a quarterly review finds its whole quarter. */
    min: { own: 90, asked: [{ regime: Regime.PciDss, requirement: "10.5.1", value: 365 }] },
    max: { own: Number.POSITIVE_INFINITY, asked: longestStorage },
  },
  keyRotationDays: {
    max: {
      own: 365,
      asked: [
        { regime: Regime.PciDss, requirement: "3.7.4", value: 365 },
        { regime: Regime.Iso27001, requirement: "A.8.24", value: 365 },
      ],
    },
  },
  admissionReplicas: {
    /** A webhook that fails closed stops every deployment while it is down: one replica per zone. */
    min: {
      own: 3,
      asked: [
        { regime: Regime.Gdpr, requirement: "32(1)(b)", value: 3 },
        { regime: Regime.Iso27001, requirement: "A.8.14", value: 3 },
      ],
    },
  },
  alertSeverity: {
    /**
     * GuardDuty calls 7.0 and above High: a resource is compromised and in use against its owner. PCI DSS has the
     * incident plan answer what security systems alert to and names no severity; Medium, from 4.0, is activity that
     * GuardDuty itself says may be a compromise and is to be looked into, so somebody must hear of it. Low, below
     * that, was stopped before it did harm: it stays a finding to review.
     */
    max: { own: 7, asked: [{ regime: Regime.PciDss, requirement: "12.10.5", value: 4 }] },
  },
  backupLockDays: {
    /**
     * The texts ask for copies that can be retrieved and name no number. 30 days is how long a backup lives by default
     * (Velero's 720 hours): so long as nobody can alter it, whoever takes over the account destroys no backup within
     * its life, and what a monthly review finds can still be restored from before. A week of Rampart's own bridges a
     * weekend and a weekly review.
     */
    min: {
      own: 7,
      asked: [
        { regime: Regime.Hipaa, requirement: "164.308(a)(7)(ii)(A)", value: 30 },
        { regime: Regime.Gdpr, requirement: "32(1)(c)", value: 30 },
        { regime: Regime.Iso27001, requirement: "A.8.13", value: 30 },
      ],
    },
    /** What is locked cannot be erased either, so the end of storage bounds the lock. */
    max: { own: Number.POSITIVE_INFINITY, asked: longestStorage },
  },
  backupCopies: {
    /** Regions that hold each backup. One region is one event; three texts ask that its loss is survived. */
    min: {
      own: 1,
      asked: [
        { regime: Regime.Hipaa, requirement: "164.308(a)(7)(ii)(B)", value: 2 },
        { regime: Regime.Popia, requirement: "19(1)(a)", value: 2 },
        { regime: Regime.Iso27001, requirement: "A.8.14", value: 2 },
      ],
    },
  },
} as const satisfies Record<string, Range>;

/** Who asks that somebody hears of what audit alarms and GuardDuty find: log review, incident response, breach notice. */
export const alertRouteReasons: readonly Reason[] = [
  { regime: Regime.PciDss, requirement: "10.4.1.1" },
  { regime: Regime.PciDss, requirement: "12.10.5" },
  { regime: Regime.Hipaa, requirement: "164.308(a)(6)(ii)" },
  { regime: Regime.Gdpr, requirement: "33" },
  { regime: Regime.Popia, requirement: "22" },
];
