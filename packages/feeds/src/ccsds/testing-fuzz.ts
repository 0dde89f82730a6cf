/** Random and mutated packets, thrown at everything that reads packets. */
import { longest } from "./packet.ts";
import { type PacketSettings, Packets } from "./packets.ts";
import { Splitter } from "./splitter.ts";
import { firstPacket, randomOf, secondPacket } from "./testing.ts";

export interface Fuzzed {
  readonly packets: number;
  /** Packets that gave rows. */
  readonly read: number;
  /** Packets that were dropped, each with a reason. */
  readonly dropped: number;
  /** Rows with a time or a value that no row may have. */
  readonly unsound: number;
  /** (bytes) The most that the cutting of a stream held back. */
  readonly held: number;
}

const time = 1.7e9;

/** Throws `count` packets at the reader, by the same seed always the same: a third random, a third mutated, the rest sound ones cut or joined. Every tenth also goes through the cutting of a stream. */
export function fuzz(settings: PacketSettings, count: number, seed: number): Fuzzed {
  const random = randomOf(seed);
  const packets = new Packets(settings);
  const tally = { packets: count, read: 0, dropped: 0, unsound: 0, held: 0 };
  const told = { gap: () => {}, fault: () => void tally.dropped++ };
  const take = (packet: Uint8Array) => {
    const rows = packets.rowsOf(packet, time * 1000, told);
    if (rows.length > 0) tally.read++;
    for (const row of rows) {
      const isMissing = typeof row.value === "number" && Number.isNaN(row.value);
      if (!Number.isFinite(row.time) || (isMissing && row.quality !== "bad")) tally.unsound++;
    }
  };
  const splitter = new Splitter(
    (apid) => settings.apids.has(apid),
    () => {},
  );
  for (let i = 0; i < count; i++) {
    const packet = made(i, random);
    take(packet);
    if (i % 10 === 0) {
      for (const one of splitter.push(packet)) take(one);
      tally.held = Math.max(tally.held, splitter.waiting);
    }
  }
  if (tally.held > longest) tally.unsound++;
  return tally;
}

function made(i: number, random: (below: number) => number): Uint8Array {
  const sound =
    i % 2 === 0 ? firstPacket(i, time + i / 1000, random(2000)) : secondPacket(i, time + i / 1000, random(200));
  const kind = i % 3;
  if (kind === 0) return Uint8Array.from({ length: random(40) }, () => random(256));
  if (kind === 1) {
    for (let flips = 1 + random(4); flips > 0; flips--) sound[random(sound.length)] ^= 1 << random(8);
    return sound;
  }
  return random(2) === 0 ? sound.subarray(0, random(sound.length + 1)) : sound;
}
