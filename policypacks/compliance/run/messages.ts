import {
  type Control,
  type PackSettings,
  pageOf,
  type Regime,
  regimes,
  type Requirement,
  type RequirementReference,
} from "../../../catalogue";

/** What decides which requirements there are. */
export interface InForce {
  regimes: readonly Regime[];
  settings: Pick<PackSettings, "serviceProvider">;
}

/** Whether a requirement binds the organisation at all. */
export const binds = ({ serviceProviderOnly }: Pick<Requirement, "serviceProviderOnly">, { settings }: InForce) =>
  serviceProviderOnly !== true || settings.serviceProvider === true;

/** The requirements that a control serves, of the regimes in force, in the order of the catalogue. */
export function requirementsOf(control: Control, inForce: InForce): RequirementReference[] {
  const bound = ({ regime, requirement }: Control["mappings"][number]) =>
    regimes[regime].requirements.some((each) => each.id === requirement && binds(each, inForce));
  return control.mappings
    .filter((mapping) => inForce.regimes.includes(mapping.regime) && bound(mapping))
    .map(({ regime, requirement, strength }) => ({ regime, id: requirement, strength }));
}

/**
 * What to do about a finding. Where the resource is part of our component, that is the component's input, and the
 * setting that reaches it; anywhere else it is the resource's own property. No URN is the stack as a whole.
 */
export function repairOf(
  control: Control,
  urn: string | undefined,
  stack: string,
  remediation = control.remediation,
): string {
  const governed = control.governedBy;
  if (governed === undefined || urn === undefined || !typesOf(urn).includes(governed.component)) return remediation;
  const name = governed.component.split(":").at(-1)!;
  if (governed.setting === undefined) return `Change \`${governed.input}\` of the ${name}.`;
  const setting = settingPath(governed.setting, governed.input);
  return `Change \`${setting}\` in Pulumi.${stack}.yaml (the ${name}'s input \`${governed.input}\`).`;
}

/** The types of a URN, from the outermost parent to the resource itself. */
function typesOf(urn: string): string[] {
  return urn.split("::")[2]?.split("$") ?? [];
}

/** `rampart:endpoint` and `endpoint.publicAccess` make `rampart:endpoint.publicAccess`. */
function settingPath(setting: string, input: string): string {
  const [namespace = "", key = ""] = setting.split(":");
  return input === key || input.startsWith(`${key}.`) ? `${namespace}:${input}` : setting;
}

export interface Report {
  control: Control;
  message: string;
  repair?: string;
  requirements: readonly RequirementReference[];
}

/** The text of a violation: what was found, what to do, which requirements it breaks, and where to read more. */
export function violation({ control, message, repair, requirements }: Report): string {
  return [
    `${control.id} ${message}`,
    ...(repair === undefined ? [] : [`Repair: ${repair}`]),
    ...(requirements.length === 0 ? [] : [`Breaks: ${byRegime(requirements)}`]),
    `More: ${pageOf(control)}`,
  ].join("\n");
}

/** `PCI DSS 1.3.1 (P), 1.4.2 (P); GDPR 32(1)(b) (P)`. */
function byRegime(requirements: readonly RequirementReference[]): string {
  const ids = [...new Set(requirements.map(({ regime }) => regime))];
  return ids
    .map((regime) => {
      const own = requirements
        .filter((each) => each.regime === regime)
        .map(({ id, strength }) => `${id} (${strength})`);
      return `${regimes[regime].name} ${own.join(", ")}`;
    })
    .join("; ");
}
