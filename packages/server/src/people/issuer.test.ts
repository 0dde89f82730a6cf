import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { LightMyRequestResponse } from "fastify";
import { testProvider } from "./issuer/testing-provider.ts";
import { pageOf } from "./routes/issuer.ts";
import { cookieOf, everywhereAs, testServer } from "./testing.ts";

let groups: Record<string, readonly string[]> = {};
let provider: Awaited<ReturnType<typeof testProvider>>;
before(async () => {
  provider = await testProvider((subject) => ({
    name: `Person ${subject}`,
    preferred_username: subject,
    groups: groups[subject] ?? [],
  }));
});
after(() => provider.close());

async function server(lines: string[] = []) {
  const made = await testServer({
    issuer: provider.settings,
    logger: { stream: { write: (line) => lines.push(line) } },
  });
  const depart = (to = "/console") => made.app.inject(`/api/sign-in/oidc?to=${encodeURIComponent(to)}`);
  const arrive = (back: URL, cookie?: string) =>
    made.app.inject({ url: `${back.pathname}${back.search}`, ...(cookie !== undefined && { headers: { cookie } }) });
  /** There and back, with the address at the issuer and the one back changed on the way. */
  const goThrough = async (subject: string, there = (url: URL) => url, back = (url: URL) => url) => {
    const left = await depart();
    const url = there(new URL(String(left.headers.location)));
    return arrive(back(await provider.signIn(url.href, subject)), cookieOf(left));
  };
  return { ...made, depart, arrive, goThrough };
}

const sessionOf = (response: LightMyRequestResponse) =>
  [response.headers["set-cookie"]]
    .flat()
    .find((line) => /^hullwatch=[\w-]{43};/.test(String(line)))
    ?.split(";")[0];

test("there with state, nonce and PKCE, and back with a session, on the page that it began on", async () => {
  groups = { gerst: ["fd"] };
  const { app, depart, goThrough, people } = await server();
  assert.equal((await app.inject("/api/sign-in")).json().oidc, "Centre sign-in");
  const left = await depart();
  const { searchParams } = new URL(String(left.headers.location));
  assert.equal(searchParams.get("response_type"), "code");
  assert.equal(searchParams.get("code_challenge_method"), "S256");
  for (const name of ["state", "nonce", "code_challenge"]) assert.equal(searchParams.get(name)?.length, 43, name);
  assert.match(String(left.headers["set-cookie"]), /^hullwatch-oidc=.*HttpOnly; SameSite=Lax/);

  const arrived = await goThrough("gerst");
  assert.equal(arrived.statusCode, 302);
  assert.equal(arrived.headers.location, "/console");
  const cookie = sessionOf(arrived)!;
  const me = (await app.inject({ url: "/api/me", headers: { cookie } })).json();
  assert.equal(me.person.name, "gerst");
  assert.equal(me.person.display_name, "Person gerst");
  assert.equal(me.person.issuer, provider.settings.issuer);
  assert.deepEqual(
    me.person.grants.map(({ id: _, ...grant }: { id: string }) => grant),
    [{ role: "flight-director", station: "iss", centre: "houston", source: "oidc" }],
  );
  assert.deepEqual([people.audit.list()[0].kind, people.audit.list()[0].code], ["signed-in", "oidc"]);
});

test("the account is the subject's, whatever it is called; roles follow the issuer, local grants stay", async () => {
  groups = { gerst: ["fd", "crew"] };
  const { people, person, goThrough } = await server();
  const local = await person("gerst", everywhereAs("administrator"));
  await goThrough("gerst");
  const linked = people.accounts.byLink(provider.settings.issuer, "gerst")!;
  assert.notEqual(linked.id, local);
  assert.equal(linked.name, "gerst-2");
  people.accounts.grant(linked.id, everywhereAs("engineer"));
  groups = { gerst: [] };
  await goThrough("gerst");
  assert.equal(people.accounts.all().length, 2);
  assert.deepEqual(
    people.accounts.byId(linked.id)!.grants.map(({ role }) => role),
    ["engineer"],
  );
});

const set = (name: string, value: string) => (url: URL) => {
  url.searchParams.set(name, value);
  return url;
};
const another = "A".repeat(43);

test("state, nonce, verifier or code of another sign-in are refused, without a word on which", async () => {
  const lines: string[] = [];
  const { goThrough, people } = await server(lines);
  const refused = {
    state: await goThrough("gerst", set("state", another)),
    nonce: await goThrough("gerst", set("nonce", another)),
    verifier: await goThrough("gerst", set("code_challenge", another)),
    code: await goThrough("gerst", undefined, set("code", another)),
    issuer: await goThrough("gerst", undefined, set("iss", "https://evil.example")),
  };
  const bodies = new Set(Object.values(refused).map(({ body }) => body));
  assert.equal(bodies.size, 1);
  for (const [what, response] of Object.entries(refused)) {
    assert.equal(response.statusCode, 401, what);
    assert.equal(response.json().code, "HW_OIDC");
    assert.equal(sessionOf(response), undefined);
  }
  assert.equal(people.accounts.all().length, 0);
  assert.equal(people.audit.list()[0].code, "HW_OIDC");
  assert.match(lines.join(""), /did not complete/);
});

test("coming back in another browser, too late, twice, or with nothing is refused", async () => {
  const { app, depart, arrive, clock } = await server();
  const left = await depart();
  const back = await provider.signIn(String(left.headers.location), "gerst");
  assert.equal((await arrive(back)).statusCode, 401);
  assert.equal((await arrive(back, cookieOf(await depart()))).statusCode, 401);
  assert.equal((await arrive(back, "hullwatch-oidc=forged")).statusCode, 401);
  assert.equal((await app.inject("/api/sign-in/oidc/callback")).statusCode, 401);

  clock.pass(601);
  assert.equal((await arrive(back, cookieOf(left))).statusCode, 401);

  const again = await depart();
  const second = await provider.signIn(String(again.headers.location), "gerst");
  assert.equal((await arrive(second, cookieOf(again))).statusCode, 302);
  assert.equal((await arrive(second, cookieOf(again))).statusCode, 401);
});

test("a disabled account stays out, and its sessions are over", async () => {
  const { people, goThrough } = await server();
  await goThrough("gerst");
  const { id } = people.accounts.byLink(provider.settings.issuer, "gerst")!;
  people.accounts.setDisabled(id, true);
  const refused = await goThrough("gerst");
  assert.equal(refused.statusCode, 403);
  assert.equal(people.audit.list()[0].person, id);
  assert.equal(people.sessions.of(id).length, 0);
});

test("an issuer that is away is said to be, and asked again at the next sign-in", async () => {
  const { app } = await testServer({ issuer: { ...provider.settings, issuer: "http://127.0.0.1:9" } });
  for (let i = 0; i < 2; i++) {
    const response = await app.inject("/api/sign-in/oidc");
    assert.equal(response.statusCode, 503);
    assert.equal(response.json().code, "HW_OIDC_AWAY");
  }
});

test("who signs in at the issuer has no password here", async () => {
  const { app, goThrough, people, person, browser } = await server();
  await goThrough("gerst");
  const { id } = people.accounts.byLink(provider.settings.issuer, "gerst")!;
  const payload = { name: "gerst", password: "the green hatch of gerst!" };
  assert.equal((await app.inject({ method: "POST", url: "/api/sign-in", payload })).statusCode, 401);
  await person("walters", everywhereAs("administrator"));
  const body = { password: "a console in building 30" };
  const reset = await (await browser("walters")).ask(`/api/people/${id}/password`, { method: "POST", body });
  assert.equal(reset.json().code, "HW_OTHER_ISSUER");
});

test("first sign-ins without a role do not end the set-up", async () => {
  groups = {};
  const { setUp, goThrough } = await server();
  await goThrough("gerst");
  assert.ok(setUp.needed);
});

test("nobody is sent to another site", () => {
  assert.equal(pageOf("/console?station=iss#map"), "/console?station=iss#map");
  const elsewhere = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/x/..//evil.example",
    "javascript:alert(1)",
    "http://[",
    "/\t/evil.example",
  ];
  for (const asked of [undefined, ...elsewhere]) assert.equal(pageOf(asked), "/", asked);
});
