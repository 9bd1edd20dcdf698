import { Regime, type RegimeCatalogue } from "../contracts";
import { isoOrganisational } from "./iso-27001-organisational";
import { isoTechnological } from "./iso-27001-technological";

/** Titles are ours: the text of the standard is copyrighted. Aliases are the Annex A ids of the 2013 edition. */
export const iso27001: RegimeCatalogue = {
  id: Regime.Iso27001,
  name: "ISO/IEC 27001",
  version: "2022",
  source: "Control numbers of Annex A of ISO/IEC 27001:2022, with those of the 2013 edition as aliases",
  requirements: [...isoOrganisational, ...isoTechnological],
};
