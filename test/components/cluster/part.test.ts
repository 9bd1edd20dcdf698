import { expect } from "chai";
import type { Mistake } from "../../../catalogue/contracts";
import { declarePart, resolvePart } from "../../../components/cluster/part";
import { mistakesIn } from "../part";

interface Args {
  mode?: "create" | "existing" | "inherited";
  vouchedBy?: string;
  trailArn?: string;
  days?: number;
  always?: number;
}

const resolve = (args: Args, mistakes: Mistake[] = []) =>
  resolvePart("trail", args, { reference: "trailArn", always: ["always"] }, mistakes);
const wrong = (args: Args) => mistakesIn((mistakes) => resolve(args, mistakes));

describe("cluster/part", () => {
  it("is created unless it is said otherwise, with arguments of its own", () => {
    expect(resolve({ days: 3, always: 1 })).to.deep.equal({ mode: "create" });
    expect(wrong({ days: 3, always: 1 })).to.deep.equal({});
  });

  it("exists under a name, or is vouched for by somebody", () => {
    expect(resolve({ mode: "existing", trailArn: "arn" })).to.deep.equal({ mode: "existing", reference: "arn" });
    expect(resolve({ mode: "inherited", vouchedBy: "we" })).to.deep.equal({ mode: "inherited", vouchedBy: "we" });
    expect(declarePart(resolve({ mode: "existing", trailArn: "arn" }))).to.deep.equal({
      mode: "existing",
      reference: "arn",
    });
  });

  it("lacks what its mode needs", () => {
    expect(wrong({ mode: "existing" })).to.deep.equal({
      "trail.trailArn": "got nothing; expected a value, because trail.mode is existing",
    });
    expect(wrong({ mode: "inherited" })).to.have.all.keys("trail.vouchedBy");
  });

  it("ignores nothing that somebody wrote, and tells all of it at once", () => {
    expect(wrong({ trailArn: "arn", vouchedBy: "we" })).to.have.all.keys("trail.trailArn", "trail.vouchedBy");
    expect(wrong({ mode: "existing", trailArn: "arn", vouchedBy: "we", days: 3, always: 1 })).to.deep.equal({
      "trail.vouchedBy": 'got "we"; expected nothing while trail.mode is existing',
      "trail.days": "got 3; expected nothing while trail.mode is existing",
    });
    expect(wrong({ mode: "inherited", vouchedBy: "we", trailArn: "arn", days: 3 })).to.have.all.keys(
      "trail.trailArn",
      "trail.days",
    );
  });

  it("says nothing of the rest while its mode cannot be read", () => {
    const mistakes: Mistake[] = [{ path: "trail.mode", got: '"none"', expected: "one of create" }];
    expect(resolve({ days: 3, trailArn: "arn" }, mistakes)).to.deep.equal({ mode: "create" });
    expect(mistakes).to.have.length(1);
  });
});
