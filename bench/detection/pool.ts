/** Does jobs on several cores and gives their results in the order of the jobs, whoever is done first. */
import { Worker } from "node:worker_threads";
import type { Job, Results } from "./jobs.ts";

const quiet = (text: string) => {
  if (process.stderr.isTTY) process.stderr.write(text);
};

/** The jobs of this bench. */
export const workOff = <J extends Job>(jobs: readonly J[], workers: number): Promise<Results[J["what"]][]> =>
  workOffBy(new URL("./worker.ts", import.meta.url), jobs, workers);

/** Jobs that the module `by` answers one message each. */
export async function workOffBy<J, R>(by: URL, jobs: readonly J[], workers: number): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let done = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(by);
      let mine = -1;
      const ask = () => {
        mine = next++;
        if (mine < jobs.length) worker.postMessage(jobs[mine]);
        else worker.terminate().then(() => resolve(), reject);
      };
      worker.on("message", (result: R) => {
        results[mine] = result;
        quiet(`\r  ${++done} of ${jobs.length} `);
        ask();
      });
      worker.on("error", reject);
      ask();
    });
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, one));
  quiet("\r\u001b[K");
  return results;
}
