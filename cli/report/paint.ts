import { styleText } from "node:util";

export type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";

/** Gives text a style, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;

/** Node's own check of the stream is off: whoever chooses between this and `plain` has made it. */
export const coloured: Paint = (style, text) =>
  text === "" ? text : styleText(style, text, { validateStream: false });
