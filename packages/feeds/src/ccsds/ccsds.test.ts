import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { Options } from "../feed/index.ts";
import { feedContract, type Given } from "../feed/testing-contract.ts";
import { cuttable } from "../feed/testing-proxy.ts";
import { Ccsds } from "./ccsds.ts";
import { ccsdsOptions, openCcsds } from "./index.ts";
import type { PacketSettings } from "./packets.ts";
import { firstPacket, secondPacket, xtce } from "./testing.ts";
import { parseXtce } from "./xtce/index.ts";

const database = parseXtce(xtce, "cabin.xml");
const settings: PacketSettings = {
  database,
  time: { code: { layout: null, epoch: null, scale: "tai" }, offset: 0 },
  apids: new Set([100, 101]),
  hasCrc: false,
};
/** What is bad in this file is out of its valid range. */
function packets(start: number) {
  const counts = { P1: 0, P2: 0 };
  const sent = new Map<string, Uint8Array>();
  return (row: Given): Uint8Array => {
    const key = JSON.stringify(row);
    const known = sent.get(key);
    if (known !== undefined) return known;
    const count = counts[row.parameter]++;
    const value = row.quality === "bad" ? 2040 : row.value;
    const made =
      row.parameter === "P1" ? firstPacket(count, start + row.at, value) : secondPacket(count, start + row.at, value);
    sent.set(key, made);
    return made;
  };
}
const garbage = () => [Buffer.from("hello, is there anybody?"), Buffer.alloc(3), firstPacket(9, 0, 1).subarray(0, 9)];

/** `P1` comes in torr, which the station has in mmHg. */
const map = [
  { from: "P1", to: "P1", unit: "mmHg" },
  { from: "/Cabin/P2", to: "P2" },
];

feedContract({
  name: "ccsds over TCP",
  async begin(t, _clock, start) {
    const packet = packets(start);
    let stored: Uint8Array[] = [];
    const server = createServer((socket) => {
      for (const one of stored) socket.write(one);
      stored = [];
    });
    const { port, sockets, open, cut, mend } = await cuttable(t, server);
    const endpoint = { host: "127.0.0.1", port };
    return {
      source: new Ccsds({ ...settings, protocol: "tcp", endpoint, senders: [] }),
      map,
      async give(rows) {
        // A connection is known to the one that connects before it is to the one that accepts.
        for (let left = 20; sockets.size === 0 && left > 0; left--) await setTimeout(5);
        const bytes = Buffer.concat(rows.map(packet));
        // In pieces, as TCP may bring them.
        for (const socket of sockets) for (const byte of bytes) socket.write(Uint8Array.of(byte));
      },
      spoil: () => {
        for (const socket of sockets) socket.write(garbage()[0]);
      },
      store: (rows) => void stored.push(...rows.map(packet)),
      cut,
      mend,
      open,
    };
  },
});

feedContract({
  name: "ccsds over UDP",
  async begin(t, _clock, start) {
    const packet = packets(start);
    const sender = createSocket("udp4");
    t.after(() => void sender.close());
    const port = await freePort();
    const before = sockets();
    const send = (bytes: Uint8Array) =>
      new Promise<void>((resolve) => sender.send(bytes, port, "127.0.0.1", () => resolve()));
    return {
      source: new Ccsds({
        ...settings,
        protocol: "udp",
        endpoint: { host: "127.0.0.1", port },
        senders: ["127.0.0.1"],
      }),
      map,
      give: (rows) => send(Buffer.concat(rows.map(packet))),
      async spoil() {
        for (const bytes of garbage()) await send(bytes);
      },
      store: () => {},
      cut: () => {},
      mend: () => {},
      open: () => Math.max(0, sockets() - before),
    };
  },
  skip: {
    reconnect: "datagrams have no link that could be lost",
    "back-fill": "nobody knows of a datagram that was not received",
  },
});

/** Sockets of UDP that are open in this process; those of the test before may still be closing. */
const sockets = () => process.getActiveResourcesInfo().filter((one) => /UDP/.test(one)).length;

/** A port of UDP that was free a moment ago. */
async function freePort(): Promise<number> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

test("options that do not fit are refused with what would", () => {
  const read = (text: string) => Options.read(`ccsds:${text}`, { ccsds: ccsdsOptions });
  const refuses = (text: string, says: RegExp) => assert.throws(() => openCcsds(read(text)), says);
  assert.throws(() => read("url=udp://0.0.0.0:5000"), /feed ccsds, xtce: found nothing/);
  refuses("url=udp://0.0.0.0,xtce=x", /expected a port/);
  refuses("url=http://a:1,xtce=x", /expected a URL that begins with udp:\/\/ or tcp:\/\//);
  refuses("url=udp://0.0.0.0:1,xtce=/no/such.xml", /ENOENT.*expected a file that can be read/);
});
