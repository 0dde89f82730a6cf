/** Tables without anything, and rows into them as fast as PostgreSQL takes them: what the archive is measured beside. */
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

export class BareTable {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /** `bare` has a row for each sample, `chunks` has rows as the archive has them. */
  static async open(url: string): Promise<BareTable> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`
      CREATE TABLE bare (series integer, time bigint, value double precision);
      CREATE TABLE chunks (station integer, first bigint, last bigint, data bytea);
      ALTER TABLE chunks ALTER COLUMN data SET STORAGE EXTERNAL`);
    return new BareTable(client);
  }

  async copy(table: "bare" | "chunks", pieces: readonly Uint8Array[]): Promise<void> {
    await pipeline(pieces, this.#client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT binary)`)));
  }

  /** (bytes) On disk: of this table, and of all tables of a schema with their indexes. */
  async sizes(schema: string): Promise<{ readonly bare: number; readonly schema: number }> {
    const { rows } = await this.#client.query(
      `SELECT sum(pg_total_relation_size(c.oid))::float8 AS schema, pg_total_relation_size('bare')::float8 AS bare
      FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = $1 AND relkind = 'r'`,
      [schema],
    );
    return rows[0];
  }

  async close(): Promise<void> {
    await this.#client.query("DROP TABLE bare, chunks");
    await this.#client.end();
  }
}
