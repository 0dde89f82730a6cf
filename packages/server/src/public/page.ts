/** The public page and its Atom feed: what has been released, and nothing else. */
import type { Release } from "@hullwatch/log";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** XML has no place for most control characters, not even escaped. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => escapes[c]).replace(/[^\P{Cc}\t\n\r]/gu, "");

const newestFirst = (releases: readonly Release[]) =>
  releases.toSorted((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0));

export const styleSheet = `:root { color-scheme: light dark; font: 1.05rem/1.5 system-ui, sans-serif; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 1px solid; padding: 1rem 0; }
time { opacity: 0.75; }
p { white-space: pre-line; }
`;

const words = {
  en: { title: "Station status", nothing: "Nothing has been released." },
  ru: { title: "Состояние станции", nothing: "Ничего не опубликовано." },
} as const;
export type PageLanguage = keyof typeof words;

/** The first language in `accept` (Accept-Language, in which browsers name the dearest first) that the page has; else English. */
export const languageOf = (accept = ""): PageLanguage => (/\bru\b/i.test(accept.split(/\ben\b/i)[0]) ? "ru" : "en");

/**
 * HTML without script, its own words in `language`; what was released is as it was written. `base` is where the page stands, without a
 * slash at its end.
 */
export function statusPage(releases: readonly Release[], base: string, language: PageLanguage = "en"): string {
  const { title: heading, nothing } = words[language];
  const articles = newestFirst(releases).map(
    ({ title, text, time, language }) => `<article${language === null ? "" : ` lang="${escaped(language)}"`}>
<h2>${escaped(title)}</h2>
<time datetime="${escaped(time)}">${escaped(time.slice(0, 16).replace("T", " "))} UTC</time>
<p>${escaped(text)}</p>
</article>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title>
<link rel="stylesheet" href="${base}/style.css">
<link rel="alternate" type="application/atom+xml" title="${heading}" href="${base}/feed.atom">
</head>
<body>
<h1>${heading}</h1>
${articles.length > 0 ? articles.join("\n") : `<p>${nothing}</p>`}
</body>
</html>
`;
}

/** Atom (RFC 4287). `origin` is that of the server; an entry's id is that of its entry in the log and never changes. */
export function statusFeed(releases: readonly Release[], origin: string, base: string): string {
  const sorted = newestFirst(releases);
  const entries = sorted.map(
    ({
      entry,
      station,
      title,
      text,
      time,
      language,
    }) => `<entry${language === null ? "" : ` xml:lang="${escaped(language)}"`}>
<id>urn:hullwatch:release:${escaped(entry)}</id>
<title>${escaped(title)}</title>
<updated>${escaped(time)}</updated>
<author><name>Flight director</name></author>
<category term="${escaped(station)}"/>
<link href="${escaped(origin + base)}"/>
<content type="text">${escaped(text)}</content>
</entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escaped(origin + base)}</id>
<title>Station status</title>
<updated>${escaped(sorted[0]?.time ?? "1970-01-01T00:00:00.000Z")}</updated>
<link rel="self" href="${escaped(origin + base)}/feed.atom"/>
<link href="${escaped(origin + base)}"/>
${entries.join("\n")}
</feed>
`;
}
