import { second } from "@hullwatch/core/quantity";
import type { Quality, SourceRow } from "../feed/index.ts";
import { type Metric, meant, readPayload } from "./sparkplug.ts";

/** What is said beside rows. */
export interface Told {
  gap(why: string, missing: number | null): void;
  fault(why: string): void;
  stale(names: readonly string[], why: string): void;
  /** The node is to say anew what it has: `group/node`. */
  rebirth(node: string): void;
}

interface Born {
  readonly name: string;
  readonly datatype: number | null;
  readonly unit: string | null;
}

interface Node {
  seq: number;
  /** Number of the birth, by which a death is known to be of this life. */
  bdSeq: number | null;
  readonly byAlias: Map<number, Born>;
  /** Metrics by their full name. */
  readonly born: Map<string, Born>;
}

const topicParts = /^spBv1\.0\/([^/]+)\/([ND](?:BIRTH|DATA|DEATH))\/([^/]+)(?:\/([^/]+))?$/;
/** `Quality` of a metric (Sparkplug 3.0, 6.4.15). */
const qualities: Readonly<Record<number, Quality>> = { 0: "bad", 192: "good", 500: "stale" };
const mostMetrics = 100_000;

/** Follows the edge nodes of Sparkplug B: what was born, in which order messages come, who has died. */
export class Nodes {
  readonly #nodes = new Map<string, Node>();

  /** The rows of one message, none for a topic that brings none. Metrics are called `group/node[/device]/metric`. */
  take(topic: string, bytes: Uint8Array, now: number, told: Told): readonly SourceRow[] {
    const [, group, kind, id, device] = topicParts.exec(topic) ?? [];
    if (group === undefined) return [];
    const node = `${group}/${id}`;
    const prefix = device === undefined ? node : `${node}/${device}`;
    const payload = readPayload(bytes);
    if (kind === "NDEATH") return this.#nodeDied(node, bdSeqOf(payload.metrics), now, told);
    if (kind === "NBIRTH")
      this.#nodes.set(node, {
        seq: payload.seq ?? 0,
        bdSeq: bdSeqOf(payload.metrics),
        byAlias: new Map(),
        born: new Map(),
      });
    else this.#follow(node, payload.seq, told);
    const known = this.#nodes.get(node);
    if (known === undefined) return [];
    if (kind === "DDEATH") return died(known, `${prefix}/`, `device ${prefix} has died`, now, told);
    const isBirth = kind.endsWith("BIRTH");
    return payload.metrics.flatMap((metric) => {
      const born = isBirth ? bear(known, prefix, metric) : bornOf(known, prefix, metric);
      if (born === null) {
        told.rebirth(node);
        told.fault(`${prefix}: found metric ${metric.name ?? `of alias ${metric.alias}`}, expected one that was born`);
        return [];
      }
      return rowOf(born, metric, metric.timestamp ?? payload.timestamp ?? now);
    });
  }

  /** Messages of a node are numbered from 0 to 255 and around. */
  #follow(node: string, seq: number | null, told: Told): void {
    const known = this.#nodes.get(node);
    if (known === undefined) {
      told.rebirth(node);
      return;
    }
    if (seq === null) return;
    const missing = (seq - known.seq - 1 + 512) % 256;
    if (missing > 0) told.gap(`node ${node}: found message ${seq} after ${known.seq}`, missing);
    known.seq = seq;
  }

  #nodeDied(node: string, bdSeq: number | null, now: number, told: Told): readonly SourceRow[] {
    const known = this.#nodes.get(node);
    // The death of a life before this one may come after the birth.
    if (known === undefined || (known.bdSeq !== null && bdSeq !== null && known.bdSeq !== bdSeq)) return [];
    return died(known, `${node}/`, `node ${node} has died`, now, told);
  }
}

/** Everything below `prefix` no longer follows what it measures. */
function died(node: Node, prefix: string, why: string, now: number, told: Told): readonly SourceRow[] {
  const names = [...node.born.keys()].filter((name) => name.startsWith(prefix));
  told.stale(names, why);
  return names.map((name) => ({ time: second(now / 1000), name, value: null, quality: "stale" }));
}

function bear(node: Node, prefix: string, { name, alias, datatype, properties }: Metric): Born | null {
  if (name === null) return null;
  const unit = properties.get("engUnit");
  const born = { name: `${prefix}/${name}`, datatype, unit: typeof unit === "string" ? unit : null };
  if (node.born.size >= mostMetrics) return null;
  node.born.set(born.name, born);
  if (alias !== null) node.byAlias.set(alias, born);
  return born;
}

const bornOf = (node: Node, prefix: string, { name, alias }: Metric): Born | null =>
  (name === null ? node.byAlias.get(alias ?? -1) : node.born.get(`${prefix}/${name}`)) ?? null;

function rowOf(born: Born, metric: Metric, timestamp: number): SourceRow[] {
  const value = meant(metric.value, metric.datatype ?? born.datatype);
  if (value === undefined) return [];
  const said = metric.properties.get("Quality");
  const quality = said === undefined ? "good" : (qualities[Number(said)] ?? "suspect");
  const plain = typeof value === "boolean" ? String(value) : value;
  return [{ time: second(timestamp / 1000), name: born.name, value: plain, unit: born.unit, quality }];
}

function bdSeqOf(metrics: readonly Metric[]): number | null {
  const value = metrics.find(({ name }) => name === "bdSeq")?.value;
  return typeof value === "number" ? value : null;
}
