import type { Case } from "./case";
import { delivery } from "./delivery";
import { ec2 } from "./ec2";
import { eks } from "./eks";
import { iam } from "./iam";
import { registry } from "./registry";
import { s3 } from "./s3";
import { watching } from "./watching";

export type { Before, Case, Made } from "./case";
export { formCases } from "./forms";

export const cases: Case[] = [...delivery, ...ec2, ...eks, ...iam, ...registry, ...s3, ...watching];
