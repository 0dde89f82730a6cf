/** (characters) A line longer than this is no line of any server that means well. */
const longest = 1_000_000;

/** The lines of a stream, those of one piece together; a line that a piece cuts comes with the next one. Throws for one without end. */
export async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of body) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop()!;
    if (rest.length > longest) throw new Error(`found a line of more than ${longest} characters, expected its end`);
    if (lines.length > 0) yield lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  }
}
