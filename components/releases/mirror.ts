import type * as pulumi from "@pulumi/pulumi";
import { mapOf, optional, record, text } from "../../catalogue";
import { inputText } from "../foundations/input-text";

/** Where charts and their images come from, in place of where their makers publish them. */
export interface MirrorArgs {
  /** A repository of charts (`https://…`), or a folder of an OCI registry (`oci://…`), that holds each chart by its own name and version. @default each chart's own */
  charts?: string;
  /** By the host of a registry, what stands in its place, for example `quay.io: registry.example.com/quay`; `*` for every other host. Paths below stay as they are. @default none */
  registries?: Record<string, pulumi.Input<string>>;
}

export const mirrorShape = record({
  charts: optional(
    text("the address of a chart repository: https://… or oci://…", /^(https|oci):\/\/[^\s/][^\s]*[^\s/]$/),
  ),
  registries: optional(mapOf(inputText)),
});
