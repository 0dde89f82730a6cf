import { writeRoute } from "../app/route.ts";
import { language, say, time } from "../app/settings.ts";
import { post } from "../link/index.ts";
import { Field, Form, textOf } from "../parts/Form.tsx";
import { nameIn } from "../words/index.ts";
import { type Scenario, speeds, type Training } from "./types.ts";

/** An instructor chooses a scenario, and begins. */
export function StartForm({ scenarios }: { scenarios: readonly Scenario[] }) {
  const text = say.value;
  const begin = async (form: FormData) => {
    const hours = Number.parseFloat(textOf(form, "from").replace(",", ".")) || 0;
    const { id } = await post<Training>("/training", {
      scenario: textOf(form, "scenario"),
      title: textOf(form, "title"),
      speed: Number(textOf(form, "speed")),
      from: `+${hours}h`,
    });
    location.hash = writeRoute({ station: id, page: "training" });
  };
  return (
    <section class="panel" aria-labelledby="training-begin">
      <h2 id="training-begin">{text("training.begin")}</h2>
      <Form action={text("training.start")} done={text("training.begun")} onSend={begin}>
        <div class="field">
          <label for="training-scenario">{text("training.scenario")}</label>
          <select id="training-scenario" name="scenario">
            {scenarios.map(({ id, name, duration_s }) => (
              <option key={id} value={id}>
                {nameIn(language.value, name)} ({time.value.span(duration_s)})
              </option>
            ))}
          </select>
        </div>
        <Field label={text("training.title")} name="title" />
        <div class="fields">
          <Field label={text("training.from")} name="from" inputMode="decimal" value="0" />
          <div class="field">
            <label for="training-speed">{text("training.speed")}</label>
            <select id="training-speed" name="speed">
              {speeds.map((one) => (
                <option key={one} value={String(one)}>
                  {one}×
                </option>
              ))}
            </select>
          </div>
        </div>
      </Form>
    </section>
  );
}
