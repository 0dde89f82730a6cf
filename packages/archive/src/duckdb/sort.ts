/** What has come is put in order, so that it takes little room and is found quickly. */
import { ArchiveError } from "../errors.ts";
import type { Database } from "./database.ts";
import { cellOf, cellStart } from "./schema.ts";

/**
 * Moves a station's recent rows into its sorted ones, and sums them up by cells. A late row makes a second line for its cell: lines of one
 * cell add up, so that none is ever changed.
 */
export async function sortRecent(database: Database, station: number): Promise<void> {
  const cell = cellOf("time");
  const at = (time: string) => `(${time} - ${cellStart("any_value(cell)")})::INTEGER`;
  await database.transaction(async (connection) => {
    await connection.run(`INSERT INTO sorted_${station} SELECT * FROM recent_${station} ORDER BY series, time, value`);
    await connection.run(`
      INSERT INTO cells_${station}
      SELECT series, cell, count(*), sum(value),
        min(value), ${at("arg_min(time, value)")}, max(value), ${at("arg_max(time, value)")},
        ${at("min(time)")}, ${at("max(time)")}, arg_max(value, time)
      FROM (SELECT *, ${cell}::INTEGER AS cell FROM recent_${station})
      GROUP BY series, cell ORDER BY series, cell`);
    await connection.run(`DELETE FROM recent_${station}`);
  });
  try {
    await database.write((connection) => connection.run("CHECKPOINT"));
  } catch (error) {
    // It gives back the room of the rows that were moved. A query that is running forbids it; then the next one does.
    if (!(error instanceof ArchiveError && error.message.includes("Cannot CHECKPOINT"))) throw error;
  }
}
