/** CCSDS space packets over UDP and TCP, with parameters laid out by an XTCE file. */
import { readTime } from "../csv/index.ts";
import type { Options, OptionTable, Source } from "../feed/index.ts";
import { Ccsds } from "./ccsds.ts";
import { idle } from "./packet.ts";
import type { PacketSettings } from "./packets.ts";
import { readLayout } from "./time-code.ts";
import { parseXtce } from "./xtce/index.ts";

export const ccsdsOptions = {
  url: { means: "where packets come from: udp://ADDRESS:PORT to listen on, tcp://HOST:PORT to connect to" },
  xtce: { means: "XTCE file that lays the packets out" },
  root: { means: "container that every packet is read as first", fallback: "" },
  time: {
    means:
      "time code at the beginning of the secondary header: p, cuc:SECONDS.FRACTION, cds:16, cds:24.us …, or arrival",
    fallback: "p",
  },
  time_offset: { means: "(bytes) where the time code begins, from the secondary header on", fallback: "0" },
  epoch: { means: "an agency's own epoch, such as 1980-01-06T00:00:00Z", fallback: "" },
  scale: {
    means: "what CUC counts: tai, every second since the epoch, or utc, without leap seconds",
    fallback: "tai",
  },
  apid: { means: "APIDs that are read, with commas between", fallback: "" },
  crc: { means: "yes where every packet ends in a CRC-16", fallback: "no" },
  from: { means: "addresses whose datagrams are believed, with commas between", fallback: "" },
} as const satisfies OptionTable;

/** Throws `FeedOptionError` for options that do not fit, `XtceError` for a file that cannot be used. */
export function openCcsds(options: Options): Source {
  const url = options.url("url", ["udp", "tcp"]);
  if (url.port === "") throw options.wrong("url", "a port, such as udp://127.0.0.1:5000");
  const xtce = options.file("xtce")!;
  return new Ccsds({
    protocol: url.protocol === "udp:" ? "udp" : "tcp",
    endpoint: { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port) },
    senders: options.list("from"),
    database: parseXtce(xtce, options.text("xtce"), options.text("root")),
    time: timeOf(options),
    apids: new Set(apidsOf(options)),
    hasCrc: options.oneOf("crc", ["yes", "no"]) === "yes",
  });
}

function timeOf(options: Options): PacketSettings["time"] {
  const text = options.text("time");
  if (text === "arrival") return null;
  const layout = text === "p" ? null : readLayout(text);
  if (text !== "p" && layout === null)
    throw options.wrong("time", "p, arrival, cuc:4.2 (bytes of seconds and fraction), cds:16, cds:24, cds:16.us …");
  const epoch = options.text("epoch") === "" ? null : readTime(options.text("epoch"));
  if (Number.isNaN(epoch)) throw options.wrong("epoch", "a time such as 1980-01-06T00:00:00Z");
  const scale = options.oneOf("scale", ["tai", "utc"]);
  return { code: { layout, epoch, scale }, offset: options.whole("time_offset", 0, 65_535) };
}

const apidsOf = (options: Options): readonly number[] =>
  options.list("apid").map((text) => {
    if (!/^\d{1,4}$/.test(text) || Number(text) >= idle) throw options.wrong("apid", `numbers from 0 to ${idle - 1}`);
    return Number(text);
  });
