/** The file and the connections to it: one that writes, and few that read, each used by one at a time. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { makeFolder } from "../disk.ts";
import { archiveFault } from "./errors.ts";

export interface DatabaseOptions {
  /** Threads that one query may use. */
  readonly threads?: number | undefined;
  /** What DuckDB may hold in memory, in its own words: `1GB`. Sorts that need more go to the disk. */
  readonly memory?: string | undefined;
}

/**
 * Queries that run at once. Each holds one of the four threads that Node does its work with files in, and so does the writer: the
 * journal must find one free.
 */
const readers = 2;

export class Database {
  readonly path: string;
  /** For what is written and soon gone. */
  readonly temporary: string;
  readonly #instance: DuckDBInstance;
  readonly #writer: Turns;
  readonly #readers: Turns;

  private constructor(path: string, temporary: string, instance: DuckDBInstance, connections: DuckDBConnection[]) {
    this.path = path;
    this.temporary = temporary;
    this.#instance = instance;
    this.#writer = new Turns(connections.slice(0, 1));
    this.#readers = new Turns(connections.slice(1));
  }

  /** Throws `StoreInUseError` where another process has the file; `DiskFullError`, `ReadOnlyError`, `ArchiveError`. */
  static async open(directory: string, { threads = 2, memory = "1GB" }: DatabaseOptions): Promise<Database> {
    const path = join(directory, "archive.duckdb");
    const temporary = join(directory, "temporary");
    const settings = {
      threads: String(threads),
      memory_limit: memory,
      temp_directory: temporary,
      // Nothing is fetched from anywhere, whatever a query asks for.
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    };
    try {
      await rm(temporary, { recursive: true, force: true });
      await makeFolder(temporary);
      const instance = await DuckDBInstance.create(path, settings);
      const connections = await Promise.all(Array.from({ length: 1 + readers }, () => instance.connect()));
      return new Database(path, temporary, instance, connections);
    } catch (error) {
      throw archiveFault(error, path);
    }
  }

  /** Runs `use` with the connection that writes, when those before have ended. */
  write<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.#writer.take(use).catch((error) => {
      throw archiveFault(error, this.path);
    });
  }

  read<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.#readers.take(use).catch((error) => {
      throw archiveFault(error, this.path);
    });
  }

  /** Everything or, where `use` throws, nothing. */
  transaction<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.write(async (connection) => {
      await connection.run("BEGIN");
      try {
        const result = await use(connection);
        await connection.run("COMMIT");
        return result;
      } catch (error) {
        // A commit that failed has ended the transaction itself.
        await connection.run("ROLLBACK").catch(() => undefined);
        throw error;
      }
    });
  }

  /** Waits for whatever is running. */
  async close(): Promise<void> {
    await this.#readers.end();
    // Closing would do it too, but with the event loop held up; where it cannot be done, closing says nothing of it either.
    await this.#writer.take((connection) => connection.run("CHECKPOINT")).catch(() => undefined);
    await this.#writer.end();
    this.#instance.closeSync();
  }
}

/** Connections that are handed out one after the other, in the order in which they are asked for. */
class Turns {
  readonly #free: DuckDBConnection[];
  readonly #all: readonly DuckDBConnection[];
  readonly #waiting: ((connection: DuckDBConnection) => void)[] = [];

  constructor(connections: readonly DuckDBConnection[]) {
    this.#all = connections;
    this.#free = [...connections];
  }

  async take<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection =
      this.#free.pop() ?? (await new Promise<DuckDBConnection>((resolve) => this.#waiting.push(resolve)));
    try {
      return await use(connection);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(connection);
      else next(connection);
    }
  }

  /** Takes every connection for good. */
  async end(): Promise<void> {
    const taken = this.#all.map(
      () =>
        new Promise<DuckDBConnection>((resolve) => {
          const connection = this.#free.pop();
          if (connection === undefined) this.#waiting.push(resolve);
          else resolve(connection);
        }),
    );
    for (const connection of await Promise.all(taken)) connection.closeSync();
  }
}
