import { type Sample, urnOf } from "./samples";

/** The provider of a sample: the one of its package among the samples that bears the name, else one that says nothing. */
export function providerOf({ type: of, provider: name }: Sample, samples: readonly Sample[]) {
  if (name === undefined) return undefined;
  const type = `pulumi:providers:${of.split(":")[0]!}`;
  const { props, ...found } = samples.find((each) => each.type === type && each.name === name) ?? {
    type,
    name,
    props: {},
  };
  return { type, name, urn: urnOf(found), props };
}
