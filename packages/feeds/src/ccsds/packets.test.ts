import assert from "node:assert/strict";
import { test } from "node:test";
import { crc16, readHeader } from "./packet.ts";
import { type PacketSettings, Packets } from "./packets.ts";
import { Sequence } from "./sequence.ts";
import { Splitter } from "./splitter.ts";
import { firstPacket, packetOf, secondPacket, xtce } from "./testing.ts";
import { parseXtce } from "./xtce/index.ts";

const time = 1.7e9;
const settings: PacketSettings = {
  database: parseXtce(xtce, "cabin.xml"),
  time: { code: { layout: null, epoch: null, scale: "tai" }, offset: 0 },
  apids: new Set(),
  hasCrc: false,
};

function listening(more: Partial<PacketSettings> = {}) {
  const packets = new Packets({ ...settings, ...more });
  const said: string[] = [];
  const told = {
    gap: (why: string, missing: number | null) => void said.push(`gap ${missing}: ${why}`),
    fault: (why: string) => void said.push(why),
  };
  const take = (packet: Uint8Array) => packets.rowsOf(packet, 5000, told).filter(({ name }) => /P1|P2/.test(name));
  return { said, take };
}

test("the primary header, field by field (133.0-B-2, 4.1.3)", () => {
  assert.deepEqual(readHeader(Buffer.from("0ffec123ffff", "hex")), {
    apid: 0x7fe,
    hasSecondaryHeader: true,
    flags: 3,
    count: 0x0123,
    length: 65_542,
  });
  assert.equal(readHeader(Buffer.from("2ffec1230000", "hex")), null);
  assert.equal(readHeader(Buffer.from("0ffec12300", "hex")), null);
});

test("the CRC of the standard's example", () => {
  // ECSS-E-ST-70-41C, annex B: the checksum of 00 00 is 1D 0F, of AB CD EF 01 it is 04 A2.
  assert.equal(crc16(Buffer.from("0000", "hex")), 0x1d0f);
  assert.equal(crc16(Buffer.from("abcdef01", "hex")), 0x04a2);
  assert.equal(crc16(Buffer.from("abcdef0104a2", "hex")), 0);
});

test("rows have the time of the packet and the unit of the file", () => {
  const { take, said } = listening();
  assert.deepEqual(take(firstPacket(0, time + 0.5, 745.25)), [
    { time: time + 0.5, name: "/Cabin/P1", value: 745.25, unit: "torr", quality: "good" },
  ]);
  assert.deepEqual(said, []);
});

test("packets that are missing are counted, over the end of the count too", () => {
  const { take, said } = listening();
  for (const count of [16_382, 16_383, 0, 1, 5]) take(firstPacket(count, time + count, 745));
  take(secondPacket(77, time, 100));
  assert.deepEqual(said, ["gap 3: APID 100: 3 packets before count 5"]);
});

test("a packet that comes twice gives its rows once where its time is that of arrival, and another of its count gives its own", () => {
  const { take } = listening({ time: null });
  const given = [firstPacket(7, time, 745), firstPacket(7, time, 745), firstPacket(7, time + 1, 746)];
  assert.deepEqual(
    given.map((packet) => take(packet).length),
    [1, 0, 1],
  );
});

test("repeats, late ones, and a count that begins anew", () => {
  const sequence = new Sequence();
  const kinds = (...all: readonly (readonly [count: number, content: number])[]) =>
    all.map(([count, content]) => sequence.take(1, count, content).kind);
  assert.deepEqual(kinds([9000, 0], [9001, 1], [9001, 1], [9000, 0]), ["next", "next", "repeat", "repeat"]);
  assert.deepEqual(kinds([8990, 2], [9002, 3]), ["late", "next"]);
  const anew = kinds(...Array.from({ length: 70 }, (_, i) => [i + 5000, 100 + i] as const));
  assert.deepEqual([anew[62], anew[63], anew[64]], ["late", "restart", "next"]);
});

test("what cannot be used says why, and moves no count", () => {
  const { take, said } = listening({ hasCrc: false, apids: new Set([100, 555]) });
  const whole = firstPacket(1, time, 745);
  take(whole);
  take(whole.subarray(0, 10));
  take(Buffer.concat([whole, whole]));
  take(Buffer.from("e0000000", "hex"));
  take(packetOf(555, 9, time, new Uint8Array(4)));
  const segment = Uint8Array.from(firstPacket(5000, time, 745));
  segment[2] &= 0x3f;
  take(segment);
  const timeless = Uint8Array.from(firstPacket(5000, time, 745));
  timeless[6] = 0x70;
  take(timeless);
  take(packetOf(1234, 0, time, new Uint8Array(4)));
  assert.equal(take(firstPacket(2, time + 1, 745)).length, 1);
  assert.deepEqual(said, [
    "found 10 bytes, expected the 16 that the packet says",
    "found 32 bytes, expected the 16 that the packet says",
    "found 4 bytes that begin as no packet of version 1",
    "APID 555, count 9: it fits no container based on /Cabin/Packet",
    "APID 100, count 5000: found a segment, expected a whole packet",
    "APID 100, count 5000: found no time where it should stand",
  ]);
});

test("a packet whose CRC is another is dropped", () => {
  const { take, said } = listening({ hasCrc: true });
  const data = Buffer.alloc(5);
  data.writeUIntBE(Math.round(745 * 512) * 16 + 1, 0, 3);
  const packet = Uint8Array.from(packetOf(100, 1, time, data));
  const crc = crc16(packet.subarray(0, -2));
  packet.set([crc >> 8, crc & 0xff], packet.length - 2);
  assert.equal(take(packet).length, 1);
  packet[14] ^= 1;
  assert.equal(take(packet).length, 0);
  assert.match(said[0], /another CRC/);
});

test("without a time code a packet counts as measured when it came", () => {
  const { take } = listening({ time: null });
  assert.equal(take(firstPacket(1, time, 745))[0].time, 5);
});

test("a stream is cut into packets, however it comes, and rubbish between them is passed over", () => {
  const lost: number[] = [];
  const packets = [firstPacket(1, time, 745), secondPacket(2, time, 99), firstPacket(3, time, 746)];
  const rubbish = Buffer.from("ffffffffffffffffff", "hex");
  const bytes = Buffer.concat([packets[0], rubbish, packets[1], packets[2]]);
  for (const piece of [1, 3, 7, bytes.length]) {
    const splitter = new Splitter(
      (apid) => apid === 100 || apid === 101,
      (count) => lost.push(count),
    );
    const found: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += piece) found.push(...splitter.push(bytes.subarray(at, at + piece)));
    splitter.end();
    assert.deepEqual(
      found.map((one) => Buffer.from(one).toString("hex")),
      packets.map((one) => Buffer.from(one).toString("hex")),
    );
  }
  assert.deepEqual(lost, [9, 9, 9, 9]);
});
