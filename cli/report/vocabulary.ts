import { type Control, controlById, type Regime, regimes } from "../../catalogue";

/** What a report reads of the catalogue. */
export interface Vocabulary {
  controlById: (id: string) => Control | undefined;
  regimeName: (id: Regime) => string;
}

/** The catalogue that ships. */
export const catalogueVocabulary: Vocabulary = { controlById, regimeName: (id) => regimes[id].name };
