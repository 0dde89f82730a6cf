import { second } from "@hullwatch/core/quantity";
import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from "mqtt";
import { type Link, rowsOfJson, type Source, type SourceRow } from "../feed/index.ts";
import { Nodes } from "./nodes.ts";
import { rebirthCommand } from "./sparkplug.ts";

export interface MqttOptions {
  readonly url: URL;
  readonly topics: readonly string[];
  /** Topics that say whether those who send live: a last will is sent there. */
  readonly status: readonly string[];
  readonly clientId: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/** (ms) A node that does not answer is not asked for another birth before. */
const rebirthEvery = 30_000;
/** Names for a last will that are remembered. */
const mostHeard = 100_000;
/** What a last will says, and what says that somebody is there again. */
const gone = /^\s*"?(?:offline|dead|lost|stale|false|0|)"?\s*$/i;

/** Messages of a broker: Sparkplug B below `spBv1.0/`, JSON anywhere else. */
export class Mqtt implements Source {
  readonly #options: MqttOptions;
  readonly #nodes = new Nodes();
  readonly #asked = new Map<string, number>();
  /** Names that have come as JSON, for a last will. */
  readonly #heard = new Set<string>();

  constructor(options: MqttOptions) {
    this.#options = options;
  }

  async run(link: Link, signal: AbortSignal): Promise<void> {
    const { url, topics, status } = this.#options;
    const client = connect(url.href, this.#settings());
    const [connected, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    client.on("connect", () => connected.resolve());
    client.on("error", ended.reject).on("close", () => ended.reject(new Error("the broker has closed the connection")));
    signal.addEventListener("abort", () => ended.resolve());
    // Before the broker can send what it kept: a message is acknowledged once its rows are kept: one that is not comes again.
    client.handleMessage = (packet, done) => {
      this.#take(packet, link, client).then(
        () => done(),
        (error: Error) => ended.reject(error),
      );
    };
    try {
      await Promise.race([connected.promise, ended.promise]);
      if (signal.aborted) return;
      const granted = await Promise.race([client.subscribeAsync([...topics, ...status], { qos: 1 }), ended.promise]);
      const refused = granted?.find(({ qos }) => qos > 2);
      if (refused !== undefined) throw new Error(`the broker refuses the topic ${refused.topic}`);
      link.up();
      await ended.promise;
    } finally {
      ended.promise.catch(() => {});
      await client.endAsync(true).catch(() => {});
    }
  }

  #settings(): IClientOptions {
    const { clientId, user: username, password, ca, cert, key } = this.#options;
    const given = Object.entries({ username, password, ca, cert, key }).filter(([, value]) => value !== undefined);
    return {
      clientId,
      // What comes while nobody listens is kept by the broker, and comes then.
      clean: false,
      reconnectPeriod: 0,
      resubscribe: false,
      connectTimeout: 10_000,
      keepalive: 20,
      ...Object.fromEntries(given),
    };
  }

  async #take({ topic, payload, retain }: IPublishPacket, link: Link, client: MqttClient): Promise<void> {
    const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
    try {
      const rows = this.#rows(topic, bytes, retain === true, link, client);
      if (rows.length > 0) await link.rows(rows);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      link.fault(`${topic}: ${error.message}`);
    }
  }

  #rows(topic: string, bytes: Uint8Array, isKept: boolean, link: Link, client: MqttClient): readonly SourceRow[] {
    const now = link.clock.now();
    if (topic.startsWith("spBv1.0/")) {
      const told = {
        gap: (why: string, missing: number | null) => link.gap(why, missing),
        fault: (why: string) => link.fault(why),
        stale: (names: readonly string[], why: string) => link.stale(names, why),
        rebirth: (node: string) => this.#askForBirth(node, now, client),
      };
      return this.#nodes.take(topic, bytes, now, told);
    }
    const text = Buffer.from(bytes).toString("utf8");
    if (this.#options.status.some((filter) => covers(filter, topic))) return this.#statusRows(topic, text, now, link);
    const name = link.names.parameterOf(topic) === null ? (topic.split("/").at(-1) ?? topic) : topic;
    const rows = rowsOfJson(text, { name, now: isKept ? null : now });
    for (const row of rows) if (this.#heard.size < mostHeard) this.#heard.add(`${topic}\0${row.name}`);
    return rows;
  }

  /** The last will of whoever sends below the same topic makes everything there stale. */
  #statusRows(topic: string, text: string, now: number, link: Link): readonly SourceRow[] {
    if (!gone.test(text)) return [];
    const above = topic.slice(0, topic.lastIndexOf("/") + 1);
    const names = [...this.#heard].flatMap((key) => (key.startsWith(above) ? [key.slice(key.indexOf("\0") + 1)] : []));
    link.stale(names, `${topic} says "${text.trim().slice(0, 20)}"`);
    return names.map((name) => ({ time: second(now / 1000), name, value: null, quality: "stale" }));
  }

  #askForBirth(node: string, now: number, client: MqttClient): void {
    if (now - (this.#asked.get(node) ?? Number.NEGATIVE_INFINITY) < rebirthEvery) return;
    this.#asked.set(node, now);
    const topic = `spBv1.0/${node.replace("/", "/NCMD/")}`;
    client.publish(topic, Buffer.from(rebirthCommand(now)), { qos: 0 });
  }
}

const unreadable = new Set(["HW_JSON_ROW", "HW_PROTOBUF"]);
const isUnreadable = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && unreadable.has(String(error.code));

/** Whether a topic filter of MQTT covers a topic. */
function covers(filter: string, topic: string): boolean {
  const [parts, own] = [filter.split("/"), topic.split("/")];
  for (const [i, part] of parts.entries()) {
    if (part === "#") return true;
    if (i >= own.length || (part !== "+" && part !== own[i])) return false;
  }
  return parts.length === own.length;
}
