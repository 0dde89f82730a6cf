import { existsSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";
import { archiveContract } from "../testing-contract.ts";
import { openPostgresArchive, restorePostgresArchive } from "./index.ts";
import { startCluster } from "./testing-cluster.ts";

const cluster = await startCluster();
after(() => cluster.remove());

/** A schema stands for a folder; a folder that holds a backup is one that was restored from it. */
const schemas = new Map<string, string>();
for (const [name, packAt] of [
  ["PostgreSQL, as it comes", undefined],
  ["PostgreSQL, packed at once", 1],
  ["PostgreSQL, partly packed", 40],
] as const) {
  archiveContract({
    name,
    async open(directory) {
      const known = schemas.get(directory);
      const schema = known ?? `t${schemas.size}`;
      schemas.set(directory, schema);
      const options = { url: cluster.url, schema, packAt, packAfter: packAt === undefined ? undefined : 0 };
      if (known === undefined && existsSync(join(directory, "series.copy")))
        await restorePostgresArchive(options, directory);
      return openPostgresArchive(options);
    },
  });
}
