import { fromCluster, longestChain } from "./graph/chain";
import { recordedStack } from "./graph/stack";

/** Prints the longest chain of steps that wait for each other, from the cluster to the last add-on: `npm run chain [stack]`. */
const [stack = "prod"] = process.argv.slice(2);
const chain = fromCluster(longestChain(recordedStack(stack)));
console.log(`${stack}: ${chain.length} steps wait for each other from the cluster on`);
chain.forEach((step, index) => console.log(`${String(index + 1).padStart(3)}  ${step}`));
