/** Appends to the log in `folder` until it is killed, and says so after each append: writer, number, sequence number, hash. */
import { openLog } from "./index.ts";
import { author } from "./testing.ts";

const [folder, ...from] = process.argv.slice(2);
const log = await openLog({ folder, centre: "houston", clock: Date });

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
      const { entry } = await append(writer, i);
      process.stdout.write(`${writer} ${i} ${entry.seq} ${entry.hash}\n`);
    }
  }),
);
