import * as evaluate from "../../catalogue/support/evaluate";
import type { Json } from "../../catalogue/support/pods";
import * as harness from "../../policypacks/compliance/harness";
import type { Sample } from "../../support/samples";
import { collectTests } from "./harvest";

/** An object that a unit test judges. */
export interface Labelled {
  /** Where it comes from: titles of the test, and the how-manieth object of the test. */
  from: string;
  object: Json;
}

/** Objects of the tests of the catalogue's rules. Those tests state what each object breaks, and they must hold. */
export function ofTheRules(): Labelled[] {
  const found: Labelled[] = [];
  let title = "";
  let count = 0;
  const broken: typeof evaluate.broken = (object, ...more) => {
    found.push({ from: `${title} #${++count}`, object: structuredClone(object) });
    return evaluate.broken(object, ...more);
  };
  for (const test of collectTests("catalogue/rules/pod-rules.test.ts", {
    module: "catalogue/support/evaluate.ts",
    by: { broken },
  })) {
    [title, count] = [test.title, 0];
    test.run();
  }
  return found;
}

/** Resources of the tests of the pack's pod policy. */
export async function ofThePack(): Promise<{ from: string; sample: Sample }[]> {
  const found: { from: string; sample: Sample }[] = [];
  let title = "";
  const run: typeof harness.run = (samples, asked) => {
    found.push(...samples.map((sample) => ({ from: title, sample: structuredClone(sample) })));
    return harness.run(samples, asked);
  };
  for (const test of collectTests("policypacks/compliance/policies/pods.test.ts", {
    module: "policypacks/compliance/harness.ts",
    by: { run },
  })) {
    title = test.title;
    await test.run();
  }
  return found;
}
