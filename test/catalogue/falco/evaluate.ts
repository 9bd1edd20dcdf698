import { type FalcoItem, parseCondition } from "../../../catalogue/falco";
import { contains, parseCidr } from "../../../components/foundations/cidr";

type Expression = ReturnType<typeof parseCondition>;
type Check = Extract<Expression, { kind: "check" }>;

/** Fields of an event; what it does not have is absent. */
export type Event = Record<string, string | number | boolean>;

/** Name of the rule that tells of an event, as Falco finds it: the first that fits; undefined where none does. */
export function firstMatch(items: FalcoItem[], event: Event): string | undefined {
  const macros = new Map(
    items.flatMap((each) => ("macro" in each ? [[each["macro"], String(each["condition"])]] : [])),
  );
  const lists = new Map(items.flatMap((each) => ("list" in each ? [[each["list"], each["items"] as string[]]] : [])));
  const expand = (text: string): string[] =>
    lists.has(text) ? lists.get(text)!.flatMap((each) => expand(each.replace(/^"(.*)"$/, "$1"))) : [text];

  const holds = (expression: Expression): boolean => {
    switch (expression.kind) {
      case "all":
        return expression.of.every(holds);
      case "any":
        return expression.of.some(holds);
      case "not":
        return !holds(expression.of);
      case "macro":
        return holds(parseCondition(macros.get(expression.name)!));
      case "check":
        return compare(expression);
    }
  };

  const compare = ({ left, operator, right }: Check): boolean => {
    if (left.kind !== "field") throw new Error("the evaluator knows no transformers");
    const value = event[left.argument === undefined ? left.name : `${left.name}[${left.argument}]`];
    if (value === undefined) return false;
    if (operator === "exists") return true;
    const own = String(value);
    if (right?.kind === "list") {
      const all = right.items.flatMap(({ text }) => expand(text));
      return left.name === "fd.snet" ? all.some((each) => within(own, each)) : all.includes(own);
    }
    if (right?.kind !== "text") throw new Error(`the evaluator does not know ${right?.kind}`);
    const { text } = right;
    if (operator === "=") return own === text;
    if (operator === "!=") return own !== text;
    if (operator === "contains") return own.includes(text);
    if (operator === "startswith") return own.startsWith(text);
    if (operator === "glob")
      return new RegExp(`^${text.replace(/[.+^${}()|]/g, "\\$&").replace(/\*/g, ".*")}$`).test(own);
    if (operator === ">=") return Number(value) >= Number(text);
    throw new Error(`the evaluator does not know ${operator}`);
  };

  return items.find((each) => "rule" in each && holds(parseCondition(String(each["condition"]))))?.["rule"] as
    string | undefined;
}

function within(address: string, network: string): boolean {
  const [one, other] = [parseCidr(`${address}/32`), parseCidr(network)];
  return one !== undefined && other !== undefined && contains(other, one);
}
