import { type Mistake, optional, Part, type PartDeclaration, Provision, record } from "../../../catalogue/contracts";
import type { Asked } from "../asked";
import { declarePart, partMembers, type PartSettings, resolvePart } from "../part";
import type { StorageArgs } from "./args";

export const storageShape = record({
  accountEncryption: optional(record(partMembers([Provision.Create, Provision.Inherited]))),
});

export interface StorageSettings {
  /** Absent where the stack leaves the account's setting as it is. */
  accountEncryption?: PartSettings;
}

/** Pure; notes a voucher that is missing, or that nobody asks for. */
export function resolveStorage(
  { accountEncryption }: StorageArgs,
  _asked: Asked,
  mistakes: Mistake[],
): StorageSettings {
  if (accountEncryption === undefined) return {};
  return { accountEncryption: resolvePart(Part.AccountEncryption, accountEncryption, {}, mistakes) };
}

/** The parts that policies see; none where the stack has nothing to do with the account's setting. */
export function declareStorage({ accountEncryption }: StorageSettings): Partial<Record<Part, PartDeclaration>> {
  return accountEncryption === undefined ? {} : { [Part.AccountEncryption]: declarePart(accountEncryption) };
}
