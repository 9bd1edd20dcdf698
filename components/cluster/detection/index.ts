export { type DetectionArgs, FindingFrequency } from "./args";
export { createDetection, type DetectionHandle } from "./detection";
export { declareDetection, detectionShape, type DetectionSettings, resolveDetection } from "./settings";
