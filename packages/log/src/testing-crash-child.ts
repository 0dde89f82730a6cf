/**
 * Appends to the log in `folder` until it is killed. It says `begun writer number` before each append, and `done writer number
 * sequence-number hash` once it is acknowledged.
 */
import { flushCompileCache } from "node:module";
import { openLog } from "./open.ts";
import { author } from "./testing.ts";

const [folder, ...from] = process.argv.slice(2);
const log = await openLog({ folder, centre: "houston", clock: Date });
// Who is killed keeps nothing of what was compiled, unless it is told to.
flushCompileCache();

async function* bytes(text: string) {
  yield Buffer.from(text);
}

async function append(writer: number, i: number) {
  const envelope = { key: `${writer}-${i}`, station: "iss", author: author("Ada") };
  const text = `entry ${i} of writer ${writer}`;
  if (i % 10 > 0) return log.append({ ...envelope, kind: "note", body: { text } });
  const { fault: _, ...file } = await log.files.put(bytes(text), { name: "reading.txt" });
  return log.append({ ...envelope, kind: "file", body: file });
}

await Promise.all(
  from.map(async (start, writer) => {
    for (let i = Number(start); ; i++) {
      process.stdout.write(`begun ${writer} ${i}\n`);
      const { entry } = await append(writer, i);
      process.stdout.write(`done ${writer} ${i} ${entry.seq} ${entry.hash}\n`);
    }
  }),
);
