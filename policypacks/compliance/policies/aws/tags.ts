import { fact, type Fact } from "../../facts/fact";
import { fromJson } from "../../facts/json-text";
import { all, fail, type Judgement, misread, pass } from "../../facts/judgement";
import { kmsKey } from "../../facts/keys";
import { read, type Subject } from "../../facts/subject";
import { each, type StackCheck } from "../check";
import { bucketTypes, cluster, logGroup, repository, volume } from "./types";

/** What holds data, or decides who can read it. */
const holders = [
  cluster,
  ...bucketTypes,
  volume,
  kmsKey,
  logGroup,
  repository,
  "aws:sns/topic:Topic",
  "aws:sqs/queue:Queue",
  "aws:efs/fileSystem:FileSystem",
  "aws:rds/instance:Instance",
  "aws:rds/cluster:Cluster",
  "aws:dynamodb/table:Table",
  "aws:secretsmanager/secret:Secret",
];

/** TAG-01: what holds data bears the tags that say whose it is and what it is. */
export const requiredTags: StackCheck = {
  control: "TAG-01",
  none: "the stack holds nothing that holds data",
  judge: (stack, { parameters }) =>
    each(stack.ofType(...holders), (subject) => all(...parameters.requiredTags.map((key) => judgeTag(subject, key)))),
};

function judgeTag(subject: Subject, key: string): Judgement {
  const found = tagOf(subject, key);
  const expected = "a text that is not empty, in `tags` or in `defaultTags` of the provider";
  if (found.state === "absent") return fail(`the tag ${key} is not set; expected ${expected}`);
  if (typeof found.value !== "string") return misread({ ...found, path: `the tag ${key}` }, expected);
  return found.value.trim() === ""
    ? fail(`the tag ${key} is empty; expected ${expected}`)
    : pass(`the tag ${key} is set`);
}

/** A resource's own tags come before those of its provider. Of outputs counts what is known: it follows from the two. */
function tagOf(subject: Subject, key: string): Fact {
  const outputs = fact(subject.outputs).at("tagsAll");
  const places = [
    read(subject).at("tags"),
    read(subject).at("tagsAll"),
    ...(outputs.state === "known" ? [outputs] : []),
    defaultTags(subject.providerProps),
  ];
  const found = places.map((tags) => tags.at([key]));
  return found.find(({ state }) => state !== "absent") ?? found[0]!;
}

/** The tags that a provider gives to all that it makes. */
export const defaultTags = (provider: Record<string, unknown> = {}): Fact =>
  fromJson(fact(provider).at("defaultTags")).at("tags");
