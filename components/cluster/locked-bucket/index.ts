export { createBucket } from "./bucket";
export { keptVersionsStatement } from "./bucket-policy";
export { type BucketLock, type BucketSpec, LockMode } from "./spec";
