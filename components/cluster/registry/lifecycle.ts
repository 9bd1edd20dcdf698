interface Selection {
  description: string;
  selection: Record<string, string | number | readonly string[]>;
}

/** The JSON text of a lifecycle policy of ECR; each rule sees what those before it left. */
export function lifecyclePolicy(...rules: Selection[]): string {
  return JSON.stringify({
    rules: rules.map((rule, index) => ({ rulePriority: index + 1, ...rule, action: { type: "expire" } })),
  });
}

export function untaggedAfterDays(days: number): Selection {
  return {
    description: `images without a tag go after ${days} days`,
    selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: days },
  };
}

/** Counts tags, not what a tag of several architectures points to. */
export function keepNewestTagged(count: number): Selection {
  return {
    description: `the newest ${count} tagged images stay`,
    selection: { tagStatus: "tagged", tagPatternList: ["*"], countType: "imageCountMoreThan", countNumber: count },
  };
}

export function keepNewest(count: number): Selection {
  return {
    description: `the newest ${count} images stay`,
    selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: count },
  };
}
