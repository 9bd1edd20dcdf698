/** A run of text in one style. */
interface Span {
  text: string;
  bold: boolean;
  dim: boolean;
  colour: string | undefined;
}

const theme = { background: "#0f1720", bar: "#1c2733", text: "#d7dee6" };
const colours: Record<number, string> = { 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 36: "#79c0ff" };
const cell = { width: 7.8, height: 18 };
const margin = { side: 18, top: 48, bottom: 16 };

/** What a terminal of some columns would show of these lines, as a picture. */
export function terminalSvg(title: string, lines: readonly string[], columns: number): string {
  const width = Math.ceil(columns * cell.width + 2 * margin.side);
  const height = lines.length * cell.height + margin.top + margin.bottom;
  const rows = lines.map((line, index) => row(line, margin.top + (index + 0.75) * cell.height));
  const dots = [20, 38, 56].map((x) => `<circle cx="${x}" cy="16" r="5.5" fill="#3b4956"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${theme.background}"/>`,
    `<path d="M0 8a8 8 0 0 1 8-8h${width - 16}a8 8 0 0 1 8 8v24H0z" fill="${theme.bar}"/>`,
    ...dots,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" fill="${theme.text}">`,
    `<text x="${width / 2}" y="21" text-anchor="middle" fill-opacity="0.7">${escape(title)}</text>`,
    ...rows.filter((each) => each !== ""),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function row(line: string, y: number): string {
  const spans = spansOf(line);
  if (spans.every(({ text }) => text.trim() === "")) return "";
  const parts = spans.map(({ text, bold, dim, colour }) => {
    const style = [
      bold ? ' font-weight="bold"' : "",
      dim ? ' fill-opacity="0.6"' : "",
      colour === undefined ? "" : ` fill="${colour}"`,
    ].join("");
    return style === "" ? escape(text) : `<tspan${style}>${escape(text)}</tspan>`;
  });
  return `<text x="${margin.side}" y="${y}" xml:space="preserve">${parts.join("")}</text>`;
}

/** Splits a line at its colour codes (SGR); other control codes are left out. */
export function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let style = { bold: false, dim: false, colour: undefined as string | undefined };

  for (const part of line.split(/(\u001b\[[0-9;]*[A-Za-z])/)) {
    if (part.startsWith("\u001b")) {
      const codes = part.endsWith("m") ? part.slice(2, -1).split(";").map(Number) : [];
      for (const code of codes) style = apply(style, code);
    } else if (part !== "") {
      spans.push({ text: part, ...style });
    }
  }
  return spans;
}

function apply(style: Omit<Span, "text">, code: number): Omit<Span, "text"> {
  if (code === 0) return { bold: false, dim: false, colour: undefined };
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 39) return { ...style, colour: undefined };
  return code in colours ? { ...style, colour: colours[code] } : style;
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
