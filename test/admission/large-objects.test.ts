import { expect } from "chai";
import { accepted, type ApiObject, messageOf } from "./lab/api-client";
import type { Laboratory } from "./lab/laboratory";
import { createNamespace } from "./lab/namespaces";
import { compliantPod } from "./lab/pods";
import { admissionLab } from "./lab/shared";

const namespace = "large";

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** A pod of many containers, each with much in it. */
function pod(count: number, last: object = {}): ApiObject {
  const compliant = compliantPod(namespace);
  const spec = compliant["spec"] as { containers: object[] };
  const whole = {
    ...spec.containers[0],
    env: many(30, (index) => ({ name: `SETTING_${index}`, value: "v" })),
    ports: many(5, (index) => ({ containerPort: 8000 + index })),
  };
  const containers = many(count, (index) => ({ ...whole, name: `c${index}` }));
  Object.assign(containers.at(-1)!, last);
  return { ...compliant, spec: { ...spec, containers } };
}

/** A role of many rules, each about many resources. */
function role(count: number, last: object = {}): ApiObject {
  const rules = many(count, (index) => ({
    apiGroups: [`group${index}.example.com`],
    resources: many(10, (each) => `things${each}`),
    verbs: ["get", "list", "watch", "create", "update", "patch", "delete"],
  }));
  Object.assign(rules.at(-1)!, last);
  return { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata: { name: "large", namespace }, rules };
}

/** Gatekeeper gives all rules of a constraint one budget, and refuses what it could not judge to the end. */
describe("admission: large objects", () => {
  let lab: Laboratory;
  before(async () => {
    lab = await admissionLab();
    await createNamespace(lab, namespace);
  });

  const samples: Record<string, [ApiObject, ApiObject, string]> = {
    "a pod of 100 containers": [
      pod(100),
      pod(100, { image: "docker.io/api:latest" }),
      "[rampart-img-01-images] IMG-01/image-latest: ",
    ],
    "a role of 300 rules": [
      role(300),
      role(300, { verbs: ["*"] }),
      "[rampart-rbac-01-roles] RBAC-01/role-wildcard-verbs: ",
    ],
  };
  for (const [what, [compliant, violating, denial]] of Object.entries(samples))
    it(`are judged to the end: ${what}`, async () => {
      const good = await lab.pipeline.create(compliant, { dryRun: true });
      expect(accepted(good), messageOf(good)).to.equal(true);
      const bad = messageOf(await lab.pipeline.create(violating, { dryRun: true }));
      expect(bad).to.include(denial).and.not.include("budget");
    });
});
