/** Keeps the crew view in the browser: the page is asked for anew where there is a line, and is the one kept where there is none. */
const kept = "hullwatch-crew";
const page = "/crew/";
/** (ms) On a line with a second of delay a page takes its time; after this the one kept is shown. */
const patience = 6000;

/** The page, and everything that it names. Names of files change with their content: what is here is right. */
async function keep() {
  const cache = await caches.open(kept);
  const answer = await fetch(page, { cache: "no-cache" });
  const named = [...(await answer.clone().text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
  await cache.addAll(named.filter((path) => path.startsWith("/assets/") || path === "/icon.svg"));
  await cache.put(page, answer);
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function fresh(request) {
  const cache = await caches.open(kept);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) });
    if (answer.ok) await keep();
    return answer;
  } catch {
    return (await cache.match(page)) ?? Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.mode === "navigate") event.respondWith(fresh(event.request));
  else if (pathname.startsWith("/assets/") || pathname === "/icon.svg") {
    event.respondWith(caches.match(event.request).then((found) => found ?? fetch(event.request)));
  }
});
