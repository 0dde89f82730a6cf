/** What is drawn on a photo to mark a place. */

export const tools = ["arrow", "circle", "line", "text"] as const;
export type Tool = (typeof tools)[number];
export type Spot = readonly [x: number, y: number];

export interface Shape {
  readonly tool: Tool;
  /** (px) Of the picture, in order: of an arrow its tail and its head, of a circle its middle and a place on it. */
  readonly spots: readonly Spot[];
  readonly text: string;
}

/** (rad, -) How wide and how long an arrow's head is, the length beside the width of a line. */
const [headAngle, headLength] = [0.5, 6];

/** The two ends of the strokes that make the head of an arrow. */
export function headOf([x0, y0]: Spot, [x1, y1]: Spot, width: number): readonly [Spot, Spot] {
  const back = Math.atan2(y0 - y1, x0 - x1);
  const end = (angle: number): Spot => [
    x1 + headLength * width * Math.cos(back + angle),
    y1 + headLength * width * Math.sin(back + angle),
  ];
  return [end(-headAngle), end(headAngle)];
}

/** Draws one shape; `width` (px) is that of its lines. White under red: it is seen on any photo. */
export function draw(context: CanvasRenderingContext2D, shape: Shape, width: number): void {
  for (const [colour, more] of [
    ["#ffffff", width * 0.8],
    ["#d40000", 0],
  ] as const) {
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = width + more;
    context.lineCap = "round";
    context.lineJoin = "round";
    stroke(context, shape, width, more > 0);
  }
}

function stroke(
  context: CanvasRenderingContext2D,
  { tool, spots, text }: Shape,
  width: number,
  isUnder: boolean,
): void {
  const [first, ...rest] = spots;
  const last = rest.at(-1) ?? first;
  if (first === undefined || last === undefined) return;
  if (tool === "text") {
    context.font = `700 ${width * 6}px system-ui, sans-serif`;
    if (isUnder) context.strokeText(text, ...first);
    else context.fillText(text, ...first);
    return;
  }
  context.beginPath();
  if (tool === "circle") context.arc(...first, Math.hypot(last[0] - first[0], last[1] - first[1]), 0, 2 * Math.PI);
  else {
    context.moveTo(...first);
    for (const spot of tool === "arrow" ? [last] : rest) context.lineTo(...spot);
  }
  if (tool === "arrow") {
    const [a, b] = headOf(first, last, width);
    context.moveTo(...a);
    context.lineTo(...last);
    context.lineTo(...b);
  }
  context.stroke();
}
