import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { StillClock, temporaryFolder } from "../testing-disk.ts";
import { filesUnder } from "./disk.ts";
import { Files } from "./index.ts";

const limit = 200_000;
const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: "red", noise: { type: "gaussian", mean: 120, sigma: 40 } },
  });

async function* chunks(bytes: Uint8Array, size = 1000) {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}
async function setUp(t: TestContext) {
  const folder = await temporaryFolder(t);
  const clock = new StillClock();
  const files = new Files(folder, { clock, limit });
  const put = (bytes: Uint8Array | string, name = "photo.jpg") => files.put(chunks(Buffer.from(bytes)), { name });
  const left = async () => (await filesUnder(folder)).length;
  return { folder, clock, files, put, left };
}

test("a photo is kept whole under its hash, with a thumbnail, and its type is what it is and not what it is called", async (t) => {
  const { files, put } = await setUp(t);
  const photo = await noise(900, 300).jpeg().toBuffer();
  const kept = await put(photo, "C:\\photos\\report\u0000.pdf");
  assert.deepEqual(kept, {
    sha256: sha(photo),
    name: "report.pdf",
    type: "image/jpeg",
    bytes: photo.length,
    width: 900,
    height: 300,
    fault: null,
  });
  const read: Buffer[] = [];
  for await (const chunk of await files.read(kept.sha256)) read.push(chunk as Buffer);
  assert.deepEqual(Buffer.concat(read), photo);
  const { format, width, height } = await sharp(await files.thumbnail(kept.sha256)).metadata();
  assert.deepEqual([format, width, height], ["webp", 640, 213]);
});

test("a thumbnail is upright and holds nothing of what a camera wrote about place and person", async (t) => {
  const { files, put } = await setUp(t);
  const photo = await noise(400, 200)
    .withMetadata({ orientation: 6, exif: { IFD0: { Artist: "Ada" } } })
    .jpeg()
    .toBuffer();
  const { sha256, width, height } = await put(photo);
  assert.deepEqual([width, height], [200, 400]);
  const shown = await sharp(await files.thumbnail(sha256)).metadata();
  assert.deepEqual([shown.width, shown.height, shown.exif], [200, 400, undefined]);
});

test("the same content twice is one file", async (t) => {
  const { put, left } = await setUp(t);
  const [a, b] = await Promise.all([put("the same words"), put("the same words", "other.txt")]);
  assert.equal(a.sha256, b.sha256);
  assert.equal(await left(), 1);
});

test("types that are taken, by content", async (t) => {
  const { put } = await setUp(t);
  const picture = noise(20, 20);
  const cases: [Uint8Array | string, string][] = [
    [await picture.png().toBuffer(), "image/png"],
    [await picture.webp().toBuffer(), "image/webp"],
    ["%PDF-1.7\n…", "application/pdf"],
    ["time,parameter,value\n2018-08-29T22:00:00Z,LAB-P,745.21\n", "text/plain"],
    ["Давление держится\r\n", "text/plain"],
    ["<html><script>alert(1)</script></html>", "text/plain"],
    ['<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "text/plain"],
  ];
  for (const [bytes, type] of cases) assert.equal((await put(bytes, "x.exe")).type, type);
});

test("what is too large, empty, no text and no known kind, or not what was announced, leaves nothing behind", async (t) => {
  const { files, put, left } = await setUp(t);
  await assert.rejects(put(Buffer.alloc(limit + 1, "a")), {
    code: "HW_FILE_TOO_LARGE",
    message: "photo.jpg: found more than 200000 bytes, expected at most that",
  });
  await assert.rejects(put(""), { code: "HW_FILE_CONTENT" });
  const program = Buffer.concat([Buffer.from("\u007fELF"), Buffer.alloc(100)]);
  await assert.rejects(put(program), { code: "HW_FILE_TYPE", message: /found application\/x-elf/ });
  await assert.rejects(put(Buffer.from([0xc3, 0x28, 0x20, 0x20])), { code: "HW_FILE_TYPE", message: /no text/ });
  await assert.rejects(put(Buffer.from([0x41, 0xd0])), { code: "HW_FILE_TYPE" }, "cut within a character");
  const expect = "0".repeat(64);
  await assert.rejects(files.put(chunks(Buffer.from("abc")), { name: "a", expect }), { code: "HW_FILE_CONTENT" });
  async function* broken() {
    yield Buffer.from("half");
    throw new Error("line lost");
  }
  await assert.rejects(files.put(broken(), { name: "a" }), { message: "line lost" });
  assert.equal(await left(), 0);
  assert.equal((await put(Buffer.alloc(limit, "a"))).bytes, limit);
});

test("a broken picture, and one of too many pixels, is kept and named", async (t) => {
  const { files, put } = await setUp(t);
  const photo = await noise(300, 300).jpeg().toBuffer();
  const broken = await put(photo.subarray(0, photo.length / 2));
  assert.equal(broken.fault?.code, "HW_IMAGE");
  assert.equal(broken.type, "image/jpeg");
  assert.equal(await files.has(broken.sha256), true);
  await assert.rejects(files.thumbnail(broken.sha256), { code: "HW_IMAGE", message: /cannot be shown/ });
  // A small file that says it is large: width and height of a PNG stand at 16, in a chunk with a checksum.
  const png = await noise(10, 10).png().toBuffer();
  png.writeUInt32BE(16_000, 16);
  png.writeUInt32BE(7_000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  const bomb = await put(png);
  assert.match(bomb.fault?.message ?? "", /exceeds pixel limit/);
  const words = await put("words");
  await assert.rejects(files.thumbnail(words.sha256), { code: "HW_IMAGE", message: /is no picture/ });
});

test("hashes that are none lead nowhere", async (t) => {
  const { files } = await setUp(t);
  for (const hash of ["", "../../../etc/passwd", "0".repeat(64), "A".repeat(64)]) {
    assert.equal(await files.has(hash), false);
    await assert.rejects(files.read(hash), { code: "HW_FILE_MISSING" });
    await assert.rejects(files.thumbnail(hash), { code: "HW_FILE_MISSING" });
    await assert.rejects(files.describe(hash), { code: "HW_FILE_MISSING" });
  }
});

test("what no entry speaks of is swept away after a day, not before; so is what a crash left behind", async (t) => {
  const { folder, clock, files, put, left } = await setUp(t);
  clock.ms = Date.now();
  const kept = await put(await noise(30, 30).png().toBuffer());
  const orphan = await put(await noise(40, 40).png().toBuffer());
  const renewed = await put("to be sent again");
  // As an upload that was killed leaves it.
  await mkdir(join(folder, "incoming"), { recursive: true });
  await writeFile(join(folder, "incoming", "half"), "half");
  const spokenOf = async () => [kept.sha256];
  clock.ms += 86_000_000;
  assert.equal(await files.sweep(spokenOf), 0);
  await put("to be sent again");
  clock.ms += 1_000_000;
  assert.equal(await files.sweep(spokenOf), 3, "the orphan, its thumbnail, half a file");
  assert.deepEqual(await Promise.all([kept, orphan, renewed].map(({ sha256 }) => files.has(sha256))), [
    true,
    false,
    true,
  ]);
  assert.equal(await left(), 3);
});

test("a thumbnail that is gone is made again", async (t) => {
  const { folder, files, put } = await setUp(t);
  const { sha256 } = await put(await noise(30, 30).png().toBuffer());
  const [thumbnail] = await filesUnder(join(folder, "thumbnails"));
  const before = await readFile(thumbnail);
  await rm(thumbnail);
  assert.deepEqual(await files.thumbnail(sha256), before);
});

test("an upload is on the disk as it comes, and never whole in memory", async (t) => {
  const { folder, files } = await setUp(t);
  let seen = 0;
  async function* slow() {
    for (let i = 0; i < 10; i++) {
      yield Buffer.from(`line ${i}\n`);
      const [name] = await readdir(join(folder, "incoming"));
      const written = (await readFile(join(folder, "incoming", name), "utf8")).split("\n").length - 1;
      assert.equal(written, i + 1);
      seen++;
    }
  }
  const { sha256 } = await files.put(slow(), { name: "x.txt" });
  assert.equal(seen, 10);
  assert.match(await text(await files.read(sha256)), /^line 0\n.*line 9\n$/s);
});
