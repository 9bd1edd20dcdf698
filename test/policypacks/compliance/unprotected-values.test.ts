import { expect } from "chai";
import { charts, type ChartPin, type SecurityValue } from "../../../catalogue";
import { CompliantCluster, type CompliantClusterArgs, resolveCompliantClusterArgs } from "../../../index";
import { modes } from "../../components/compliant-cluster/modes";
import { run } from "./harness";
import { samplesOf } from "./recorded-stack";

interface Open {
  pin: ChartPin;
  path: string;
  value: SecurityValue;
}

/** Values that carry a control and that users may override all the same: the component lets them, and the pack judges. */
const open: Open[] = Object.values(charts).flatMap((pin) =>
  Object.entries(pin.securityValues)
    .filter(([path, { control }]) => control !== undefined && !isProtected(pin, path))
    .map(([path, value]) => ({ pin, path, value })),
);

function isProtected({ protectedPaths }: ChartPin, path: string): boolean {
  return protectedPaths.some((each) => path === each.path || path.startsWith(`${each.path}.`));
}

/** A value of the same type that the pin does not take. */
function insecure({ oneOf, atLeast, words = [], default: own }: SecurityValue): unknown {
  if (atLeast !== undefined) return atLeast - 1;
  if (typeof oneOf![0] === "boolean") return !oneOf![0];
  return [...words, own].find((each) => each !== null && !oneOf!.includes(each)) ?? "another";
}

/** The arguments by which a user sets a value of a chart. */
function argsFor({ pin, path, value }: Open): CompliantClusterArgs {
  const mode = Object.values(modes).find((args) => releasesOf(args).some((each) => each.pin.release === pin.release))!;
  const at = releasesOf(mode).find((each) => each.pin.release === pin.release)!.path;
  const keys = [...at.split("."), ...path.split(".")];
  const nested = keys.reduceRight<unknown>((below, key) => ({ [key]: below }), insecure(value)) as CompliantClusterArgs;
  return { ...mode, ...nested };
}

const releasesOf = (args: CompliantClusterArgs) => resolveCompliantClusterArgs("main", args).platform.releases;

describe("compliance pack: an insecure value through a path that is not protected", () => {
  it("is possible, or there is nothing to test", () => {
    expect(open.length).to.be.greaterThan(0);
  });

  for (const each of open) {
    const { pin, path, value } = each;
    it(`${pin.release} ${path} is caught for ${value.control!}`, async () => {
      const stack = await samplesOf(() => void new CompliantCluster("main", argsFor(each)));
      const { violations, verdict } = await run(stack);
      expect(verdict(value.control!)).to.equal("fail");
      const told = violations.filter(({ message }) => message.startsWith(`${value.control!} `));
      expect(told.map(({ message }) => message).join("\n")).to.contain(path);
      // Of the component's declaration, and of the release itself.
      expect(new Set(told.map(({ urn }) => urn!.split("::")[2]!.split("$").at(-1))).size).to.equal(2);
    });
  }
});
