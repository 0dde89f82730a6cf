/** A piece of HTML that is sound. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML that shows it and does nothing else; control characters, which HTML does not allow, are left out. */
export const escapeHtml = (text: string) =>
  text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}/gu, "")
    .replace(/[&<>"']/g, (character) => entities[character]);

type Piece = Html | string | number | null | readonly Piece[];

const written = (piece: Piece): string => {
  if (piece === null) return "";
  if (piece instanceof Html) return piece.text;
  return Array.isArray(piece) ? piece.map(written).join("") : escapeHtml(String(piece));
};

/** A template whose values are escaped, unless they are HTML; lists are written one after the other, null is nothing. */
export const html = (strings: TemplateStringsArray, ...values: readonly Piece[]): Html =>
  new Html(strings.map((text, i) => text + written(values[i] ?? null)).join(""));
