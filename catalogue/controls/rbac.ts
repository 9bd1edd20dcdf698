import { ComponentType, type Control } from "../contracts";
import { objectTypes, podTypes, versionedTypes } from "./kubernetes-types";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

const rbacTypes = (...kinds: string[]) =>
  versionedTypes("rbac.authorization.k8s.io", ["v1", "v1beta1", "v1alpha1"], kinds);

const inCluster = "Of roles within the cluster; what people do with them is the organisation's.";

/** Who may do what in the API server, and which service may call which. */
export const rbacControls: Control[] = [
  {
    id: "RBAC-01",
    title: "Roles allow no more than their work needs",
    why: "A wildcard gives what nobody thought of, and what the next version adds. Who may read Secrets, create pods or tokens, reach the proxy of nodes, change webhooks, or escalate, bind and impersonate is an administrator by another name.",
    severity: "high",
    level: "mandatory",
    kind: "object",
    appliesTo: rbacTypes("Role", "ClusterRole"),
    remediation:
      "Name `verbs`, `resources` and `apiGroups` instead of `*`; leave out the verbs escalate, bind and impersonate, `nodes/proxy`, creation of `serviceaccounts/token`, `pods` and `persistentvolumes`, changes of webhook configurations, and reading of `secrets` (name the few that are needed in `resourceNames`); give no aggregating ClusterRole an empty selector. Roles that must have these are named in `rules.trustedRoles` of the pack.",
    mappings: [
      pci("7.2.1", "P", inCluster),
      pci("7.2.2", "P", inCluster),
      pci("7.2.5"),
      hipaa("164.312(a)(1)"),
      hipaa("164.308(a)(4)(ii)(B)"),
      hipaa(
        "164.308(a)(4)(ii)(C)",
        "S",
        "What a role allows is written in the program; reviews are the organisation's.",
      ),
      gdpr("32(1)(b)"),
      gdpr("25(2)"),
      popia("19(1)(b)"),
      iso("A.5.15"),
      iso("A.8.2"),
      iso("A.8.3"),
      cis("4.1.2"),
      cis("4.1.3"),
      cis("4.1.4"),
      cis("4.1.8"),
      cis("4.1.9"),
      cis("4.1.10"),
      cis("4.1.11"),
      cis("4.1.12"),
    ],
    url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  },
  {
    id: "RBAC-02",
    title: "Only known subjects hold cluster-admin, and no binding is for everybody",
    why: "A binding to a broad group counts for everybody who ever joins it, and for anonymous callers as well as for real ones. Whoever holds cluster-admin owns every Secret and every node.",
    severity: "critical",
    level: "mandatory",
    kind: "object",
    appliesTo: rbacTypes("RoleBinding", "ClusterRoleBinding"),
    remediation:
      "Bind narrower roles than cluster-admin, or name who must have it in `rules.clusterAdmins` of the pack; bind nothing to the user system:anonymous, nor to the groups system:unauthenticated, system:authenticated, system:masters and system:serviceaccounts.",
    mappings: [
      pci("7.3.3"),
      pci("7.2.2"),
      pci(
        "8.2.2",
        "S",
        "That no binding is for everybody; whether people share an account cannot be told from its name.",
      ),
      hipaa("164.312(a)(1)"),
      hipaa("164.312(d)"),
      gdpr("32(1)(b)"),
      popia("19(1)(b)"),
      iso("A.8.2"),
      cis("4.1.1"),
    ],
    url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/",
  },
  {
    id: "RBAC-03",
    title: "Only workloads that call the API server hold a token for it",
    why: "A token lies in every pod unless somebody says otherwise, and opens the API server to whoever gets into the container. The default account is shared by all that named none, and a token in a Secret never expires.",
    severity: "medium",
    level: "mandatory",
    kind: "object",
    appliesTo: [
      ...podTypes,
      ...objectTypes("core/v1:ServiceAccount", "core/v1:Secret"),
      ...rbacTypes("RoleBinding", "ClusterRoleBinding"),
    ],
    remediation:
      "Give each workload that needs the API server a `serviceAccountName` of its own, and set `automountServiceAccountToken: false` on every other pod and on the ServiceAccount default; bind no role to default, and create no Secret of type kubernetes.io/service-account-token.",
    mappings: [
      pci("7.2.5"),
      hipaa("164.312(a)(1)", "S"),
      gdpr("32(1)(b)", "S"),
      popia("19(1)(b)", "S"),
      iso("A.8.3"),
      cis("4.1.5"),
      cis("4.1.6"),
    ],
    url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/",
  },
  {
    id: "RBAC-04",
    title: "Services of the mesh refuse calls that no policy allows",
    why: "Without an AuthorizationPolicy each service answers each other one. Where all is refused until it is allowed, a service that is taken over reaches what it was meant to reach, and no more.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      "aws:eks/cluster:Cluster",
      ComponentType.Istio,
      "kubernetes:helm.sh/v3:Release",
      "kubernetes:helm.sh/v4:Chart",
      "kubernetes:security.istio.io/v1:AuthorizationPolicy",
      "kubernetes:security.istio.io/v1beta1:AuthorizationPolicy",
    ],
    remediation:
      "Create an AuthorizationPolicy with an empty `spec` in the mesh's root namespace (istio-system), and allow what is needed in further policies, each rule of which names a source, an operation or a condition. A rule that limits nothing (`rules: [{}]`) allows everything, and cancels it, in whatever namespace it is.",
    governedBy: { component: ComponentType.CompliantCluster, input: "istio", setting: "rampart:istio" },
    mappings: [
      pci("7.3.3", "P", "Of services in the mesh; of the API server RBAC-02 speaks."),
      pci("1.3.1", "S"),
      hipaa("164.312(a)(1)"),
      gdpr("32(1)(b)"),
      popia("19(1)(b)"),
      iso("A.8.3"),
      iso("A.8.22"),
    ],
    url: "https://istio.io/latest/docs/reference/config/security/authorization-policy/",
  },
];
