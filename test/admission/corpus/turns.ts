import {
  admissionInput,
  Enforcement,
  gatekeeperObjects,
  type RuleSet,
  type RuleSettings,
  vapObjects,
} from "../../../catalogue";
import type { AdmissionInput } from "../../../catalogue/admission/input";
import { until } from "../../lab/patience";
import { accepted, type ApiObject, messageOf } from "../lab/api-client";
import { enforcesLast, isConstraint, type Laboratory } from "../lab/laboratory";
import { applyAll } from "../lab/native";

/** The rules with other parameters, at the webhook and in policies of the API server, until the next turn. */
export interface Turns {
  /** Returns once both engines judge by these settings. */
  take(settings: RuleSettings): Promise<AdmissionInput>;
  /** Takes the policies away, and gives the constraints the parameters that they had. */
  end(): Promise<void>;
}

const policyKind = "ValidatingAdmissionPolicy";
const bindingKind = "ValidatingAdmissionPolicyBinding";

/** The policies are to judge the platform's namespaces too: what the rules say there is of interest here. */
const nowhere = ["nowhere"];

export function turnsOf(lab: Laboratory, kubernetesVersion: string): Turns {
  const there = new Map<string, ApiObject>();
  const constraints = lab.applied.map(({ object }) => object).filter(isConstraint);
  let turn = 0;

  async function takeNative(input: AdmissionInput): Promise<void> {
    const sign = `turn ${++turn}`;
    const { policies, bindings } = vapObjects({
      ...input,
      sets: [...input.sets, signal(sign)],
      exemptNamespaces: nowhere,
    });
    const wanted = [...policies, ...bindings].map((each) => ({ ...each }) as unknown as ApiObject);
    const key = ({ kind, metadata }: ApiObject) => `${kind} ${metadata.name}`;
    const changed = wanted.filter((each) => JSON.stringify(there.get(key(each))) !== JSON.stringify(each));
    await applyAll(lab, changed);
    changed.forEach((each) => there.set(key(each), each));
    await until("the policies to be in force", () => warns(`: ${sign}.`));
  }

  async function warns(of: string): Promise<boolean> {
    const { warnings } = await lab.pipeline.create(signalled, { dryRun: true });
    return warnings.some((each) => each.includes(of));
  }

  async function takeWebhook(wanted: readonly ApiObject[]): Promise<void> {
    for (const each of wanted) {
      const { parameters } = each["spec"] as { parameters: Record<string, unknown> };
      const own = Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== "exclusions"));
      if (Object.keys(own).length === 0) continue;
      const answer = await lab.admin.merge(each, { spec: { parameters: own } });
      if (!accepted(answer)) throw new Error(`${each.metadata.name} was refused: ${messageOf(answer)}`);
      await until(`${each.metadata.name} to be enforced`, async () => enforcesLast(await lab.admin.read(each)));
    }
  }

  return {
    async take(rules) {
      const input = admissionInput({ kubernetesVersion, rules, exclusions: [], enforcement: Enforcement.Warn });
      await takeNative(input);
      await takeWebhook(gatekeeperObjects(input).constraints.map((each) => ({ ...each }) as unknown as ApiObject));
      return input;
    },
    async end() {
      await takeWebhook(constraints);
      const [policies, bindings] = [policyKind, bindingKind].map((kind) =>
        [...there.values()].filter((each) => each.kind === kind),
      ) as [ApiObject[], ApiObject[]];
      // The signal's binding is the last of them: without it, none holds.
      for (const each of bindings) await lab.admin.remove(each);
      await until("the policies to be gone", async () => !(await warns("LAB-01/turn: ")));
      for (const each of policies) await lab.admin.remove(each);
    },
  };
}

const signalled: ApiObject = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "rampart-turn", namespace: "default" },
};

/** A last rule, whose message tells which turn it is: the API server takes up what was changed in its order. */
function signal(message: string): RuleSet {
  return {
    id: "turn",
    subject: "object",
    kinds: [{ apiGroups: [""], kinds: ["ConfigMap"] }],
    variables: [],
    rules: [
      {
        id: "turn",
        control: "LAB-01",
        expression: `variables.anyObject.metadata.name != "${signalled.metadata.name}"`,
        message,
        remediation: "None",
      },
    ],
  };
}
