import type { ChartPin } from "../../../../catalogue";
import { between, type Judgement, oneOf, pass, unknown } from "../../facts/judgement";
import { type Installation, isOf, isVersion, withDefaults } from "./installations";

/** A value of a chart, by its path. */
export type ValueOf = (pin: ChartPin, path: string) => boolean;

/** What the catalogue asks of the values of a chart, for one control; nothing where it asks nothing. */
export function judgeValues(
  installed: Installation,
  pin: ChartPin,
  control: string,
  except: ValueOf = () => false,
): Judgement[] {
  const value = withDefaults(installed, pin);
  return Object.entries(pin.securityValues)
    .filter(([path, each]) => each.control === control && !except(pin, path))
    .map(([path, { oneOf: values, atLeast, default: own, words = [] }]) => {
      if (installed.value(path).state === "absent" && !isVersion(pin, installed.version))
        return unknown(`${path} is not set, and what that means is known of ${pin.chart} ${pin.version} alone`);
      return values === undefined
        ? between(value(path), atLeast ?? -Infinity, Infinity)
        : // Of texts only those that the chart knows are printed: any other could be a secret.
          oneOf(value(path), { values, printable: typeof own === "string" ? [own, ...words] : words });
    });
}

/** What a program makes of what the chart renders cannot be seen. */
export function judgeRenderer({ postRenderer }: Installation): Judgement {
  return postRenderer.state === "absent"
    ? pass("nothing changes what the chart renders")
    : unknown(`${postRenderer.path} is set, and what it makes of the chart cannot be seen`);
}

/**
 * The pin that an installation is judged by. Of several of one chart, the one of the release's name; under another name,
 * the one whose values it has.
 */
export function pinOf(installed: Installation, pins: readonly ChartPin[]): ChartPin | undefined {
  const own = pins.filter((pin) => isOf(pin, installed) === true);
  return (
    own.find(({ release }) => release === installed.release.value) ??
    own.find((pin) => carried(pin).every((control) => meets(installed, pin, control))) ??
    own[0]
  );
}

const meets = (installed: Installation, pin: ChartPin, control: string) =>
  judgeValues(installed, pin, control).every(({ verdict }) => verdict === "pass");

/** The controls that values of a chart carry. */
export function carried(pin: ChartPin, except?: ValueOf): string[] {
  const entries = Object.entries(pin.securityValues).filter(([path]) => except?.(pin, path) !== true);
  return [...new Set(entries.flatMap(([, { control }]) => (control === undefined ? [] : [control])))];
}
