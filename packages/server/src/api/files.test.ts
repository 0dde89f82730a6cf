import assert from "node:assert/strict";
import { test } from "node:test";
import { type Person, person, testServer } from "../server/testing.ts";
import { cabinFile } from "../stations/testing.ts";

const files = "/api/v1/stations/cabin/files";

/** One pixel. */
const photo = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

async function upload(who: Person, content: Uint8Array, name: string) {
  const form = new FormData();
  form.append("file", new Blob([content as Uint8Array<ArrayBuffer>]), name);
  const response = await who.ask("POST", files, { body: form });
  const answer = (await response.json()) as { code?: string; entry?: { body: { sha256: string; type: string } } };
  return { status: response.status, code: answer.code, file: answer.entry?.body };
}

test("a photo is known by its content and has a thumbnail; what is too large, or no file of a log, is not taken", async (t) => {
  const server = await testServer(t, {}, undefined, ["log.largest_file_MiB=1"]);
  await server.stations.put("cabin", cabinFile, "test");
  const crew = await person(server, "crew", "crew");
  const taken = await upload(crew, photo, "hole.txt");
  assert.deepEqual([taken.status, taken.file?.type], [201, "image/png"]);
  const whole = await crew.ask("GET", `${files}/${taken.file?.sha256}`);
  assert.deepEqual(Buffer.from(await whole.arrayBuffer()), photo);
  const small = Buffer.from(await (await crew.ask("GET", `${files}/${taken.file?.sha256}/thumbnail`)).arrayBuffer());
  assert.deepEqual([small.toString("latin1", 0, 4), small.toString("latin1", 8, 12)], ["RIFF", "WEBP"]);

  const page = await upload(crew, new TextEncoder().encode("<html><script>alert(1)</script>"), "page.html");
  assert.equal(page.file?.type, "text/plain", "text of any kind is text, and runs nowhere");
  assert.deepEqual((await upload(crew, new Uint8Array(1000), "dump.jpg")).code, "HW_FILE_TYPE");
  const large = await upload(crew, new TextEncoder().encode("pressure ".repeat(200_000)), "large.txt");
  assert.deepEqual([large.status, large.code], [413, "HW_FILE_TOO_LARGE"]);
});
