import type { Told } from "../feed/index.ts";
import { YamcsError, type YamcsHttp } from "./http.ts";
import { isFields } from "./value.ts";

export interface Publishing {
  readonly instance: string;
  readonly processor: string;
  /** Space system of the local parameters that are set, such as `/Hullwatch`; null to set none. */
  readonly space: string | null;
  /** Whether alarms are published as events. */
  readonly alarms: boolean;
}

/** What an estimate tells, and what the local parameter of it is called, before `_low` and `_high`. */
const derived: Readonly<Record<string, string>> = {
  rate: "leak_rate_kg_per_day",
  dpdt: "leak_dpdt_mmHg_per_h",
  area: "leak_area_mm2",
  diameter: "leak_diameter_mm",
  reserve: "reserve_time_h",
};

/** Alarms that wait for Yamcs to be there again. */
const mostWaiting = 1000;

interface Request {
  readonly path: string;
  readonly body: unknown;
}

/** Gives alarms back to Yamcs as events, and estimates as local parameters. */
export class Publisher {
  readonly #http: YamcsHttp;
  readonly #to: Publishing;
  readonly #alarms: Request[] = [];
  /** Of estimates the last alone: an older one is of no use. */
  #estimate: Request | null = null;
  #sequence = 0;
  #wake = () => {};

  constructor(http: YamcsHttp, to: Publishing) {
    this.#http = http;
    this.#to = to;
  }

  publish(events: readonly Told[]): void {
    for (const event of events) {
      if (event.type === "alarm" && this.#to.alarms) {
        this.#alarms.push(this.#eventOf(event));
        if (this.#alarms.length > mostWaiting) this.#alarms.shift();
      } else if (event.type === "estimate" && this.#to.space !== null)
        this.#estimate = this.#parametersOf(event, this.#to.space);
    }
    this.#wake();
  }

  /** Sends what there is as it comes, until `signal` is aborted. What Yamcs refuses is told and left out; throws where it cannot be reached. */
  async run(onFault: (why: string) => void, signal: AbortSignal): Promise<void> {
    signal.addEventListener("abort", () => this.#wake());
    while (!signal.aborted) {
      for (let alarm = this.#alarms[0]; alarm !== undefined; alarm = this.#alarms[0]) {
        await this.#send(alarm, onFault, signal);
        this.#alarms.splice(0, this.#alarms[0] === alarm ? 1 : 0);
      }
      const estimate = this.#estimate;
      if (estimate !== null) {
        await this.#send(estimate, onFault, signal);
        if (this.#estimate === estimate) this.#estimate = null;
      }
      if (this.#alarms.length > 0 || this.#estimate !== null) continue;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (signal.aborted) resolve();
      });
    }
  }

  async #send({ path, body }: Request, onFault: (why: string) => void, signal: AbortSignal): Promise<void> {
    try {
      await this.#http.post(path, body, signal);
    } catch (error) {
      // A refusal is the same tomorrow; anything else is a link that is lost.
      if (!(error instanceof YamcsError) || error.status >= 500 || error.status === 401) throw error;
      onFault(error.message);
    }
  }

  #eventOf({ time, kind, state, text, severity }: Told): Request {
    const body = {
      source: "Hullwatch",
      sequenceNumber: ++this.#sequence,
      type: String(kind),
      time,
      severity: state === "raised" ? String(severity ?? "WARNING") : "INFO",
      message: state === "raised" ? String(text) : `Cleared: ${text}`,
    };
    return { path: `api/archive/${this.#to.instance}/events`, body };
  }

  #parametersOf(event: Told, space: string): Request {
    const set = (name: string, value: unknown) =>
      typeof value === "number" && Number.isFinite(value)
        ? [
            {
              id: { name: `${space}/${name}` },
              value: { type: "DOUBLE", doubleValue: value },
              generationTime: event.time,
            },
          ]
        : [];
    const request = Object.entries(derived).flatMap(([field, name]) => {
      const quantity = event[field];
      if (!isFields(quantity)) return [];
      return [...set(name, quantity.value), ...set(`${name}_low`, quantity.low), ...set(`${name}_high`, quantity.high)];
    });
    request.push(...set("leak_probability", event.probability));
    return { path: `api/processors/${this.#to.instance}/${this.#to.processor}/parameters:batchSet`, body: { request } };
  }
}
