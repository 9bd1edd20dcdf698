import { Regime, type RegimeCatalogue } from "../contracts";
import { cisEks } from "./cis-eks";
import { gdpr } from "./gdpr";
import { hipaa } from "./hipaa";
import { iso27001 } from "./iso-27001";
import { pciDss } from "./pci-dss";
import { popia } from "./popia";

/** Every regime with its requirements. */
export const regimes: Record<Regime, RegimeCatalogue> = {
  [Regime.PciDss]: pciDss,
  [Regime.Hipaa]: hipaa,
  [Regime.Gdpr]: gdpr,
  [Regime.Popia]: popia,
  [Regime.Iso27001]: iso27001,
  [Regime.CisEks]: cisEks,
};
