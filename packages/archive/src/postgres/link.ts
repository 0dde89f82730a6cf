/** Connections: one that writes, and a few that read. */
import pg from "pg";
import { ArchiveError } from "../errors.ts";
import { archiveFault } from "./errors.ts";

export interface LinkOptions {
  /** `postgres://user@host:5432/database`; a folder as host is that of a socket (`postgres:///database?host=/run/postgresql`). */
  readonly url: string;
  /** Of the tables: lower case letters, digits and `_`. */
  readonly schema: string;
}

/** Connections that read at once. */
const readers = 4;
/** (ms) */
const patience = 10_000;

export class Link {
  readonly where: string;
  readonly #config: pg.ClientConfig;
  readonly #pool: pg.Pool;
  #writer: pg.Client | null = null;
  #closed = false;

  constructor({ url, schema }: LinkOptions) {
    this.where = `${url.replace(/\/\/[^@/]*@/, "//")} ${schema}`;
    this.#config = {
      connectionString: url,
      options: `-c search_path=${schema}`,
      connectionTimeoutMillis: patience,
      application_name: "hullwatch",
      // A database whose machine is gone without a word is found out in seconds, and not in the two hours that systems take by themselves.
      keepAlive: true,
      keepAliveInitialDelayMillis: patience,
    };
    this.#pool = new pg.Pool({ ...this.#config, max: readers });
    // A connection that is lost while nobody uses it is made anew when somebody does.
    this.#pool.on("error", () => {});
  }

  /** The connection that writes, made anew where it was lost. */
  async writer(): Promise<pg.Client> {
    if (this.#closed) throw new ArchiveError(`${this.where}: found the archive closed, expected it open`);
    if (this.#writer !== null) return this.#writer;
    const client = new pg.Client(this.#config);
    const forget = () => {
      if (this.#writer === client) this.#writer = null;
    };
    client.on("error", forget).on("end", forget);
    try {
      await client.connect();
    } catch (error) {
      throw archiveFault(error, this.where);
    }
    this.#writer = client;
    return client;
  }

  /** Something went wrong: nothing is known of the connection any more. */
  async forgetWriter(): Promise<void> {
    const client = this.#writer;
    this.#writer = null;
    await client?.end().catch(() => undefined);
  }

  /** All that `act` reads is of one moment: while it reads, nobody moves rows from `recent` into `packs`. */
  async read<T>(act: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    if (this.#closed) throw new ArchiveError(`${this.where}: found the archive closed, expected it open`);
    let client: pg.PoolClient | null = null;
    try {
      client = await this.#pool.connect();
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; LOCK TABLE recent IN ACCESS SHARE MODE");
      const result = await act(client);
      await client.query("COMMIT");
      client.release();
      return result;
    } catch (error) {
      client?.release(true);
      throw archiveFault(error, this.where);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.forgetWriter();
    await this.#pool.end();
  }
}
