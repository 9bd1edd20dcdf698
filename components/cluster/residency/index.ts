export type { ResidencyArgs } from "./args";
export { checkedRegion } from "./checked-region";
export { residencyMistakes, residencyShape, type ResidencySettings, resolveResidency } from "./settings";
