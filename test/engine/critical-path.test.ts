import { expect } from "chai";
import * as fc from "fast-check";
import { criticalPath, type Task } from "../../scripts/graph/critical-path";

/** Tasks that need only earlier ones, as "0", "1", …. */
const plans = fc
  .array(fc.record({ cost: fc.integer({ min: 1, max: 50 }), needs: fc.array(fc.nat(), { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((list): Task[] =>
    list.map(({ cost, needs }, index) => ({
      name: String(index),
      cost,
      needs: index === 0 ? [] : needs.map((each) => String(each % index)),
    })),
  );

describe("the critical path", () => {
  it("adds up the longest chain, and names it", () => {
    const tasks: Task[] = [
      { name: "vpc", cost: 2, needs: [] },
      { name: "subnet", cost: 1, needs: ["vpc"] },
      { name: "role", cost: 2.5, needs: [] },
      { name: "cluster", cost: 10, needs: ["subnet", "role"] },
      { name: "log", cost: 4, needs: ["role"] },
    ];
    expect(criticalPath(tasks)).to.deep.equal({ cost: 13, path: ["vpc", "subnet", "cluster"] });
  });

  it("leaves out what is not in the plan", () => {
    expect(criticalPath([{ name: "a", cost: 1, needs: ["gone"] }])).to.deep.equal({ cost: 1, path: ["a"] });
  });

  it("refuses a circle", () => {
    const circle: Task[] = [
      { name: "a", cost: 1, needs: ["b"] },
      { name: "b", cost: 1, needs: ["a"] },
    ];
    expect(() => criticalPath(circle)).to.throw("a waits for itself");
  });

  it("is a chain of the plan, of its cost, and no schedule beats it", () => {
    fc.assert(
      fc.property(plans, (tasks) => {
        const { cost, path } = criticalPath(tasks);
        const byName = new Map(tasks.map((task) => [task.name, task]));
        const chain = path.map((name) => byName.get(name)!);
        expect(chain.reduce((sum, task) => sum + task.cost, 0)).to.equal(cost);
        chain.slice(1).forEach((task, index) => expect(task.needs).to.include(chain[index]!.name));
        // Everything at once, as soon as what it needs is done.
        const ends = new Map<string, number>();
        for (const task of tasks) {
          ends.set(task.name, task.cost + Math.max(0, ...task.needs.map((name) => ends.get(name)!)));
        }
        expect(Math.max(...ends.values())).to.equal(cost);
      }),
    );
  });
});
