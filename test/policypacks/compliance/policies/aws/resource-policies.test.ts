import { expect } from "chai";
import { controlById } from "../../../../../catalogue";
import { resourcePolicyTypes } from "../../../../../policypacks/compliance/policies/aws/resource-policies";
import { type Sample, unknown } from "../../../../support/samples";
import { type Case, cases } from "../../cases";

const beside: [type: string, property: string][] = [
  ["aws:s3/bucketPolicy:BucketPolicy", "policy"],
  ["aws:sns/topicPolicy:TopicPolicy", "policy"],
  ["aws:sqs/queuePolicy:QueuePolicy", "policy"],
  ["aws:ecr/repositoryPolicy:RepositoryPolicy", "policy"],
  ["aws:ecr/registryPolicy:RegistryPolicy", "policy"],
  ["aws:secretsmanager/secretPolicy:SecretPolicy", "policy"],
  ["aws:opensearch/domainPolicy:DomainPolicy", "accessPolicies"],
  ["aws:elasticsearch/domainPolicy:DomainPolicy", "accessPolicies"],
];
const within: [type: string, property: string][] = [
  ["aws:s3/bucket:Bucket", "policy"],
  ["aws:s3/bucketV2:BucketV2", "policy"],
  ["aws:sns/topic:Topic", "policy"],
  ["aws:sqs/queue:Queue", "policy"],
  ["aws:secretsmanager/secret:Secret", "policy"],
  ["aws:opensearch/domain:Domain", "accessPolicies"],
  ["aws:elasticsearch/domain:Domain", "accessPolicies"],
];

const one = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/app" }, Action: "s3:GetObject" };
const everybody = { ...one, Principal: "*" };
const document = (...Statement: unknown[]) => ({ Version: "2012-10-17", Statement });
const bucket = (policy: unknown): Sample[] => [
  { type: "aws:s3/bucketPolicy:BucketPolicy", name: "own", props: { bucket: "own", policy } },
];
const when = (Condition: unknown) => bucket(document({ ...everybody, Condition }));
const equal = (key: string, value: unknown) => when({ StringEquals: { [key]: value } });
const like = (key: string, value: unknown) => when({ StringLike: { [key]: value } });
const from = (value: unknown) => when({ IpAddress: { "aws:SourceIp": value } });

describe("IAM-03 policies of resources", () => {
  for (const [type, property] of [...beside, ...within]) {
    const holding = (value: unknown): Sample[] => [{ type, name: "own", props: { [property]: value } }];
    describe(type, () => {
      cases("IAM-03", [
        ["a principal by name", holding(document(one)), "pass"],
        ["everybody", holding(document(everybody)), "fail", `${property}.Statement[0] lets in everybody`],
        ["everybody, as text", holding(JSON.stringify(document(everybody))), "fail"],
        ["an unknown policy", holding(unknown), "unknown"],
        ["no JSON", holding("{"), "fail", "is no JSON"],
        ["a policy of the wrong type", holding(true), "fail"],
      ]);
    });
  }

  describe("that are absent", () => {
    cases("IAM-03", [
      ...beside.map(([type]): Case => [type, [{ type, name: "own", props: {} }], "fail", "wrong type"]),
      ...within.map(([type]): Case => [type, [{ type, name: "own", props: {} }], "not-applicable"]),
    ]);
  });

  describe("principals", () => {
    const to = (Principal: unknown) => bucket(document({ ...one, Principal }));
    cases("IAM-03", [
      ["a star among accounts", to({ AWS: "*" }), "fail"],
      ["a star in a list", to({ AWS: ["arn:aws:iam::111122223333:root", "*"] }), "fail"],
      ["a service", to({ Service: "logging.s3.amazonaws.com" }), "pass"],
      ["unknown", to(unknown), "unknown"],
      ["one of which is unknown", to({ AWS: ["arn:aws:iam::111122223333:root", unknown] }), "unknown"],
      ["one of which is unknown, beside a star", to({ AWS: [unknown, "*"] }), "fail"],
      ["all but one", bucket(document({ ...one, Principal: undefined, NotPrincipal: { AWS: "a" } })), "fail"],
      ["everybody refused", bucket(document({ ...everybody, Effect: "Deny" })), "pass"],
      ["everybody, to an unknown effect", bucket(document({ ...everybody, Effect: unknown })), "unknown"],
      ["everybody, beside an unknown statement", bucket(document(unknown, everybody)), "fail"],
      ["one, beside an unknown statement", bucket(document(unknown, one)), "unknown"],
    ]);
  });

  describe("conditions", () => {
    cases("IAM-03", [
      ["one organization", equal("aws:PrincipalOrgID", "o-exampleorg"), "pass"],
      ["an unknown organization", equal("aws:PrincipalOrgID", unknown), "unknown"],
      ["any organization", like("aws:PrincipalOrgID", "o-*"), "fail"],
      ["a part of one organization", like("aws:PrincipalOrgPaths", "o-exampleorg/r-ab12/*"), "pass"],
      ["a part of any organization", like("aws:PrincipalOrgPaths", "*/r-ab12/*"), "fail"],
      ["a part of organizations that end alike", like("aws:PrincipalOrgPaths", "o-?/r-ab12/*"), "fail"],
      ["one endpoint", equal("aws:SourceVpce", "vpce-1a2b"), "pass"],
      ["one network", equal("AWS:SourceVPC", "vpc-1a2b"), "pass"],
      ["any network", like("aws:SourceVpc", "vpc-*"), "fail"],
      ["one owner of topics", equal("AWS:SourceOwner", "111122223333"), "pass"],
      ["access points of one account", equal("s3:DataAccessPointAccount", "111122223333"), "pass"],
      ["some addresses", from(["203.0.113.0/24", "2001:db8::/32"]), "pass"],
      ["one address", from("203.0.113.7"), "pass"],
      ["one address of the longer kind", from("2001:db8::1"), "pass"],
      ["every address", from("0.0.0.0/0"), "fail"],
      ["every address of the longer kind", from("::/0"), "fail"],
      ["half of the addresses", from("0.0.0.0/1"), "fail"],
      ["as many addresses as S3 lets be", from("32.0.0.0/8"), "pass"],
      ["more addresses", from("32.0.0.0/7"), "fail"],
      ["more addresses of the longer kind", from("2001:c00::/31"), "fail"],
      ["an address beside half of them", from(["203.0.113.7", "128.0.0.0/1"]), "fail"],
      ["no addresses", from([]), "fail"],
      ["no address at all", from("office"), "fail"],
      ["unknown addresses", from(unknown), "unknown"],
      ["an unknown address beside half of them", from([unknown, "128.0.0.0/1"]), "fail"],
      ["all addresses but some", when({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }), "fail"],
      ["what the caller says of itself", equal("aws:UserAgent", "app"), "fail"],
      ["an unknown condition", when(unknown), "unknown"],
      ["unknown tests", when({ StringEquals: unknown }), "unknown"],
      ["no condition", when({}), "fail"],
    ]);
  });

  it("is about the types that the catalogue names", () => {
    expect(controlById("IAM-03")!.appliesTo).to.include.members([...resourcePolicyTypes]);
  });
});
