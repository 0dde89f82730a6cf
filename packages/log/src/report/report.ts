import { type Entry, idOf, kindTitles } from "../entry/index.ts";
import { FileMissingError, type Files, ImageError } from "../files/index.ts";
import type { Verification } from "../log.ts";
import { type Correction, type State, stateOf } from "../state/index.ts";
import { type IncidentExport, verifyExport } from "./export.ts";
import { Html, html } from "./html.ts";
import { sentenceOf } from "./sentence.ts";
import { style } from "./style.ts";
import { summaryOf } from "./summary.ts";

/**
 * An exported incident as one HTML page that needs nothing else: no script, no address, pictures inlined as thumbnails, the
 * hash of every entry, and whether the chains are sound. `files`: where the pictures are.
 */
export async function incidentReport(exported: IncidentExport, files: Pick<Files, "thumbnail">): Promise<string> {
  const { entries, station, incident } = exported;
  const state = stateOf(entries);
  const title = `${state.incidents[0]?.title ?? incident} (${station})`;
  const rows: Html[] = [];
  for (const entry of entries) rows.push(rowOf(entry, state, await pictureOf(entry, files)));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<h1>${title}</h1>
${headOf(exported, state)}
${verdictOf(verifyExport(exported))}
${summaryOf(state)}
<h2>Log</h2>
<table><thead><tr><th>Time</th><th>Entry</th><th>By</th><th>What</th></tr></thead>
<tbody>${rows}</tbody></table>
${chainOf(exported)}
</body>
</html>
`.text;
}

function headOf({ station, incident, exported, entries }: IncidentExport, state: State): Html {
  const found = state.incidents.find(({ id }) => id === incident);
  const closed = found?.closed.at(-1);
  const end = found === undefined || found.open ? "open" : `closed ${closed?.time}: ${closed?.summary}`;
  return html`<p>Incident ${incident} of station ${station}; ${end}. ${entries.length} entries, exported ${exported}. Times are UTC.</p>`;
}

function verdictOf({ sound, faults, entries }: Verification): Html {
  if (sound) {
    return html`<p>Verified: every entry is what was written, in its place in an unbroken chain (${entries} links).</p>`;
  }
  return html`<div class="fault">Not sound. ${faults.map(({ text }) => html`<br>${text}`)}</div>`;
}

function rowOf(entry: Entry, state: State, picture: Html | null): Html {
  const id = idOf(entry);
  const corrections = state.corrections.filter(({ of, without }) => of === id && without !== "not fitting");
  const kind = kindTitles[entry.kind as keyof typeof kindTitles] ?? entry.kind;
  const said = sentenceOf(entry);
  const { name, role, centre } = entry.author;
  return html`<tr id="${id}"><td>${entry.time}</td><td class="id">${id}<br>${kind}</td><td>${name}<br>${role}, ${centre}</td><td>${
    corrections.some(({ withdrawn, body }) => withdrawn || body !== null) ? html`<del>${said}</del>` : said
  }${picture}${corrections.map((one) => noteOf(entry, one))}</td></tr>
`;
}

function noteOf(entry: Entry, { by, entry: id, reason, withdrawn, body, correctedTime, time }: Correction): Html {
  const now = body === null ? "" : ` Now: ${sentenceOf({ kind: entry.kind, body: body as Entry["body"] })}`;
  const moved = correctedTime === null ? "" : ` Happened ${correctedTime}.`;
  return html`<div class="note">${withdrawn ? "Withdrawn" : "Corrected"} by ${by.name}, ${by.role}, ${by.centre}, ${time} (${id}): ${reason}${now}${moved}</div>`;
}

async function pictureOf({ kind, body }: Entry, files: Pick<Files, "thumbnail">): Promise<Html | null> {
  if (kind !== "file" || !String(body.type).startsWith("image/")) return null;
  try {
    const picture = await files.thumbnail(String(body.sha256));
    return html`<figure><img alt="${String(body.name)}" src="data:image/webp;base64,${picture.toString("base64")}"></figure>`;
  } catch (error) {
    if (error instanceof ImageError || error instanceof FileMissingError)
      return html`<p>No picture: ${error.message}.</p>`;
    throw error;
  }
}

function chainOf({ entries, between, heads }: IncidentExport): Html {
  return html`<h2>Chains</h2>
<p>Every entry bears the SHA-256 of the hash of the entry before it, a line feed, and the SHA-256 of its own content in canonical
form (RFC 8785, without the members previous and hash). ${between.length} entries of other matters stand between these and after them. When this
was exported the newest were ${heads.map(({ centre, seq, hash }, i) => html`${i > 0 ? ", " : ""}${centre}:${seq} <code>${hash}</code>`)}.
Whoever has kept such a hash can prove by it that nothing before it has changed.</p>
<table><thead><tr><th>Entry</th><th>Stamp</th><th>Hash</th></tr></thead>
<tbody>${entries.map((entry) => html`<tr><td>${idOf(entry)}</td><td>${entry.stamp.ms}.${entry.stamp.count}</td><td><code>${entry.hash}</code></td></tr>\n`)}</tbody></table>`;
}
