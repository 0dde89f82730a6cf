const scalar = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)`;
const text = String.raw`"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"`;
const token = new RegExp(String.raw`[ \t\r\n]*(?:(${text})|(${scalar})|([[\]{}:,]))`, "y");
const blank = /[ \t\r\n]*/y;

/** What may stand where a value is expected: a text, a scalar or an opening bracket. */
const value = `"0{[`;

/** Where a text stops to be JSON, and in which element of the list and under which key that is. */
export interface Break {
  readonly offset: number;
  readonly path: string;
}

/** Where a walk through the tokens stands. */
interface Walk {
  /** Closing brackets that are due. */
  readonly open: string[];
  /** First characters of what may come next. */
  may: string;
  isKey: boolean;
  key: string;
  element: number;
}

/**
 * Finds the place at which `JSON.parse` refuses `source`, as its own message tells that only now and then. By tokens and
 * what may follow each; `source` is known to be broken.
 */
export function breakOf(source: string): Break {
  const walk: Walk = { open: [], may: value, isKey: false, key: "", element: -1 };
  for (let offset = 0; ; offset = token.lastIndex) {
    token.lastIndex = offset;
    const [, string, number, sign] = token.exec(source) ?? [];
    const kind = kindOf(string, number, sign);
    if (!walk.may.includes(kind)) return { offset: afterBlank(source, offset), path: pathOf(walk) };
    if (kind === "{" || kind === "[") open(walk, kind);
    else if (kind === ",") next(walk, walk.open.at(-1) === "}");
    else if (kind === ":") walk.may = value;
    else if (walk.isKey && kind === '"') name(walk, string);
    else end(walk, kind);
  }
}

const kindOf = (string?: string, number?: string, sign?: string) =>
  string !== undefined ? '"' : number !== undefined ? "0" : (sign ?? "end");

function afterBlank(source: string, offset: number): number {
  blank.lastIndex = offset;
  blank.exec(source);
  return blank.lastIndex;
}

const pathOf = ({ element, key }: Walk) => `${element < 0 ? "" : `[${element}]`}${key === "" ? "" : `.${key}`}`;

function open(walk: Walk, bracket: "{" | "["): void {
  const isObject = bracket === "{";
  if (isObject && walk.open.length <= 1) Object.assign(walk, { element: walk.element + 1, key: "" });
  walk.open.push(isObject ? "}" : "]");
  walk.isKey = isObject;
  walk.may = isObject ? `"}` : `${value}]`;
}

function next(walk: Walk, isKey: boolean): void {
  walk.isKey = isKey;
  walk.may = isKey ? '"' : value;
}

function name(walk: Walk, string: string): void {
  if (walk.open.length <= 2) walk.key = string.slice(1, -1);
  walk.isKey = false;
  walk.may = ":";
}

/** A value is over: a text, a scalar, or what a closing bracket closes. */
function end(walk: Walk, kind: string): void {
  if (kind === "}" || kind === "]") walk.open.pop();
  walk.isKey = false;
  walk.may = walk.open.length === 0 ? "" : `,${walk.open.at(-1)}`;
}
