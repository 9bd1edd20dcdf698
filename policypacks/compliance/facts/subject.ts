import { type Fact, fact, type Links } from "./fact";

/** A resource under judgement. */
export interface Subject {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent. */
  readonly parent?: string;
  /** URN of the provider; resources of one cluster share it. */
  readonly provider?: string;
  /** What the provider is configured with; the engine has lists and maps of it as JSON text. */
  readonly providerProps?: Record<string, unknown>;
  /** Region of AWS that it is in, as far as it is known. */
  readonly region?: string;
  /** Inputs, where the resource was analysed by itself; else outputs. Plain data, unknowns as sentinels. */
  readonly props: Record<string, unknown>;
  /** Outputs: what is known of ids and computed names. */
  readonly outputs: Record<string, unknown>;
  /** Paths of properties of which the engine keeps what is deployed, whatever the program says. */
  readonly ignoreChanges: readonly string[];
  /** Where a top-level property comes from. */
  sources: (property: string) => Sources;
}

export interface Sources {
  /** Resources of this stack. */
  subjects: readonly Subject[];
  /** Whether it comes from something outside of the stack as well, for example from a resource that was read. */
  foreign: boolean;
}

/** A resource as it is when it is judged by itself: nothing is known of where its properties come from. */
export const noSources = (): Sources => ({ subjects: [], foreign: false });

/** Reads the properties of a resource. */
export function read(subject: Subject): Fact {
  return fact(subject.props, linksOf(subject));
}

/**
 * A property is linked to a type when a resource of that type is among its sources, and nothing but relatives of it
 * (an alias or a policy beside a key): a value put together from a key and a setting may well be the setting.
 */
function linksOf(subject: Subject): Links {
  return (property, types) => {
    const { subjects, foreign } = subject.sources(property);
    const values = subjects.filter(({ type }) => !isComponent(type));
    const families = new Set(types.map(family));
    return (
      !foreign &&
      values.some(({ type }) => types.includes(type)) &&
      values.every(({ type }) => families.has(family(type)))
    );
  };
}

/** The types of a service are relatives; those of EC2, from addresses to disks, are not. */
const family = (type: string) => (type.startsWith("aws:ec2/") ? type : type.split("/")[0]!);

/** Components hand values on and make none. */
export const isComponent = (type: string) => type.startsWith("rampart:index:") || type === "pulumi:pulumi:Stack";
