import { expect } from "chai";
import { isLabelKey, labelMistakes, labelValue } from "../../../../components/cluster/nodes/labels";
import type { Mistake } from "../../../../catalogue/contracts";

describe("cluster/nodes/labels", () => {
  const long = "a".repeat(63);

  it("have names as Kubernetes takes them", () => {
    const right = ["a", "Tier", "a.b_c-d", long, "example.com/tier", `${"a.".repeat(126)}a/tier`];
    expect(right.filter((key) => !isLabelKey(key))).to.deep.equal([]);
    const wrong = [
      "",
      "-a",
      "a-",
      `${long}a`,
      "a b",
      "/a",
      "a/",
      "a/b/c",
      "Example.com/a",
      "a..b/c",
      `${"a.".repeat(127)}a/x`,
    ];
    expect(wrong.filter((key) => isLabelKey(key))).to.deep.equal([]);
  });

  it("have values as Kubernetes takes them, empty ones too", () => {
    const mistaken = (value: unknown) => {
      const mistakes: Mistake[] = [];
      labelValue(value, "x", mistakes);
      return mistakes.length > 0;
    };
    expect(["", "a", "A.b_c-9", long].filter(mistaken)).to.deep.equal([]);
    expect(["-", "a b", `${long}a`, "a/b", 3, true].filter((value) => !mistaken(value))).to.deep.equal([]);
  });

  it("are not of Kubernetes or EKS, nor more than EKS takes", () => {
    const refused = [
      "kubernetes.io/a",
      "node.kubernetes.io/a",
      "k8s.io/a",
      "x.k8s.io/a",
      "eks.amazonaws.com/nodegroup",
    ];
    const free = ["kubernetes.io", "mykubernetes.io/a", "example.com/k8s.io"];
    const labels = Object.fromEntries([...refused, ...free].map((key) => [key, "x"]));
    expect(labelMistakes(labels, "l").map(({ path }) => path)).to.deep.equal(refused.map((key) => `l.${key}`));
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, ""]));
    expect(labelMistakes(many(50), "l")).to.deep.equal([]);
    expect(labelMistakes(many(51), "l")).to.deep.equal([
      { path: "l", got: "51 labels", expected: "50 at most, as EKS takes" },
    ]);
  });
});
