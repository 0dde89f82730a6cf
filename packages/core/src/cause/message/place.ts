/** Where an offset into a text is, both from 1. */
export type LineOf = (offset: number) => { readonly line: number; readonly column: number };

/** Tells lines and columns of offsets into `text`; an index of its line ends, looked up by halves. */
export function lineFinder(text: string): LineOf {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low] + 1 };
  };
}
