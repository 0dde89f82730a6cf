import { englishOf, type Phrase } from "@hullwatch/core/phrase";
/** The log's file cannot be used, or not as asked. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code = "HW_LOG_STORE";
}

/** What was asked of the log cannot be answered. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly code = "HW_LOG_QUERY";
  readonly says: Phrase;

  constructor(says: Phrase) {
    super(englishOf(says));
    this.says = says;
  }
}
