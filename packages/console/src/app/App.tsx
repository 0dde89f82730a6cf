import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Frame } from "../frame/Frame.tsx";
import { ChangePassword, SetUp, SignIn } from "../frame/SignIn.tsx";
import { Unreachable } from "../link/index.ts";
import { begin, me, ways } from "./session.ts";
import { say } from "./settings.ts";

const trouble = signal<"none" | "unreachable" | "broken">("none");

/** Begins, and goes on trying where the server is not there yet. */
async function start(): Promise<void> {
  try {
    await begin();
    trouble.value = "none";
  } catch (error) {
    trouble.value = error instanceof Unreachable ? "unreachable" : "broken";
    setTimeout(() => void start(), 2000);
  }
}

/** The console: sign-in first, then the pages. */
export function App() {
  useEffect(() => void start(), []);
  if (me.value === undefined) {
    const text =
      trouble.value === "none" ? "app.loading" : trouble.value === "unreachable" ? "app.unreachable" : "app.trouble";
    return (
      <main class="alone">
        <p role="status">{say.value(text)}</p>
      </main>
    );
  }
  if (me.value === null) return ways.value?.set_up_needed ? <SetUp /> : <SignIn />;
  return me.value.person.must_change_password ? <ChangePassword /> : <Frame />;
}
