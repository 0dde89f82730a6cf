/** An XTCE file that cannot be used, with everything that is wrong with it. */
export class XtceError extends Error {
  override readonly name = "XtceError";
  readonly code = "HW_XTCE";
  readonly faults: readonly string[];

  constructor(file: string, faults: readonly string[]) {
    super(faults.map((fault) => `${file}: ${fault}`).join("\n"));
    this.faults = faults;
  }
}
