/** The regimes that Rampart knows. `cis-eks` is a benchmark and joins only when asked for. */
export const Regime = {
  PciDss: "pci-dss",
  Hipaa: "hipaa",
  Gdpr: "gdpr",
  Popia: "popia",
  Iso27001: "iso-27001",
  CisEks: "cis-eks",
} as const;
export type Regime = (typeof Regime)[keyof typeof Regime];

/** Every regime id, in the order of reports. */
export const regimeIds: readonly Regime[] = Object.values(Regime);

/** The regimes that apply when nobody says otherwise: the four laws and standards of product.md, and ISO/IEC 27001. */
export const defaultRegimes: readonly Regime[] = regimeIds.filter((id) => id !== Regime.CisEks);

/**
 * Who can prove a requirement, and when.
 * preview: the plan shows it. admission: the API server refuses what breaks it. runtime: only operation shows it.
 * inherited: the cloud provider or the account provides it. organisation: people and paper.
 */
export const Proof = {
  Preview: "preview",
  Admission: "admission",
  Runtime: "runtime",
  Inherited: "inherited",
  Organisation: "organisation",
} as const;
export type Proof = (typeof Proof)[keyof typeof Proof];

export interface Requirement {
  /** The regime's own number, for example `1.3.1` or `164.312(a)(2)(iv)`. */
  id: string;
  /** Own words; the texts of some standards are copyrighted. */
  title: string;
  /** How it can be proven; the first entry is the strongest proof that Rampart offers. */
  provenBy: Proof[];
  /** Why no control of this catalogue reaches it (yet), and what the organisation does instead. Required where no control maps to it. */
  notEvidenced?: string;
  /** What the organisation does besides. Required where controls support it, and none is a part of what it asks. */
  remains?: string;
  /** HIPAA only: a Required or an Addressable implementation specification (45 CFR 164.306(d)). */
  designation?: "required" | "addressable";
  /** HIPAA only: what the proposal of January 2025 (90 FR 898) would make of it. */
  proposed2025?: string;
  /** PCI DSS only: binds service providers alone. */
  serviceProviderOnly?: boolean;
  /** ISO only: the ids of the 2013 edition. */
  aliases?: string[];
}

export interface RegimeCatalogue {
  id: Regime;
  /** The regime's name as reports print it. */
  name: string;
  version: string;
  /** Where the ids come from. */
  source: string;
  requirements: Requirement[];
}
