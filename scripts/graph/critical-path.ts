/** A step of a plan: how long it takes by itself, and what has to be done before. */
export interface Task {
  name: string;
  cost: number;
  needs: readonly string[];
}

/** The longest chain of tasks that wait for each other: what no amount of parallelism can shorten. */
export function criticalPath(tasks: readonly Task[]): { cost: number; path: string[] } {
  const byName = new Map(tasks.map((task) => [task.name, task]));
  const known = new Map<string, { cost: number; path: string[] }>();
  const open = new Set<string>();
  const until = (name: string): { cost: number; path: string[] } => {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (open.has(name)) throw new Error(`${name} waits for itself`);
    const task = byName.get(name);
    if (task === undefined) return nothing;
    open.add(name);
    const longest = task.needs.map(until).reduce(longer, nothing);
    open.delete(name);
    const own = { cost: longest.cost + task.cost, path: [...longest.path, name] };
    known.set(name, own);
    return own;
  };
  return tasks.map(({ name }) => until(name)).reduce(longer, nothing);
}

const nothing: { cost: number; path: string[] } = { cost: 0, path: [] };
const longer = (one: typeof nothing, other: typeof nothing) => (other.cost > one.cost ? other : one);
