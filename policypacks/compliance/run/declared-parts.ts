import { type Part, type PartEvidence, parts, Provision, controlsOfParts } from "../../../catalogue";
import type { Fact } from "../facts/fact";

/** What a cluster declares of one part, as far as it is known. */
export interface DeclaredPart {
  part: Part;
  mode: Provision;
  reference?: string;
  vouchedBy?: string;
}

/** Stands for what a declaration names and nobody knows before deployment. */
const later = "known after deployment";

/** The parts of a declaration. One whose mode is not known, or not in words that Rampart knows, is not declared. */
export function declaredParts(declared: Fact): DeclaredPart[] {
  return parts.flatMap((part) => {
    const about = declared.at([part]);
    const mode = Object.values(Provision).find((each) => each === about.at("mode").value);
    if (mode === undefined) return [];
    const reference = mode === Provision.Existing ? said(about.at("reference")) : undefined;
    const vouchedBy = mode === Provision.Inherited ? said(about.at("vouchedBy")) : undefined;
    return [
      {
        part,
        mode,
        ...(reference === undefined ? {} : { reference }),
        ...(vouchedBy === undefined ? {} : { vouchedBy }),
      },
    ];
  });
}

function said(property: Fact): string | undefined {
  if (property.state === "unknown") return later;
  return typeof property.value === "string" && property.value.trim() !== "" ? property.value : undefined;
}

/** Whether the stack leaves the part to somebody who answers for it: a name that exists, or a voucher. */
export const isOutside = ({ mode, reference, vouchedBy }: DeclaredPart) =>
  (mode === Provision.Existing && reference !== undefined) || (mode === Provision.Inherited && vouchedBy !== undefined);

/** Why a control has nothing to judge of a part that is provided outside of the stack. */
export function outsideReason({ part, mode, reference, vouchedBy }: DeclaredPart): string {
  return mode === Provision.Inherited
    ? `inherited: ${part} is provided by the account; vouched for by ${vouchedBy}`
    : `existing: ${part} is ${reference}, outside of this stack`;
}

/** What a cluster declares, with the controls that rest on each part. */
export function partEvidence(
  resource: string,
  declared: DeclaredPart,
  conceal: (text: string) => string,
): PartEvidence {
  const { part, mode, reference, vouchedBy } = declared;
  return {
    part,
    mode,
    ...(reference === undefined ? {} : { reference: conceal(reference) }),
    ...(vouchedBy === undefined ? {} : { vouchedBy: conceal(vouchedBy) }),
    controls: [...controlsOfParts[part]],
    resource,
  };
}
