import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { controlById } from "../../catalogue";
import { type Evidence, Verdict } from "../../catalogue/contracts";
import { runPreview } from "../../cli/preview/run-preview";
import { temporaryFolder } from "../lab/folders";
import { environments } from "../stacks/config";
import type { Stored } from "./cloud";
import { openCli } from "./lab/cli";
import { clone, fixture, packFolder, type Project, type Settings } from "./lab/project";
import { findPlugins } from "./lab/plugins";
import type { StateResource } from "./lab/state";
import { allowed } from "./truth/allowed";
import { compare, judge } from "./truth/differences";
import { seenByEngine, seenOffline } from "./truth/resources";

const { plugins, standIns } = findPlugins();

/** The same project in both previews. */
async function bothPreviews(project: Project, pack: string, existing: readonly Stored[]) {
  const evidenceFile = join(temporaryFolder("evidence"), "evidence.json");
  const lab = await openCli(project, { RAMPART_EVIDENCE: evidenceFile });
  existing.forEach((stored) => lab.cloud.write(stored));
  const run = await lab.run("preview", "--json", "--policy-pack", pack);
  const { steps } = JSON.parse(run.stdout) as { steps: { newState?: StateResource }[] };
  const fixtures = join(__dirname, "truth/fixtures.yaml");
  const offline = await runPreview({ cwd: project.folder, stack: project.stack, policyPack: pack, fixtures });
  return {
    run,
    engine: { resources: seenByEngine(steps), evidence: JSON.parse(readFileSync(evidenceFile, "utf8")) as Evidence },
    offline: { resources: seenOffline(offline.registrations), evidence: offline.evidence },
  };
}

/** Judged again at deployment, because the engine knows less of a policy than the offline preview does (ADR 15). */
const later = (id: string) => controlById(id)?.untilDeployment !== undefined;

/**
 * What a reader of the evidence relies on; how the run came about differs by design. Of the summary only the verdict is
 * compared: its counts follow from the rest.
 */
const judgedPart = ({ resources, findings, controls, waivers, notEvidenced, summary, regimes, parts }: Evidence) => ({
  resources,
  findings: findings.filter(({ control }) => !later(control)),
  controls: controls.filter(({ id }) => !later(id)),
  waivers,
  notEvidenced,
  parts,
  verdict: summary.verdict,
  regimes,
});

/** What the engine's run found, a line each. */
const toldOf = ({ findings }: Evidence) =>
  findings
    .filter(({ verdict }) => verdict !== Verdict.Pass)
    .map(({ control, resource, message }) => `${control} ${resource}: ${message}`)
    .join("\n");

interface Subject {
  name: string;
  make: () => Project;
  packOf: (project: Project) => string;
  /** What the account has before. */
  existing?: Stored[];
  /** How the engine ends. @default 0 */
  code?: number;
}

/** The VPC that the program with every option reads. */
const network: Stored = {
  provider: "aws",
  type: "aws:ec2/vpc:Vpc",
  id: "vpc-0123456789abcdef0",
  urn: "",
  inputs: { cidrBlock: "10.0.0.0/16", region: "eu-west-1" },
  outputs: { cidrBlock: "10.0.0.0/16", region: "eu-west-1", arn: "arn:aws:ec2:eu-west-1:111122223333:vpc/existing" },
};

/** What the components let pass and controls do not: one in AWS, one in the cluster. */
function breakControls(settings: Settings): void {
  settings["rampart:endpoint"] = { publicAccess: true };
  settings["rampart:gatekeeper"] = { enforcement: "dryrun" };
}

describe("the offline preview tells the truth", () => {
  const used = new Set<(typeof allowed)[number]>();

  before(() => {
    console.log(`    stand-ins of the laboratory: ${standIns.join("; ")}`);
  });

  const ours = (environment: string): Subject => ({
    name: environment,
    make: () => clone({ environment, manifest: { plugins } }),
    packOf: (project) => join(project.folder, "policypacks/compliance"),
  });
  const subjects: Subject[] = [
    ...environments.map(ours),
    {
      name: "settings that break controls",
      make: () => clone({ environment: "dev", manifest: { plugins }, change: breakControls }),
      packOf: (project) => join(project.folder, "policypacks/compliance"),
      code: 1,
    },
    {
      name: "a program with every option",
      make: () => fixture("engine-options", { manifest: { plugins } }),
      packOf: () => packFolder,
      existing: [network],
      code: 1,
    },
  ];
  for (const { name, make, packOf, existing = [], code = 0 } of subjects) {
    it(`sees the resources and the findings of the engine: ${name}`, async () => {
      const project = make();
      const { run, engine, offline } = await bothPreviews(project, packOf(project), existing);
      expect(run.code, toldOf(engine.evidence) || run.text.slice(-2_000)).to.equal(code);
      expect(engine.resources.size).to.be.greaterThan(10);
      const found = compare(engine.resources, offline.resources);
      const judged = judge(name, found, allowed);
      judged.used.forEach((entry) => used.add(entry));
      expect(judged.open).to.deep.equal([]);
      expect(judgedPart(offline.evidence)).to.deep.equal(judgedPart(engine.evidence));
    });
  }

  it("allows no difference that does not occur", () => {
    expect(allowed.filter((entry) => !used.has(entry))).to.deep.equal([]);
  });
});
