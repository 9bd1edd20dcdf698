import * as pulumi from "@pulumi/pulumi";
import { check } from "../../catalogue/contracts";

/** A text that may be known only later. */
export const inputText = check(
  "a text",
  (value): value is pulumi.Input<string> =>
    (typeof value === "string" && value !== "") || pulumi.Output.isInstance(value) || value instanceof Promise,
);
