import { useEffect, useState } from "preact/hooks";
import type { PageProps } from "../app/page.ts";
import { isReplayed, may, me } from "../app/session.ts";
import { format, language, say, time } from "../app/settings.ts";
import { centreName, personTitle } from "../frame/DemoPeople.tsx";
import { get, stationPath } from "../link/index.ts";
import { Choice } from "../parts/Choice.tsx";
import { Field, Form, textOf } from "../parts/Form.tsx";
import type { Correction, ShownStation, StoredEntry } from "../station/index.ts";
import { CorrectionForm } from "./CorrectionForm.tsx";
import { type Filter, filters, type LogReader, passes, sentenceOf } from "./sentence.ts";

interface Fragment {
  readonly text: string;
  readonly hit: boolean;
}
type Hit = StoredEntry & { readonly fragments: readonly Fragment[] };
interface Found {
  readonly text: string;
  readonly hits: readonly Hit[];
  readonly more: boolean;
}

/** Entries that are asked for at once. */
const page = 200;

/** What happened, the newest first: as it comes, as far back as one likes, or what has certain words in it. */
export function Entries({ station, incident }: PageProps & { incident: string | null }) {
  const text = say.value;
  const [filter, setFilter] = useState<Filter>("all");
  const [found, setFound] = useState<Found | null>(null);
  const [older, setOlder] = useState<readonly StoredEntry[]>([]);
  const [isAll, setIsAll] = useState(false);
  const titles = useTitles(station);
  const fresh = station.entries.value;
  const known = new Set(fresh.map(({ id }) => id));
  const every = [...fresh, ...older.filter(({ id }) => !known.has(id))];
  const all = incident === null ? every : every.filter(({ entry }) => entry.incident === incident);
  useEffect(() => {
    setOlder([]);
    setIsAll(false);
    if (incident !== null && !isReplayed.value) void readOlder(null).catch(() => {});
  }, [incident]);
  const shown: readonly (StoredEntry | Hit)[] = (found?.hits ?? all).filter(({ entry }) => passes(filter, entry));
  const reader = { say: text, format: format.value, time: time.value, whole: station.whole.value!, titles };
  const corrections = new Map(station.logState.value.corrections.map((one) => [one.of, one]));
  const search = async (words: string, offset: number) => {
    const query = new URLSearchParams({ text: words, offset: String(offset), limit: "100" });
    const { hits, more } = await get<{ hits: Hit[]; more: boolean }>(stationPath(station.id, `/log/search?${query}`));
    setFound((before) => ({ text: words, hits: offset === 0 ? hits : [...(before?.hits ?? []), ...hits], more }));
  };
  const readOlder = async (last: StoredEntry | null) => {
    const query = new URLSearchParams({
      newest_first: "true",
      limit: String(page),
      ...(last !== null && { before: last.id }),
      ...(incident !== null && { incident }),
    });
    const { entries, more } = await get<{ entries: StoredEntry[]; more: boolean }>(
      stationPath(station.id, `/log?${query}`),
    );
    setOlder((before) => (last === null ? entries : [...before, ...entries]));
    setIsAll(!more);
  };
  return (
    <section class="panel" aria-labelledby="log-list">
      <h2 id="log-list">{text("log.title")}</h2>
      {/* What is asked for tells also what came after a moment that is replayed. */}
      {!isReplayed.value && (
        <search class="inline">
          <Form action={text("log.search")} onSend={(form) => search(textOf(form, "search"), 0)} keeps>
            <Field label={text("log.searchFor")} name="search" hint={text("log.searchHow")} />
          </Form>
        </search>
      )}
      {found !== null && (
        <p class="row" role="status">
          <span>{text("log.found", { n: found.hits.length, text: found.text })}</span>
          <button type="button" onClick={() => setFound(null)}>
            {text("log.searchEnd")}
          </button>
        </p>
      )}
      <Choice
        label={text("log.show")}
        name="filter"
        options={filters.map((one) => [one, text(`log.filter.${one}`)])}
        value={filter}
        onChoose={setFilter}
      />
      <ol class="entries">
        {shown.map((stored) => (
          <Line
            key={stored.id}
            station={station}
            stored={stored}
            reader={reader}
            correction={corrections.get(stored.id) ?? null}
          />
        ))}
      </ol>
      {shown.length === 0 && <p class="muted">{text("log.empty")}</p>}
      {found?.more === true && (
        <button type="button" onClick={() => void search(found.text, found.hits.length).catch(() => {})}>
          {text("log.older")}
        </button>
      )}
      {found === null && !isAll && !isReplayed.value && all.length >= page && (
        <button type="button" onClick={() => void readOlder(all.at(-1) ?? null).catch(() => {})}>
          {text("log.older")}
        </button>
      )}
    </section>
  );
}

/** What procedures are called in the reader's language, by id. */
function useTitles(station: ShownStation): Readonly<Record<string, string>> {
  const [listed, setListed] = useState<readonly { procedure: string; title: Readonly<Record<string, string>> }[]>([]);
  useEffect(() => {
    void get<{ procedures: typeof listed }>(stationPath(station.id, "/procedures")).then(
      ({ procedures }) => setListed(procedures),
      () => {},
    );
  }, [station.id]);
  return Object.fromEntries(
    listed.map(({ procedure, title }) => [procedure, title[language.value] ?? title.en ?? procedure]),
  );
}

interface LineProps extends PageProps {
  readonly stored: StoredEntry | Hit;
  readonly reader: LogReader;
  readonly correction: Correction | null;
}

function Line({ station, stored, reader, correction }: LineProps) {
  const { id, entry } = stored;
  const [correcting, setCorrecting] = useState(false);
  const { title, text, isTheirs } = sentenceOf(entry, reader);
  const isServer = entry.author.role === "server";
  const at = Date.parse(entry.time);
  const isChanged = correction !== null && correction.without === null;
  const next = isChanged && correction.body !== null ? sentenceOf({ ...entry, body: correction.body }, reader) : null;
  const isOwn = entry.author.id === me.value?.person.id && may.value("write-log", station.id);
  const was = <span lang={isTheirs && isServer ? "en" : undefined}>{text}</span>;
  return (
    <li class={`entry ${entry.kind}`}>
      <time dateTime={entry.time}>
        <span class="muted">{time.value.day(at)}</span> {time.value.clock(at)}
      </time>
      <div>
        <strong>{title}</strong>{" "}
        <span class="muted">
          {byline(entry)} <span class="id">{id}</span>
        </span>
        {text !== "" && <p>{isChanged ? <del>{was}</del> : was}</p>}
        {isChanged && <Corrected correction={correction} text={next?.text ?? null} />}
        {"fragments" in stored && <Fragments fragments={stored.fragments} />}
        {entry.kind === "file" && <Picture station={station} body={entry.body} />}
        {isOwn && !isChanged && correctable.includes(entry.kind) && (
          <>
            <button type="button" class="small" aria-expanded={correcting} onClick={() => setCorrecting(!correcting)}>
              {say.value("log.correct")}
            </button>
            {correcting && <CorrectionForm station={station} stored={stored} onDone={() => setCorrecting(false)} />}
          </>
        )}
      </div>
    </li>
  );
}

/** Who has written it, and for which centre. */
function byline({ author }: StoredEntry["entry"]): string {
  const [who, centre] = [personTitle(author.name), centreName(author.centre)];
  if (author.role === "server") return centre;
  return who.endsWith(centre) ? who : `${who} · ${centre}`;
}

/** Kinds of entries that people write and put right. */
const correctable = ["note", "decision", "action", "hatch-moved", "crew-moved", "handover", "file"];

function Corrected({ correction, text }: { correction: Correction; text: string | null }) {
  const { by, reason, withdrawn, time: at } = correction;
  return (
    <p class="corrected">
      {withdrawn ? <strong>{say.value("log.withdrawn")}</strong> : text !== null && <ins>{text}</ins>}{" "}
      <span class="muted">
        {personTitle(by.name)}, {time.value.moment(Date.parse(at))}: {reason}
      </span>
    </p>
  );
}

const Fragments = ({ fragments }: { fragments: readonly Fragment[] }) => (
  <p class="muted">{fragments.map(({ text, hit }, i) => (hit ? <mark key={i}>{text}</mark> : text))}</p>
);

function Picture({ station, body }: PageProps & { body: Readonly<Record<string, unknown>> }) {
  const path = `/api/v1${stationPath(station.id, `/files/${body.sha256}`)}`;
  const name = String(body.caption ?? body.name);
  if (!String(body.type).startsWith("image/")) return <a href={path}>{name}</a>;
  return (
    <a href={path}>
      <img src={`${path}/thumbnail`} alt={name} loading="lazy" />
    </a>
  );
}
