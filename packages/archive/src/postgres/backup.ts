/** Every table as a file, of one moment; and all of them back into tables that are empty. */
import { createReadStream, createWriteStream } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { BackupError } from "../errors.ts";
import { tables } from "./schema.ts";

const fileOf = (directory: string, table: string) => join(directory, `${table}.copy`);

export async function copyOut(client: ClientBase, directory: string): Promise<void> {
  for (const table of tables) {
    const copy = client.query(copyTo(`COPY ${table} TO STDOUT (FORMAT binary)`));
    await pipeline(copy, createWriteStream(fileOf(directory, table)));
  }
}

/** Inside a transaction. Throws `BackupError` where the folder holds no backup, or the tables are not empty. */
export async function copyIn(client: ClientBase, directory: string): Promise<void> {
  for (const table of tables) {
    await access(fileOf(directory, table)).catch(() => {
      throw new BackupError(directory, `no ${table}.copy`, "a backup of an archive in PostgreSQL");
    });
    const { rowCount } = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
    if (rowCount !== 0)
      throw new BackupError(directory, `rows in the table ${table}`, "an empty archive to restore to");
    const copy = client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT binary)`));
    await pipeline(createReadStream(fileOf(directory, table)), copy);
  }
  for (const [table, column] of [
    ["station", "id"],
    ["series", "id"],
    ["words", "arrival"],
  ]) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence('${table}', '${column}'), greatest(max(${column}), 1)) FROM ${table}`,
    );
  }
}
