import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

const publicUrl = "http://127.0.0.1:8321";

/** What the issuer of a test says of a person. */
export type Said = Record<string, unknown>;

/** An issuer of OpenID Connect on a free port of this machine, and a browser that signs in there. */
export async function testProvider(said: (subject: string) => Said) {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const redirect_uri = `${publicUrl}/api/sign-in/oidc/callback`;
  const client = { client_id: "hullwatch", client_secret: "a secret of the client, long enough" };
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [redirect_uri] }],
    claims: { openid: ["sub"], profile: ["name", "preferred_username", "groups"] },
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: async () => ({ sub: subject, ...said(subject) }),
    }),
    pkce: { required: () => true },
    cookies: { keys: ["for tests alone"] },
    // Nobody is asked whether they agree: what is tested is our side.
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client!.clientId,
        accountId: context.oidc.session!.accountId!,
      });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
  });
  server.on("request", provider.callback());

  /** Signs `subject` in at `url` of the issuer; gives the address that it sends the browser back to. */
  async function signIn(url: string, subject: string): Promise<URL> {
    const jar = new Map<string, string>();
    let next = new URL(url);
    for (let step = 0; step < 10 && next.origin === issuer; step++) {
      const form = next.pathname.startsWith("/interaction/");
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await fetch(next, {
        redirect: "manual",
        headers: { cookie },
        ...(form && { method: "POST", body: new URLSearchParams({ prompt: "login", login: subject, password: "x" }) }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      const location = response.headers.get("location");
      if (location === null) throw new Error(`${response.status} ${await response.text()}`);
      next = new URL(location, next);
    }
    return next;
  }

  const settings = {
    issuer,
    ...client,
    name: "Centre sign-in",
    scopes: ["openid", "profile"],
    roles_claim: "groups",
    grants: [
      { value: "fd", role: "flight-director", station: "iss", centre: "houston" },
      { value: "crew", role: "crew" },
    ] as const,
    redirect_uri,
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { settings, signIn, close };
}
