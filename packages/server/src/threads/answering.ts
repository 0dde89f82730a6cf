import { parentPort } from "node:worker_threads";
import { toldOf } from "../told/index.ts";
import type { Answer, Part } from "./thread.ts";

/** Inside a thread: carries out each order that comes, and answers it; `say` sends on what is known before the answer. */
export function answering<Order>(carryOut: (order: Order, say: (part: unknown) => void) => unknown): void {
  parentPort?.on("message", ({ id, order }: { readonly id: number; readonly order: Order }) => {
    const say = (part: unknown) => parentPort?.postMessage({ id, part } satisfies Part);
    parentPort?.postMessage(answerTo(id, () => carryOut(order, say)));
  });
}

function answerTo(id: number, work: () => unknown): Answer {
  try {
    return { id, result: work() };
  } catch (error) {
    const { code, message } = (error instanceof Error ? error : new Error(String(error))) as Error & { code?: string };
    return { id, error: { code, message, ...toldOf(error) } };
  }
}
