/** What could not be used is kept all the same: nothing that somebody gave is gone without a trace. */

import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Fault } from "@hullwatch/core/document";
import type { Body } from "@hullwatch/log";
import { hashOf } from "./screenings.ts";

/** Of which an entry tells. */
const mostFaults = 20;

/** (characters) The largest text that an entry of the log takes. */
export const largest = 150_000;

/** Why a text cannot be used: in one text, and fault by fault. */
export interface Unusable {
  readonly fault: string;
  readonly faults: readonly Fault[];
}

/**
 * The entry of a text that was refused for that: the text as it came. One that is too large for an entry, or holds zero bytes, is in `folder`
 * as a whole, and the entry has its beginning and the file's name.
 */
export async function refusedBody(
  folder: string,
  name: string,
  text: string,
  { fault: why, faults }: Unusable,
): Promise<Body<"conjunction-message">> {
  const fault = why.slice(0, 5000);
  const said = (message: string, more = "") => ({
    ...{ name, message, fault: `${fault}${more}` },
    ...(faults.length > 0 && { faults: faults.slice(0, mostFaults) }),
    text: `Cannot be read: ${fault}${more}`,
  });
  if (text === "") return said("(an empty file)");
  if (text.length <= largest && !text.includes("\0")) return said(text);
  const kept = `refused-${hashOf(text)}.txt`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, kept);
  await writeFile(`${path}.part`, text, { mode: 0o600 });
  await rename(`${path}.part`, path);
  const begin = text.slice(0, largest).replaceAll("\0", "\ufffd").toWellFormed();
  return said(
    begin,
    `. The entry has ${begin.length} characters of ${text.length}; all are in sky/${kept} in the data folder of this server.`,
  );
}
