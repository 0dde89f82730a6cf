/** The stations that the reader may see. */
import { signal } from "@preact/signals";
import { get } from "../link/index.ts";

export interface ListedStation {
  readonly id: string;
  readonly name: string;
  readonly newest: string | null;
  readonly alarms: number;
  readonly put_by: string;
  readonly put_at: string;
  /** A training that has ended. */
  readonly over: boolean;
}

/** Null before they are known. */
export const stationList = signal<readonly ListedStation[] | null>(null);

export async function readStations(): Promise<void> {
  stationList.value = (await get<{ stations: ListedStation[] }>("/stations")).stations;
}
