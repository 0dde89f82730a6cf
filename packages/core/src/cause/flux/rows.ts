import { DocumentError, type Fault, faultOf } from "../../document/index.ts";
import { choice, phrase } from "../../phrase/index.ts";

/** A line of a table, its cells by the name of their column. */
export interface Row<Column extends string> {
  readonly line: number;
  /** Empty where the line has none. */
  text(column: Column): string;
  /** Where that cell begins, from 1. */
  column(column: Column): number;
}

/** CSV without quotes: a heading that names columns in any order, `#` lines are comments. */
export interface Rows<Column extends string> {
  readonly heading: readonly Column[];
  readonly headingLine: number;
  readonly rows: readonly Row<Column>[];
}

/** Throws `DocumentError` for a heading that is not made of these columns, each once. */
export function readRows<Column extends string>(text: string, file: string, columns: readonly Column[]): Rows<Column> {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, i) => ({ line: i + 1, text: line }))
    .filter((l) => l.text.trim() !== "" && !l.text.startsWith("#"));
  const head = lines[0] ?? { line: 1, text: "" };
  const names = cellsOf(head.text);
  const faults: Fault[] = [];
  names.forEach(({ text: name, column }, i) => {
    const twice = names.findIndex((n) => n.text === name) < i;
    if (!columns.includes(name as Column) || twice) {
      const found = twice
        ? phrase`column ${name} twice`
        : name === ""
          ? phrase`a column without a name`
          : phrase`column "${name}"`;
      faults.push(faultOf({ line: head.line, column }, "", found, choice([...columns], name)));
    }
  });
  if (faults.length > 0) throw new DocumentError(file, faults);
  const heading = names.map((n) => n.text as Column);
  const rows = lines.slice(1).map(({ line, text: written }): Row<Column> => {
    const cells = cellsOf(written);
    const cellOf = (column: Column) => cells[heading.indexOf(column)];
    return {
      line,
      text: (column) => cellOf(column)?.text ?? "",
      column: (column) => cellOf(column)?.column ?? written.length + 1,
    };
  });
  return { heading, headingLine: head.line, rows };
}

function cellsOf(line: string): { text: string; column: number }[] {
  let at = 0;
  return line.split(",").map((cell) => {
    const column = at + 1 + (cell.length - cell.trimStart().length);
    at += cell.length + 1;
    return { text: cell.trim(), column };
  });
}
