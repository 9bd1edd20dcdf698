/**
 * The part of CloudWatch Logs' filter patterns that our alarms use, after its documentation: words that a line must have,
 * and conditions on JSON events. Stricter where the documentation is silent: `&&` and `||` do not meet without
 * parentheses, wildcards stand at an end of a text, and nothing is a regular expression.
 */
export interface FilterPattern {
  /** `absent` says what `!=` makes of a key that an event does not have; CloudWatch does not say. */
  matches(event: unknown, absent: boolean): boolean;
}

type Test = (event: unknown, absent: boolean) => boolean;

const longest = 1024;
const tokens =
  /\s*(?:(?<symbol>&&|\|\||!=|<=|>=|[(){}=<>])|(?<selector>\$(?:\.[\w-]+|\[\d+\])+)|"(?<quoted>[^"\\]*)"|(?<word>[\w.*-]+))/y;

interface Token {
  kind: "symbol" | "selector" | "quoted" | "word" | "end";
  text: string;
}

/** Reads a pattern; throws where it is not one. */
export function parseFilterPattern(pattern: string): FilterPattern {
  if (pattern.length > longest) throw new Error(`a pattern of ${pattern.length} characters; ${longest} at most`);
  if (!pattern.startsWith("{")) return parseWords(pattern);
  const test = parseJson(tokenize(pattern));
  return { matches: (event, absent) => typeof event === "object" && event !== null && test(event, absent) };
}

/** An event of JSON is a line of text as well, so words look at it too. */
function parseWords(pattern: string): FilterPattern {
  const terms = tokenize(pattern).slice(0, -1);
  const wrong = terms.find(({ kind, text }) => kind !== "quoted" || text === "");
  if (terms.length === 0 || wrong !== undefined) throw new Error(`words in quotes, not ${wrong?.text ?? "nothing"}`);
  return {
    matches: (event) => {
      const line = typeof event === "string" ? event : JSON.stringify(event);
      return terms.every(({ text }) => line.includes(text));
    },
  };
}

function tokenize(pattern: string): Token[] {
  const found: Token[] = [];
  tokens.lastIndex = 0;
  let end = 0;
  for (let match = tokens.exec(pattern); match !== null; match = tokens.exec(pattern)) {
    const [kind, text] = Object.entries(match.groups!).find(([, each]) => each !== undefined)!;
    found.push({ kind: kind as Token["kind"], text });
    end = tokens.lastIndex;
  }
  if (pattern.slice(end).trim() !== "") throw new Error(`no pattern from here on: ${pattern.slice(end)}`);
  return [...found, { kind: "end", text: "the end" }];
}

function parseJson(all: Token[]): Test {
  let next = 0;
  const peek = () => all[next]!;
  const take = () => all[next++] ?? all.at(-1)!;
  const expect = (...texts: string[]) => {
    const token = take();
    if (token.kind === "quoted" || !texts.includes(token.text)) throw new Error(`${texts[0]!}, not ${token.text}`);
    return token.text;
  };
  const isSymbol = (...texts: string[]) => peek().kind === "symbol" && texts.includes(peek().text);

  const whole = (): Test => {
    const operands = [operand()];
    const operator = peek().text;
    while (isSymbol("&&", "||")) {
      expect(operator);
      operands.push(operand());
    }
    if (operator === "||") return (event, absent) => operands.some((each) => each(event, absent));
    return (event, absent) => operands.every((each) => each(event, absent));
  };
  const operand = (): Test => {
    if (!isSymbol("(")) return comparison();
    take();
    const inner = whole();
    expect(")");
    return inner;
  };
  const comparison = (): Test => {
    const selector = take();
    if (selector.kind !== "selector") throw new Error(`a key such as $.verb, not ${selector.text}`);
    const read = (event: unknown) => select(event, selector.text);
    if (peek().kind === "word") {
      if (expect("NOT", "IS") === "IS") {
        expect("NULL");
        return (event) => read(event) === null;
      }
      expect("EXISTS");
      return (event) => read(event) === undefined;
    }
    return compare(read, expect("=", "!=", "<", "<=", ">", ">="), take());
  };

  expect("{");
  const test = whole();
  expect("}");
  if (peek().kind !== "end") throw new Error(`the end, not ${peek().text}`);
  return test;
}

function select(event: unknown, selector: string): unknown {
  return [...selector.matchAll(/\.([\w-]+)|\[(\d+)\]/g)].reduce<unknown>((value, [, key, index]) => {
    if (typeof value !== "object" || value === null) return undefined;
    return (value as Record<string, unknown>)[key ?? index!];
  }, event);
}

function compare(read: (event: unknown) => unknown, operator: string, { kind, text }: Token): Test {
  if (kind !== "quoted" && kind !== "word") throw new Error(`a value, not ${text}`);
  if (operator === "=" || operator === "!=") {
    const fits = likeText(text);
    return (event, absent) => {
      const value = read(event);
      if (value === undefined) return operator === "!=" && absent;
      // An object is no text: a condition on it holds for no event.
      if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return false;
      return fits(String(value)) === (operator === "=");
    };
  }
  const limit = Number(text);
  if (kind !== "word" || Number.isNaN(limit)) throw new Error(`a number, not ${text}`);
  const orders: Record<string, (value: number) => boolean> = {
    "<": (value) => value < limit,
    "<=": (value) => value <= limit,
    ">": (value) => value > limit,
    ">=": (value) => value >= limit,
  };
  return (event) => {
    const value = read(event);
    return typeof value === "number" && orders[operator]!(value);
  };
}

function likeText(text: string): (value: string) => boolean {
  if (/.\*./.test(text)) throw new Error(`a wildcard at an end, not within ${text}`);
  const [open, close] = [text.startsWith("*"), text.endsWith("*")];
  const fixed = text.replace(/^\*|\*$/g, "");
  if (open && close) return (value) => value.includes(fixed);
  if (open) return (value) => value.endsWith(fixed);
  if (close) return (value) => value.startsWith(fixed);
  return (value) => value === fixed;
}
