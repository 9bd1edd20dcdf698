import { awsFixtures, type AwsWorld } from "./fixtures/aws";
import type { FixtureFile } from "./fixtures/file";
import type { Properties } from "./wire";

/** Argument names whose values are never repeated in a message, whatever the program marked as secret. */
const confidential = /password|secret|token|credential|private|passphrase|apikey/i;

/**
 * Answers invokes: first by the fixtures file, then by what Rampart knows of the provider. Pure: the same token,
 * arguments and world give the same answer.
 */
export function createFixtures(world: AwsWorld, file: FixtureFile = { invokes: [] }) {
  const here = { region: file.region ?? world.region, account: file.account ?? world.account };
  return (token: string, args: Properties): Properties => {
    const own = file.invokes.find((fixture) => fixture.token === token && agrees(fixture.args ?? {}, args));
    if (own !== undefined) return own.result;
    const known = awsFixtures[token]?.(args, here);
    if (known !== undefined) return known;
    throw new Error(noFixture(token, args));
  };
}

function noFixture(token: string, args: Properties): string {
  const shown = JSON.stringify(args, (key, value: unknown) => (confidential.test(key) ? "[not shown]" : value));
  return (
    `offline preview: no fixture for ${token}(${shown}). ` +
    `Add it to a fixtures file, \`invokes: [{ token: "${token}", result: { … } }]\`, and pass the file with --fixtures`
  );
}

/** Whether the arguments hold everything that the fixture names; what it does not name may be anything. */
function agrees(expected: unknown, actual: unknown): boolean {
  if (typeof expected !== "object" || expected === null) return expected === actual;
  if (typeof actual !== "object" || actual === null) return false;
  if (Array.isArray(expected) && (!Array.isArray(actual) || expected.length !== actual.length)) return false;
  return Object.entries(expected).every(([key, value]) => agrees(value, (actual as Properties)[key]));
}
