import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "../disk.ts";
import type { Database } from "./database.ts";
import { quote } from "./select.ts";

/** Copies the tables into a file of a folder. Queries go on meanwhile; appending waits for it. */
export async function copyTo(database: Database, directory: string): Promise<void> {
  const path = join(directory, "archive.duckdb");
  const fresh = `${path}.new`;
  await database.write(async (connection) => {
    await connection.run(`ATTACH ${quote(fresh)} AS copy`);
    try {
      await connection.run("COPY FROM DATABASE archive TO copy");
    } finally {
      await connection.run("DETACH copy");
    }
  });
  const handle = await open(fresh, "r+");
  await handle.sync();
  await handle.close();
  await rename(fresh, path);
  await syncFolder(directory);
}
