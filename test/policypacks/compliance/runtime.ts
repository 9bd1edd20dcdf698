import * as policy from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";

/** The parts of @pulumi/policy's runtime that its declarations leave out although it exports them. */
interface Runtime {
  unknownCheckingProxy: (props: Record<string, unknown>) => Record<string, unknown>;
  UnknownValueError: new (...all: never[]) => Error;
}

/** Properties as a policy gets them: reading an unknown throws. */
export const { unknownCheckingProxy, UnknownValueError } = policy as unknown as Runtime;

/** The sentinels of the runtime. */
export const sentinels = Object.entries(proxy as unknown as Record<string, unknown>)
  .filter(([name]) => /^unknown\w+Value$/.test(name))
  .map(([, value]) => value);
