import { pressureUnit, say } from "../app/settings.ts";
import { stationPath } from "../link/index.ts";
import { Field, Form, textOf } from "../parts/Form.tsx";
import { hatchName, moduleName } from "../station/index.ts";
import { works } from "../station/works.ts";
import { convert } from "../units/index.ts";
import type { CrewProps } from "./props.ts";

/** What was done, seen and read: entered at once where there is a line, later with its own time where there is none. */
export function Reports({ station, outbox }: CrewProps) {
  const text = say.value;
  const whole = station.whole.value!;
  const unit = pressureUnit.value;
  const report = async (kind: string, body: object, label: string) => {
    const now = station.now.value;
    const when = Number.isNaN(now) ? {} : { time: new Date(now).toISOString() };
    const entry = { key: crypto.randomUUID(), kind, body, ...when };
    // It is kept at once; when it gets there is the line's affair.
    void outbox.put({ path: stationPath(station.id, "/log"), body: entry, label });
  };
  const modules = whole.modules.map(({ id }) => (
    <option key={id} value={id}>
      {moduleName(whole, id)}
    </option>
  ));
  const moveHatch = (form: FormData) => {
    const [hatch, state] = [textOf(form, "hatch"), textOf(form, "state")];
    const label = `${hatchName(whole, hatch)}: ${text(state === "closed" ? "map.closed" : "map.open")}`;
    return report("hatch-moved", { hatch, state }, label);
  };
  const read = (form: FormData) => {
    const value = Number.parseFloat(textOf(form, "reading").replace(",", "."));
    if (!(value > 0)) throw new Error(text("gauge.notANumber"));
    const module = textOf(form, "module");
    const mmHg = convert("pressure", value, unit, "mmHg").toFixed(1);
    const label = `${text("page.gauge")}, ${moduleName(whole, module)}: ${value} ${text(`unit.${unit}`)}`;
    return report("action", { text: label, parameter: `gauge:${module}`, value: mmHg }, label);
  };
  const work = (form: FormData) => {
    const [module, value] = [textOf(form, "module"), textOf(form, "work")];
    const label = `${moduleName(whole, module)}: ${text(`work.${value}` as "work.tape")}`;
    return report("action", { text: label, parameter: `patch:${module}`, value }, label);
  };
  const note = (form: FormData) => report("note", { text: textOf(form, "text") }, textOf(form, "text"));
  return (
    <div class="forms">
      <section class="panel" aria-labelledby="crew-hatch">
        <h2 id="crew-hatch">{text("kind.hatch-moved")}</h2>
        <Form action={text("repair.report")} done={text("crew.taken")} onSend={moveHatch}>
          <div class="field">
            <label for="crew-hatch-id">{text("crew.which")}</label>
            <select id="crew-hatch-id" name="hatch">
              {whole.hatches.map(({ id }) => (
                <option key={id} value={id}>
                  {hatchName(whole, id)}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="crew-hatch-state">{text("crew.isNow")}</label>
            <select id="crew-hatch-state" name="state">
              <option value="closed">{text("map.closed")}</option>
              <option value="open">{text("map.open")}</option>
            </select>
          </div>
        </Form>
      </section>
      <section class="panel" aria-labelledby="crew-gauge">
        <h2 id="crew-gauge">{text("gauge.reading")}</h2>
        <Form action={text("repair.report")} done={text("crew.taken")} onSend={async (form) => read(form)}>
          <div class="field">
            <label for="crew-gauge-module">{text("gauge.where")}</label>
            <select id="crew-gauge-module" name="module">
              {modules}
            </select>
          </div>
          <Field label={`${text("gauge.read")}, ${text(`unit.${unit}`)}`} name="reading" inputMode="decimal" />
        </Form>
      </section>
      <section class="panel" aria-labelledby="crew-work">
        <h2 id="crew-work">{text("repair.work")}</h2>
        <Form action={text("repair.report")} done={text("crew.taken")} onSend={work}>
          <div class="field">
            <label for="crew-work-module">{text("repair.module")}</label>
            <select id="crew-work-module" name="module">
              {modules}
            </select>
          </div>
          <div class="field">
            <label for="crew-work-what">{text("repair.work")}</label>
            <select id="crew-work-what" name="work">
              {works.map((one) => (
                <option key={one} value={one}>
                  {text(`work.${one}`)}
                </option>
              ))}
            </select>
          </div>
        </Form>
      </section>
      <section class="panel" aria-labelledby="crew-note">
        <h2 id="crew-note">{text("kind.note")}</h2>
        <Form action={text("repair.report")} done={text("crew.taken")} onSend={note}>
          <Field label={text("log.text")} name="text" />
        </Form>
      </section>
    </div>
  );
}
