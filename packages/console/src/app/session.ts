/** Who is at this console. */
import { computed, signal } from "@preact/signals";
import { call, get, Problem, post, setCsrf } from "../link/index.ts";
import { groundOf } from "../station/index.ts";

export interface Grant {
  readonly role: string;
  readonly station: string;
  readonly centre: string;
}
export interface Me {
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly display_name: string;
    readonly must_change_password: boolean;
    readonly grants: readonly Grant[];
  };
  readonly may: readonly { readonly permission: string; readonly by: readonly Grant[] }[];
  readonly csrf_token: string | null;
}
export interface Demo {
  readonly story: string;
  readonly station: string;
  readonly speed: number;
  readonly begins: string;
  readonly password: string;
  readonly people: readonly {
    readonly name: string;
    readonly display_name: string;
    readonly role: string;
    readonly centre: string;
  }[];
}
export interface Ways {
  readonly set_up_needed: boolean;
  readonly password: boolean;
  readonly oidc: string | null;
}

/** Undefined before it is known, null where nobody has signed in. */
export const me = signal<Me | null | undefined>(undefined);
export const demo = signal<Demo | null>(null);
export const ways = signal<Ways | null>(null);

/** What is shown is over: nothing can be done about it. */
export const isReplayed = signal(false);

/** Whether the reader may do this at that station; in a training of it whoever may do it there. */
export const may = computed(() => (permission: string, station: string) => {
  if (isReplayed.value) return false;
  const found = me.value?.may.find((one) => one.permission === permission);
  const ground = groundOf(station);
  return found?.by.some((grant) => grant.station === "*" || grant.station === ground) ?? false;
});

/** Whether the reader may do this somewhere. */
export const mayAnywhere = computed(
  () => (permission: string) => me.value?.may.some((one) => one.permission === permission) ?? false,
);

/** That somebody has signed in here before: without it the server need not be asked who they are. */
const hint = {
  name: "hullwatch.signed-in",
  get isThere(): boolean {
    try {
      return localStorage.getItem(this.name) !== null;
    } catch {
      return true;
    }
  },
  set(isThere: boolean): void {
    try {
      if (isThere) localStorage.setItem(this.name, "yes");
      else localStorage.removeItem(this.name);
    } catch {
      // A browser that keeps nothing: the server is asked.
    }
  },
};

/** The browser is about to leave for the issuer of OpenID Connect, and comes back signed in. */
export const leaveForIssuer = (): void => hint.set(true);

/** Finds out who is here. In a demonstration a visitor is let in, in that role, to see something at once. */
export async function begin(visitorRole = "flight-director"): Promise<void> {
  demo.value = (await get<{ demo: Demo | null }>("/demo")).demo;
  if (hint.isThere && (await isKnown())) return;
  hint.set(false);
  ways.value = await get<Ways>("/sign-in");
  const visitor = demo.value?.people.find(({ role }) => role === visitorRole);
  if (visitor !== undefined && demo.value !== null) await signIn(visitor.name, demo.value.password);
  else me.value = null;
}

/** Whether there is a session; then it is taken up. */
async function isKnown(): Promise<boolean> {
  try {
    take(await get<Me>("/me"));
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return false;
    throw error;
  }
}

export async function signIn(name: string, password: string): Promise<void> {
  // A session that has ended by itself has left a token behind.
  setCsrf("");
  await enter(await post("/sign-in", { name, password }));
}

export async function setUp(code: string, name: string, displayName: string, password: string): Promise<void> {
  await enter(await post("/set-up", { code, name, display_name: displayName, password }));
}

export async function changePassword(present: string, next: string): Promise<void> {
  await enter(await post("/me/password", { present, new: next }));
}

export async function signOut(): Promise<void> {
  await call("POST", "/sign-out");
  setCsrf("");
  hint.set(false);
  me.value = null;
  ways.value = await get<Ways>("/sign-in");
}

async function enter({ csrf_token }: { csrf_token: string }): Promise<void> {
  setCsrf(csrf_token);
  take(await get<Me>("/me"));
}

function take(found: Me): void {
  setCsrf(found.csrf_token ?? "");
  hint.set(true);
  me.value = found;
}
