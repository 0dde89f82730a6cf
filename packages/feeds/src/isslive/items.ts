/** What of NASA's public telemetry says how the cabin's air is, and what `stations/iss-live.yaml` calls it. */
export interface Item {
  readonly item: string;
  readonly parameter: string;
  /** That in which it really comes: the dictionary of the items says PSI or CNT where torr is sent. */
  readonly unit: "torr" | "degC";
}

export const items: readonly Item[] = [
  { item: "USLAB000058", parameter: "LAB-P", unit: "torr" },
  { item: "AIRLOCK000054", parameter: "AL-P", unit: "torr" },
  { item: "AIRLOCK000049", parameter: "CL-P", unit: "torr" },
  { item: "USLAB000059", parameter: "LAB-T", unit: "degC" },
  { item: "USLAB000053", parameter: "LAB-O2", unit: "torr" },
  { item: "USLAB000054", parameter: "LAB-N2", unit: "torr" },
  { item: "USLAB000055", parameter: "LAB-CO2", unit: "torr" },
  { item: "NODE3000001", parameter: "N3-O2", unit: "torr" },
  { item: "NODE3000002", parameter: "N3-N2", unit: "torr" },
  { item: "NODE3000003", parameter: "N3-CO2", unit: "torr" },
];

/** The onboard time, whose status says whether the station is heard; and its year. */
export const [timeItem, yearItem] = ["TIME_000001", "TIME_000002"];

export const fields = ["TimeStamp", "Value", "Status.Class"] as const;
