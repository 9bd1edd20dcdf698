import { expect } from "chai";
import { posture, regimeIds } from "../../../catalogue";
import type { Mistake } from "../../../catalogue/contracts";
import { partitionOf } from "../../../components/foundations/partition";
import { regionText } from "../../../catalogue/contracts";
import { backupRegionFor, secondRegions } from "../../../components/foundations/regions";

const known = Object.keys(secondRegions);
const limits = posture(regimeIds).residency;

describe("foundations/regions", () => {
  it("choose a second region", () => {
    const chosen = {
      "eu-central-1": "eu-west-1",
      "eu-west-1": "eu-central-1",
      "af-south-1": "eu-west-1",
      "us-east-1": "us-west-2",
      "us-gov-west-1": "us-gov-east-1",
      "us-gov-east-1": "us-gov-west-1",
      "cn-north-1": "cn-northwest-1",
      "cn-northwest-1": "cn-north-1",
      "ca-central-1": "ca-west-1",
      "ap-southeast-2": "ap-southeast-4",
    };
    for (const [region, second] of Object.entries(chosen)) expect(backupRegionFor(region), region).to.equal(second);
  });

  it("choose none where the partition has no other, or the region is not known", () => {
    const alone = known.filter((region) => backupRegionFor(region) === undefined);
    expect(alone).to.deep.equal(["eusc-de-east-1", "eu-isoe-west-1"]);
    for (const region of ["eu-east-9", "toString", "", "EU-CENTRAL-1"]) {
      expect(backupRegionFor(region), region).to.equal(undefined);
    }
  });

  it("never choose the region itself, nor another partition, nor a region that is not known", () => {
    for (const region of known) {
      const second = backupRegionFor(region);
      if (second === undefined) continue;
      expect(second, region).to.not.equal(region);
      expect(partitionOf(second), region).to.equal(partitionOf(region));
      expect(known, region).to.include(second);
    }
  });

  it("leave no area where a regime lets data lie", () => {
    expect(limits).to.have.length(2);
    for (const { value, area } of limits) {
      for (const region of value) {
        const second = backupRegionFor(region);
        if (second !== undefined) expect(value, `${region} in ${area}`).to.include(second);
      }
    }
  });

  it("cross no border where the country has another region", () => {
    const countries = [
      ["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
      ["ca-central-1", "ca-west-1"],
      ["ap-south-1", "ap-south-2"],
      ["ap-northeast-1", "ap-northeast-3"],
      ["ap-southeast-2", "ap-southeast-4"],
    ];
    for (const country of countries) {
      for (const region of country) expect(country, region).to.include(backupRegionFor(region));
    }
  });

  it("hold every region that the limits of regimes name", () => {
    for (const { value } of limits) expect(known).to.include.members([...value]);
  });

  it("lie in the partition that their names say", () => {
    const partitions = Object.fromEntries(known.map((region) => [region, partitionOf(region)]));
    expect(Object.values(partitions).filter((each) => each === "aws")).to.have.length(34);
    expect(Object.fromEntries(Object.entries(partitions).filter(([, each]) => each !== "aws"))).to.deep.equal({
      "us-gov-east-1": "aws-us-gov",
      "us-gov-west-1": "aws-us-gov",
      "cn-north-1": "aws-cn",
      "cn-northwest-1": "aws-cn",
      "eusc-de-east-1": "aws-eusc",
      "us-iso-east-1": "aws-iso",
      "us-iso-west-1": "aws-iso",
      "us-isob-east-1": "aws-iso-b",
      "us-isob-west-1": "aws-iso-b",
      "eu-isoe-west-1": "aws-iso-e",
      "us-isof-east-1": "aws-iso-f",
      "us-isof-south-1": "aws-iso-f",
    });
  });

  it("are read where they look like one, known or not", () => {
    const isRead = (value: unknown) => {
      const mistakes: Mistake[] = [];
      return regionText(value, "region", mistakes) === value && mistakes.length === 0;
    };
    for (const region of [...known, "eu-east-9", "ap-southeast-10"]) expect(isRead(region), region).to.equal(true);
    for (const value of ["", "eu-central", "eu-central-1a", "EU-central-1", "eu central-1", "eu-central-0", "-1", 1]) {
      expect(isRead(value), String(value)).to.equal(false);
    }
    const mistakes: Mistake[] = [];
    regionText("Frankfurt", "region", mistakes);
    expect(mistakes).to.deep.equal([
      { path: "region", got: '"Frankfurt"', expected: "an AWS region such as eu-central-1" },
    ]);
  });
});
