import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, oneOf } from "../../facts/judgement";
import { customerKey } from "../../facts/keys";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { logGroup, repository } from "./types";

/** How each service is told to use a key of the customer's. */
const encryptionOf: Record<string, (props: Fact) => Judgement> = {
  [logGroup]: (props) => customerKey(props.at("kmsKeyId")),
  [repository]: imagesEncrypted,
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": imagesEncrypted,
  "aws:efs/fileSystem:FileSystem": (props) =>
    all(oneOf(props.at("encrypted"), { values: [true], default: false }), customerKey(props.at("kmsKeyId"))),
  "aws:sns/topic:Topic": (props) => customerKey(props.at("kmsMasterKeyId")),
  "aws:secretsmanager/secret:Secret": (props) => customerKey(props.at("kmsKeyId")),
};

/** ENC-06: logs, images, files, messages and secrets are encrypted with a key of the customer's. */
export const serviceEncryption: ResourceCheck = {
  control: "ENC-06",
  types: Object.keys(encryptionOf),
  judge: (subject) => [encryptionOf[subject.type]!(read(subject))],
};

function imagesEncrypted(props: Fact): Judgement {
  const configurations = props.at("encryptionConfigurations");
  const items = configurations.items();
  if (configurations.state === "absent" || items?.length === 0)
    return fail(`${configurations.path} is not set, which means AES256; expected KMS with a customer-managed key`);
  if (items === undefined) return misread(configurations, "a list");
  return all(
    ...items.flatMap((each) => [
      oneOf(each.at("encryptionType"), { values: ["KMS", "KMS_DSSE"], default: "AES256", printable: ["AES256"] }),
      customerKey(each.at("kmsKey")),
    ]),
  );
}
