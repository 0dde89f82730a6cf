import * as oidc from "openid-client";
import { ProblemError } from "../../problem/index.ts";
import type { Clock } from "../clock.ts";
import type { ClaimGrant, Claims } from "./claims.ts";
import { Seal } from "./seal.ts";

export interface IssuerSettings {
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret?: string | undefined;
  /** What the button says. */
  readonly name: string;
  readonly scopes: readonly string[];
  readonly roles_claim: string;
  readonly grants: readonly ClaimGrant[];
  /** Where the issuer sends people back to: public address and path of the callback. */
  readonly redirect_uri: string;
}

/** What must come back as it went out; kept by the browser, closed, so that the server keeps nothing of who never returns. */
interface Departure {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly to: string;
  /** (ms) UNIX time. */
  readonly until: number;
}

export interface Arrival {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
  /** The page that the sign-in began on. */
  readonly to: string;
}

/** (ms) Time for a sign-in at the issuer. */
const patience = 10 * 60_000;

const isLoopback = ({ hostname }: URL) => ["127.0.0.1", "[::1]", "localhost"].includes(hostname);

/** Refused: what the issuer or the browser brought does not fit. The reason goes to the log, not to the browser. */
const unfit = (reason: unknown) =>
  Object.assign(new ProblemError(401, "HW_OIDC", "The sign-in did not complete: begin it again."), { cause: reason });

/** Sign-in at an issuer of OpenID Connect: authorization code with PKCE (S256), state and nonce. */
export class Issuer {
  readonly settings: IssuerSettings;
  readonly #clock: Clock;
  readonly #seal = new Seal();
  #found: Promise<oidc.Configuration> | undefined;

  constructor(settings: IssuerSettings, clock: Clock) {
    this.settings = settings;
    this.#clock = clock;
  }

  /** Where to send the browser, and what it must bring back in its cookie. Throws `ProblemError` 503 with the issuer away. */
  async depart(to: string): Promise<{ readonly url: URL; readonly closed: string }> {
    const configuration = await this.#configuration();
    const departure: Departure = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      to,
      until: this.#clock.now() + patience,
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.redirect_uri,
      scope: this.settings.scopes.join(" "),
      state: departure.state,
      nonce: departure.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(departure.verifier),
      code_challenge_method: "S256",
    });
    return { url, closed: this.#seal.close(JSON.stringify(departure)) };
  }

  /**
   * Who has come back with `query`. Throws `ProblemError`: 401 where state, nonce, verifier, signature or time do not fit,
   * 503 with the issuer away.
   */
  async arrive(query: string, closed: string | undefined): Promise<Arrival> {
    const text = closed === undefined ? undefined : this.#seal.open(closed);
    if (text === undefined) throw unfit("no departure of this server");
    const departure = JSON.parse(text) as Departure;
    if (this.#clock.now() > departure.until) throw unfit("the departure was too long ago");
    const configuration = await this.#configuration();
    const url = new URL(this.settings.redirect_uri);
    url.search = query;
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, url, {
        expectedState: departure.state,
        expectedNonce: departure.nonce,
        pkceCodeVerifier: departure.verifier,
        idTokenExpected: true,
      });
      const claims: Claims = tokens.claims() ?? {};
      const { iss, sub } = claims as { iss: string; sub: string };
      return {
        issuer: iss,
        subject: sub,
        claims: await this.#all(configuration, tokens.access_token, claims),
        to: departure.to,
      };
    } catch (error) {
      throw unfit(error);
    }
  }

  /** Some issuers give names and groups at their userinfo endpoint alone. What the ID token says, signed, counts first. */
  async #all(configuration: oidc.Configuration, accessToken: string, claims: Claims): Promise<Claims> {
    const wanted = [this.settings.roles_claim, "preferred_username", "name"];
    if (wanted.every((claim) => claims[claim] !== undefined)) return claims;
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
    return { ...(await oidc.fetchUserInfo(configuration, accessToken, String(claims.sub))), ...claims };
  }

  /** Found out at the first sign-in and kept; an issuer that is away is asked again at the next. */
  async #configuration(): Promise<oidc.Configuration> {
    const { issuer, client_id, client_secret } = this.settings;
    const url = new URL(issuer);
    const execute = isLoopback(url) ? [oidc.allowInsecureRequests] : [];
    const authentication = client_secret === undefined ? oidc.None() : oidc.ClientSecretBasic(client_secret);
    this.#found ??= oidc.discovery(url, client_id, undefined, authentication, { execute, timeout: 10 });
    try {
      return await this.#found;
    } catch (error) {
      this.#found = undefined;
      const away = new ProblemError(503, "HW_OIDC_AWAY", `${this.settings.name} does not answer.`, {
        "retry-after": "10",
      });
      throw Object.assign(away, { cause: error });
    }
  }
}
