import { Regime, type RegimeCatalogue } from "../contracts";
import { pciNetworkAndConfiguration } from "./pci-dss-network";
import { pciData } from "./pci-dss-data";
import { pciAccess } from "./pci-dss-access";
import { pciLogging } from "./pci-dss-logging";

/** Titles are ours: the text of the standard is copyrighted. */
export const pciDss: RegimeCatalogue = {
  id: Regime.PciDss,
  name: "PCI DSS",
  version: "4.0.1",
  source: "Requirement numbers of the Payment Card Industry Data Security Standard v4.0.1",
  requirements: [...pciNetworkAndConfiguration, ...pciData, ...pciAccess, ...pciLogging],
};
