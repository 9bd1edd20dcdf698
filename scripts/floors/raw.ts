/*
 * What V8 writes with NODE_V8_COVERAGE is about the code that ran, which the transpiler made. Two things in it are not about
 * our source, and are taken out before the coverage tool maps it back:
 * - helpers for import and export, which the transpiler puts into each file, with branches that no source could take;
 * - a second transpilation of the same file by another process's loader, whose offsets mean other places.
 */

interface Block {
  startOffset: number;
  endOffset: number;
  count: number;
}

interface FunctionCoverage {
  functionName: string;
  isBlockCoverage: boolean;
  /** The first is the function itself. */
  ranges: Block[];
}

interface ScriptCoverage {
  url: string;
  functions: FunctionCoverage[];
}

interface SourceMap {
  lineLengths: number[];
  data: { mappings: string } | null;
}

/** One file of raw coverage: one process. */
export interface ProcessCoverage {
  result: ScriptCoverage[];
  "source-map-cache"?: Record<string, SourceMap>;
}

/**
 * The coverage of several processes with only what is about the files that `ours` takes.
 * @param leading tells the process whose transpilation counts where there are several; else the most frequent one does.
 */
export function cleaned(
  processes: readonly ProcessCoverage[],
  ours: (url: string) => boolean,
  leading: (each: ProcessCoverage) => boolean,
): ProcessCoverage[] {
  const canonical = canonicalVersions(processes, ours, leading);
  return processes.map((each) => ({
    ...each,
    result: each.result
      .filter(({ url }) => ours(url) && canonical.get(url) === versionOf(each, url))
      .map((script) => withoutHelpers(script, each["source-map-cache"]?.[script.url])),
  }));
}

function versionOf(each: ProcessCoverage, url: string): string {
  const map = each["source-map-cache"]?.[url];
  return map === undefined ? "" : `${map.lineLengths.join()} ${map.data?.mappings ?? ""}`;
}

function canonicalVersions(
  processes: readonly ProcessCoverage[],
  ours: (url: string) => boolean,
  leading: (each: ProcessCoverage) => boolean,
): Map<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const each of processes) {
    const weight = leading(each) ? processes.length : 1;
    for (const { url } of each.result.filter((script) => ours(script.url))) {
      const ofUrl = votes.get(url) ?? new Map<string, number>();
      votes.set(url, ofUrl);
      const version = versionOf(each, url);
      ofUrl.set(version, (ofUrl.get(version) ?? 0) + weight);
    }
  }
  const most = (counts: Map<string, number>) => [...counts].sort(([, a], [, b]) => b - a)[0]![0];
  return new Map([...votes].map(([url, counts]) => [url, most(counts)]));
}

function withoutHelpers(script: ScriptCoverage, map: SourceMap | undefined): ScriptCoverage {
  if (!map?.data) return script;
  const { first, last } = mappedPart(map.data.mappings, map.lineLengths);
  const outside = ({ startOffset, endOffset }: Block) => endOffset <= first || startOffset > last;
  return {
    ...script,
    functions: script.functions
      .filter(({ ranges }) => !outside(ranges[0]!))
      .map((each) => ({ ...each, ranges: each.ranges.filter((range, index) => index === 0 || !outside(range)) })),
  };
}

/** Offsets of the first and the last place in the generated code that the source map gives a source for. */
export function mappedPart(mappings: string, lineLengths: readonly number[]): { first: number; last: number } {
  let [first, last, lineStart] = [Number.POSITIVE_INFINITY, 0, 0];
  mappings.split(";").forEach((line, index) => {
    let column = 0;
    for (const segment of line === "" ? [] : line.split(",")) {
      const { value, fields } = decode(segment);
      column += value;
      // A segment of one field says that what follows comes from nowhere.
      if (fields === 1) continue;
      first = Math.min(first, lineStart + column);
      last = Math.max(last, lineStart + column);
    }
    lineStart += (lineLengths[index] ?? 0) + 1;
  });
  return { first, last };
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The first field of a segment (Base64 VLQ), and how many there are. */
function decode(segment: string): { value: number; fields: number } {
  const values: number[] = [];
  let [value, shift] = [0, 0];
  for (const character of segment) {
    const digit = digits.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if ((digit & 32) !== 0) continue;
    values.push((value & 1) === 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return { value: values[0] ?? 0, fields: values.length };
}
