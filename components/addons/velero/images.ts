import type * as pulumi from "@pulumi/pulumi";
import { restoreDrillImage, veleroPluginImage } from "../../../catalogue/charts/velero";
import type { MirrorArgs } from "../../releases";
import { imageValues } from "../../releases/images";

/** The images that no value of the chart names, each from the mirror that stands in for its host. */
export function ownImages({ registries = {} }: MirrorArgs): Record<"plugin" | "drill", pulumi.Input<string>> {
  const from = (image: string) => {
    const keys = [{ path: "image", holds: "reference" as const }];
    const { image: mirrored = image } = imageValues({ images: [{ image, keys }] }, {}, registries);
    return mirrored as pulumi.Input<string>;
  };
  return { plugin: from(veleroPluginImage), drill: from(restoreDrillImage) };
}
