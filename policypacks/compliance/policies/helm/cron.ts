/** The fields of cron in their order, each with its bounds, as Velero's parser has them: Sunday is 0, and never 7. */
const fields: [first: number, last: number][] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
];
/** Of which fields every value must be meant for a schedule to run each day. */
const days = [2, 3, 4];
const words: readonly string[] = ["@daily", "@midnight", "@hourly"];
const names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Whether a schedule of cron runs each day at least once; undefined where it is none. */
export function runsDaily(schedule: string): boolean | undefined {
  const text = schedule.trim().replace(/^(CRON_)?TZ=\S+\s+/, "");
  if (words.includes(text)) return true;
  const every = /^@every\s+(\S+)$/.exec(text)?.[1];
  if (every !== undefined) {
    const hours = hoursOf(every);
    return hours === undefined || hours === 0 ? undefined : hours <= 24;
  }
  if (/^@(weekly|monthly|yearly|annually)$/.test(text)) return false;
  const parts = text.split(/\s+/);
  if (parts.length !== fields.length) return undefined;
  const meant = parts.map((part, index) => valuesOf(part.toLowerCase(), index));
  if (meant.some((values) => values === undefined || values.size === 0)) return undefined;
  return days.every((index) => meant[index]!.size === fields[index]![1] - fields[index]![0] + 1);
}

/** The values that a field means: lists of single values, ranges and steps. */
function valuesOf(field: string, index: number): Set<number> | undefined {
  const [first, last] = fields[index]!;
  const found = new Set<number>();
  for (const part of field.split(",")) {
    const read = /^(\*|\?|[a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?(?:\/(\d{1,2}))?$/.exec(part);
    if (read === null) return undefined;
    const [, from = "", to, step = "1"] = read;
    const open = from === "*" || from === "?";
    const start = open ? first : numberOf(from, index);
    const end = open || (to === undefined && read[3] !== undefined) ? last : numberOf(to ?? from, index);
    if (start === undefined || end === undefined || start < first || end < start || end > last) return undefined;
    if (Number(step) === 0) return undefined;
    for (let value = start; value <= end; value += Number(step)) found.add(value);
  }
  return found;
}

function numberOf(text: string, index: number): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const place = index === 3 ? names.indexOf(text) : index === 4 ? weekdays.indexOf(text) : -1;
  return place === -1 ? undefined : index === 3 ? place + 1 : place;
}

const units: Record<string, number> = { h: 1, m: 1 / 60, s: 1 / 3600 };

/** Hours of a duration as Go writes it, such as `720h` or `1h30m`; undefined where it is none. */
export function hoursOf(duration: string): number | undefined {
  if (duration === "0") return 0;
  if (!/^(\d+(\.\d+)?[hms])+$/.test(duration)) return undefined;
  return [...duration.matchAll(/(\d+(?:\.\d+)?)([hms])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * units[unit!]!,
    0,
  );
}
