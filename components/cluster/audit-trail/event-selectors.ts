import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

type Selector = aws.types.input.cloudtrail.TrailAdvancedEventSelector;

/** Every call that manages something, in every region, reads included. */
export const managementEvents: Selector = {
  name: "management",
  fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
};

/** What happens to objects: all of it in the given buckets, and in the trail's own all but its deliveries. */
export function dataEvents(own: pulumi.Output<string>, others: pulumi.Output<string>[]): Selector[] {
  const objects = [
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: ["AWS::S3::Object"] },
  ];
  const within = (buckets: pulumi.Output<string>[]) => ({
    field: "resources.ARN",
    startsWiths: buckets.map((arn) => pulumi.interpolate`${arn}/`),
  });
  const self: Selector = {
    name: "objects of the trail",
    // A delivery that were recorded would be delivered, and recorded, for ever.
    fieldSelectors: [...objects, within([own]), { field: "eventName", notEquals: ["PutObject"] }],
  };
  return others.length === 0
    ? [self]
    : [self, { name: "objects of the stack", fieldSelectors: [...objects, within(others)] }];
}
