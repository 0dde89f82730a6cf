/** Writes the pages of docs/ that are made from tables in the source; a test of each holds them together. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { configurationReference } from "@hullwatch/server/config";
import { rolesReference } from "@hullwatch/server/people";

const docs = join(import.meta.dirname, "../docs");
writeFileSync(join(docs, "configuration.md"), configurationReference());
writeFileSync(join(docs, "roles.md"), rolesReference());
