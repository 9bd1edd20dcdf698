import { expect } from "chai";
import { byWarning, kindsByGroup, resourceRule, resourcesOf } from "../../../catalogue";

describe("catalogue/admission: resources of kinds", () => {
  const plurals: Record<string, string> = {
    Role: "roles",
    Ingress: "ingresses",
    StorageClass: "storageclasses",
    NetworkPolicy: "networkpolicies",
    AuthorizationPolicy: "authorizationpolicies",
    Gateway: "gateways",
    PeerAuthentication: "peerauthentications",
    PodDisruptionBudget: "poddisruptionbudgets",
    ServiceEntry: "serviceentries",
    Schedule: "schedules",
  };
  for (const [kind, plural] of Object.entries(plurals))
    it(`of ${kind} are ${plural}`, () => expect(resourcesOf([kind])).to.deep.equal([plural]));

  it("are a pod's debugging containers, too", () => {
    expect(resourceRule({ apiGroups: [""], kinds: ["Pod", "Service"] })).to.deep.equal({
      apiGroups: [""],
      apiVersions: ["*"],
      operations: ["CREATE", "UPDATE"],
      resources: ["pods", "pods/ephemeralcontainers", "services"],
    });
  });

  it("are gathered by group, each once", () => {
    const kinds = [
      { apiGroups: [""], kinds: ["Pod"] },
      { apiGroups: ["", "apps"], kinds: ["Pod", "Deployment"] },
      { apiGroups: ["apps"], kinds: ["Deployment"] },
    ];
    expect(kindsByGroup(kinds)).to.deep.equal([
      { apiGroups: [""], kinds: ["Pod", "Deployment"] },
      { apiGroups: ["apps"], kinds: ["Pod", "Deployment"] },
    ]);
  });

  it("are parted by whether admission only warns", () => {
    const judged = { apiGroups: [""], kinds: ["Pod"] };
    const warned = { apiGroups: [""], kinds: ["Node"], warnOnly: "Because." };
    expect(byWarning([warned, judged])).to.deep.equal({ judged: [judged], warned: [warned] });
  });
});
