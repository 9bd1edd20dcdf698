import type { Fact } from "../../facts/fact";
import { fail, type Judgement, misread, pass } from "../../facts/judgement";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";
import { addon } from "./types";

const componentOfChart = "kubernetes:helm.sh/v4:Chart";
const charts = ["kubernetes:helm.sh/v3:Release", componentOfChart];

/** VUL-03: an add-on or chart changes when somebody changes its version, and not by itself. */
export const pinnedVersions: ResourceCheck = {
  control: "VUL-03",
  types: [addon, ...charts],
  judge: (subject) => {
    const props = read(subject);
    if (subject.type === addon) return [exact(props.at("addonVersion"))];
    const chart = props.at("chart");
    // The engine shows nothing of a chart whose objects are resources; they are judged one by one.
    if (chart.state === "absent" && subject.type === componentOfChart) return [];
    return isOwn(chart.value) ? [] : [exact(props.at("version"))];
  },
};

/** A chart of the project's own folder changes with the project; one in an archive has its version in the name. */
const isOwn = (chart: unknown) => typeof chart === "string" && /^\.{0,2}\//.test(chart);

/** Three numbers or more, and no range. */
const version = /^v?\d+\.\d+\.\d+([-+.][\w.+-]*)?$/;

function exact(property: Fact): Judgement {
  const expected = "one exact version";
  if (property.state === "absent")
    return fail(`${property.path} is not set, which means the newest; expected ${expected}`);
  if (property.state !== "known" || typeof property.value !== "string") return misread(property, expected);
  return version.test(property.value.trim())
    ? pass(`${property.path} is one exact version`)
    : fail(`${property.path} is a range or no version; expected ${expected}`);
}
