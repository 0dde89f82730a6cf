import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../app/settings.ts";
import { call, stationPath } from "../link/index.ts";
import { Field, Form, textOf } from "../parts/Form.tsx";
import type { ShownStation } from "../station/index.ts";
import { openIncident } from "./write.ts";

/** (px) A photo is made no larger than this before it is sent: a link of 50 kbit/s has to carry it. */
const largest = 1600;

/** A photo, with what somebody draws on it, for the log. */
export function PhotoForm({ station }: { station: ShownStation }) {
  const text = say.value;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [file, setFile] = useState<File | null>(null);
  useEffect(() => {
    if (file !== null && canvas.current !== null) return drawOn(canvas.current, file);
  }, [file]);
  const send = async (form: FormData) => {
    if (file === null || canvas.current === null) return;
    const blob = await new Promise<Blob | null>((resolve) => canvas.current!.toBlob(resolve, "image/jpeg", 0.85));
    if (blob === null) throw new Error("the picture could not be made");
    const sent = new FormData();
    // Fields go before the file, which is read as it comes.
    sent.set("key", crypto.randomUUID());
    const caption = textOf(form, "caption");
    if (caption !== "") sent.set("caption", caption);
    const incident = openIncident(station);
    if (incident !== null) sent.set("incident", incident.id);
    sent.set("file", blob, `${file.name.replace(/\.\w+$/, "")}.jpg`);
    await call("POST", stationPath(station.id, "/files"), sent);
    setFile(null);
  };
  return (
    <Form action={text("photo.send")} onSend={send} disabled={file === null} done={text("log.written")}>
      <div class="field">
        <label for="photo-file">{text("photo.choose")}</label>
        <input
          id="photo-file"
          type="file"
          accept="image/*"
          onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
      </div>
      {file !== null && (
        <>
          <p class="hint">{text("photo.draw")}</p>
          <canvas ref={canvas} class="photo" aria-label={text("photo.canvas")} role="img" />
          <Field label={text("photo.caption")} name="caption" required={false} />
        </>
      )}
    </Form>
  );
}

/** Shows the photo and lets the pointer draw on it. Gives the function that ends it. */
function drawOn(canvas: HTMLCanvasElement, file: File): () => void {
  const context = canvas.getContext("2d")!;
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.onload = () => {
    const scale = Math.min(1, largest / Math.max(image.width, image.height));
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    context.strokeStyle = "#ff2b2b";
    context.lineWidth = Math.max(3, canvas.width / 200);
    context.lineCap = "round";
    URL.revokeObjectURL(url);
  };
  image.src = url;
  let isDrawing = false;
  const at = (event: PointerEvent) => {
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return [(x * canvas.width) / box.width, (y * canvas.height) / box.height] as const;
  };
  const down = (event: PointerEvent) => {
    isDrawing = true;
    canvas.setPointerCapture(event.pointerId);
    context.beginPath();
    context.moveTo(...at(event));
  };
  const move = (event: PointerEvent) => {
    if (!isDrawing) return;
    context.lineTo(...at(event));
    context.stroke();
  };
  const up = () => {
    isDrawing = false;
  };
  canvas.addEventListener("pointerdown", down);
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerup", up);
  return () => {
    canvas.removeEventListener("pointerdown", down);
    canvas.removeEventListener("pointermove", move);
    canvas.removeEventListener("pointerup", up);
  };
}
