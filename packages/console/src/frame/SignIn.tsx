import { changePassword, demo, leaveForIssuer, setUp, signIn, ways } from "../app/session.ts";
import { say } from "../app/settings.ts";
import { Field, Form, textOf } from "../parts/Form.tsx";
import { LanguageChoice } from "./choices.tsx";
import { DemoPeople } from "./DemoPeople.tsx";

function Alone({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <main class="alone">
      <section class="panel" aria-labelledby="alone-title">
        <p class="brand">{say.value("app.name")}</p>
        <h1 id="alone-title">{title}</h1>
        {children}
      </section>
      <LanguageChoice />
    </main>
  );
}

/** Sign-in by name and password, at the issuer, or as one of a demonstration's people. */
export function SignIn() {
  const text = say.value;
  const { password = true, oidc = null } = ways.value ?? {};
  return (
    <Alone title={text("signIn.title")}>
      {demo.value !== null && (
        <>
          <p>{text("demo.choose")}</p>
          <DemoPeople />
          <h2>{text("signIn.byName")}</h2>
        </>
      )}
      {password && (
        <Form
          action={text("signIn.action")}
          onSend={(form) => signIn(textOf(form, "name"), String(form.get("password")))}
        >
          <Field label={text("signIn.name")} name="name" autocomplete="username" />
          <Field label={text("signIn.password")} name="password" type="password" autocomplete="current-password" />
        </Form>
      )}
      {oidc !== null && (
        <p>
          <a
            class="button"
            onClick={leaveForIssuer}
            href={`/api/v1/sign-in/oidc?to=${encodeURIComponent(`/${location.hash}`)}`}
          >
            {text("signIn.issuer", { issuer: oidc })}
          </a>
        </p>
      )}
    </Alone>
  );
}

/** The first administrator, by the code that stands on the server's console. */
export function SetUp() {
  const text = say.value;
  const send = (form: FormData) =>
    setUp(textOf(form, "code"), textOf(form, "name"), textOf(form, "display"), String(form.get("password")));
  return (
    <Alone title={text("setUp.title")}>
      <p>{text("setUp.why")}</p>
      <Form action={text("setUp.action")} onSend={send}>
        <Field label={text("setUp.code")} name="code" hint={text("setUp.codeHint")} />
        <Field label={text("signIn.name")} name="name" autocomplete="username" />
        <Field label={text("setUp.display")} name="display" autocomplete="name" />
        <Field
          label={text("setUp.password")}
          name="password"
          type="password"
          autocomplete="new-password"
          hint={text("setUp.passwordHint")}
        />
      </Form>
    </Alone>
  );
}

/** A password that somebody else has set is changed before anything else. */
export function ChangePassword() {
  const text = say.value;
  return (
    <Alone title={text("password.title")}>
      <p>{text("password.why")}</p>
      <Form
        action={text("password.action")}
        onSend={(form) => changePassword(String(form.get("present")), String(form.get("next")))}
      >
        <Field label={text("password.present")} name="present" type="password" autocomplete="current-password" />
        <Field
          label={text("password.next")}
          name="next"
          type="password"
          autocomplete="new-password"
          hint={text("setUp.passwordHint")}
        />
      </Form>
    </Alone>
  );
}
