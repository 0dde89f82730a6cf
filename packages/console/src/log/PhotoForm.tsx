import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../app/settings.ts";
import { call, stationPath } from "../link/index.ts";
import { Choice } from "../parts/Choice.tsx";
import { FileField } from "../parts/FileField.tsx";
import { Field, Form, textOf } from "../parts/Form.tsx";
import type { ShownStation } from "../station/index.ts";
import { draw, type Shape, type Spot, type Tool, tools } from "./markup.ts";
import { openIncident } from "./write.ts";

/** (px) A photo is made no larger than this before it is sent: a link of 50 kbit/s has to carry it. */
const largest = 1600;
/** (px) How far an arrow key moves the place to be marked. */
const stride = 20;

const arrows: Readonly<Record<string, Spot>> = {
  ArrowLeft: [-stride, 0],
  ArrowRight: [stride, 0],
  ArrowUp: [0, -stride],
  ArrowDown: [0, stride],
};

/** A photo, with what somebody draws on it, for the log. */
export function PhotoForm({ station }: { station: ShownStation }) {
  const text = say.value;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [image, setImage] = useState<HTMLImageElement | null>(null);
  const [tool, setTool] = useState<Tool>("arrow");
  const [words, setWords] = useState("");
  const [shapes, setShapes] = useState<readonly Shape[]>([]);
  const [open, setOpen] = useState<Shape | null>(null);
  /** Where the keyboard would mark; null while the pointer does. */
  const [cursor, setCursor] = useState<Spot | null>(null);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setShapes([]);
    setImage(null);
    if (chosen === null) return;
    const url = URL.createObjectURL(chosen);
    const next = new Image();
    next.onload = () => setImage(next);
    next.onerror = () => setFile(null);
    next.src = url;
  };
  useEffect(() => () => URL.revokeObjectURL(image?.src ?? ""), [image]);
  useEffect(() => {
    if (image !== null && canvas.current !== null)
      paint(canvas.current, image, open === null ? shapes : [...shapes, open], cursor);
  }, [image, shapes, open, cursor]);

  const begin = (spot: Spot) => setOpen({ tool, spots: [spot], text: words });
  const go = (spot: Spot) => {
    if (open === null || open.tool === "text") return;
    setOpen({ ...open, spots: open.tool === "line" ? [...open.spots, spot] : [open.spots[0], spot] });
  };
  const end = () => {
    if (open !== null && (open.spots.length > 1 || (open.tool === "text" && words !== "")))
      setShapes((all) => [...all, open]);
    setOpen(null);
  };
  const onKey = (event: KeyboardEvent) => {
    const at = cursor ?? [canvas.current!.width / 2, canvas.current!.height / 2];
    const by = arrows[event.key];
    if (by !== undefined) {
      const next: Spot = [at[0] + by[0], at[1] + by[1]];
      setCursor(next);
      go(next);
    } else if (event.key === "Enter" || event.key === " ") {
      if (open === null) begin(at);
      else end();
      setCursor(at);
    } else return;
    event.preventDefault();
  };
  const send = async (form: FormData) => {
    if (file === null || image === null || canvas.current === null) return;
    paint(canvas.current, image, shapes, null);
    const blob = await new Promise<Blob | null>((resolve) => canvas.current!.toBlob(resolve, "image/jpeg", 0.85));
    if (blob === null) throw new Error(text("photo.unmade"));
    const sent = new FormData();
    // Fields go before the file, which is read as it comes.
    sent.set("key", crypto.randomUUID());
    const caption = textOf(form, "caption");
    if (caption !== "") sent.set("caption", caption);
    const incident = openIncident(station);
    if (incident !== null) sent.set("incident", incident.id);
    sent.set("file", blob, `${file.name.replace(/\.\w+$/, "")}.jpg`);
    await call("POST", stationPath(station.id, "/files"), sent);
    choose(null);
  };
  return (
    <Form action={text("photo.send")} onSend={send} disabled={image === null} done={text("log.written")}>
      <FileField id="photo-file" label={text("photo.choose")} accept="image/*" onChoose={choose} />
      {image !== null && (
        <>
          <Choice
            label={text("photo.draw")}
            name="tool"
            options={tools.map((one) => [one, text(`photo.tool.${one}`)])}
            value={tool}
            onChoose={setTool}
          />
          {tool === "text" && (
            <div class="field">
              <label for="photo-words">{text("photo.words")}</label>
              <input id="photo-words" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
            </div>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is drawn by the pointer is drawn by keys too */}
          <div class="marking" tabIndex={0} role="application" aria-label={text("photo.canvas")} onKeyDown={onKey}>
            <canvas
              ref={canvas}
              class="photo"
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                setCursor(null);
                begin(spotOf(event));
              }}
              onPointerMove={(event) => go(spotOf(event))}
              onPointerUp={end}
              onPointerCancel={() => setOpen(null)}
            />
          </div>
          <p class="row">
            <button type="button" disabled={shapes.length === 0} onClick={() => setShapes(shapes.slice(0, -1))}>
              {text("photo.undo")}
            </button>
            <span class="hint">{text("photo.keys")}</span>
          </p>
          <Field label={text("photo.caption")} name="caption" required={false} />
        </>
      )}
    </Form>
  );
}

/** Where on the picture the pointer is. */
function spotOf(event: PointerEvent): Spot {
  const canvas = event.currentTarget as HTMLCanvasElement;
  const box = canvas.getBoundingClientRect();
  return [
    ((event.clientX - box.left) * canvas.width) / box.width,
    ((event.clientY - box.top) * canvas.height) / box.height,
  ];
}

function paint(
  canvas: HTMLCanvasElement,
  image: HTMLImageElement,
  shapes: readonly Shape[],
  cursor: Spot | null,
): void {
  const scale = Math.min(1, largest / Math.max(image.naturalWidth, image.naturalHeight));
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  const context = canvas.getContext("2d")!;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const width = Math.max(3, canvas.width / 200);
  for (const shape of shapes) draw(context, shape, width);
  if (cursor === null) return;
  const [x, y] = cursor;
  const arm = 4 * width;
  for (const [from, to] of [
    [
      [x - arm, y],
      [x + arm, y],
    ],
    [
      [x, y - arm],
      [x, y + arm],
    ],
  ] as const)
    draw(context, { tool: "line", spots: [from, to], text: "" }, width / 2);
}
