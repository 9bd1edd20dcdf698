import { withText } from "../marked";
import { allowedTraffic, trafficTable } from "../traffic/table";
import { fromCluster, longestChain } from "./chain";
import { stageGraph } from "./graph";
import { mermaid } from "./mermaid";
import { goldenLines, recordedStack } from "./stack";

/** docs/lifecycle.md with what it takes from the golden preview of prod. */
export function lifecyclePage(page: string): string {
  const resources = recordedStack("prod");
  const chain = fromCluster(longestChain(resources)).map((step, index) => `${index + 1}. \`${step}\``);
  const parts: [string, string][] = [
    ["graph", `\`\`\`mermaid\n${mermaid(stageGraph(resources))}\n\`\`\``],
    ["chain", chain.join("\n")],
    ["traffic", trafficTable(allowedTraffic(goldenLines("prod")))],
  ];
  return parts.reduce((text, [name, part]) => withText(text, name, part), page);
}
