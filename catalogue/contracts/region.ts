import { check } from "./shape";

/** How the name of a region looks; not a list of them, because AWS opens new ones. */
const regionForm = "[a-z]{2,4}(?:-[a-z]+){1,2}-[1-9]\\d?";
const form = new RegExp(`^${regionForm}$`);

/** A region's name: one that is known, or one that looks like it. */
export const regionText = check(
  "an AWS region such as eu-central-1",
  (value): value is string => typeof value === "string" && form.test(value),
);
