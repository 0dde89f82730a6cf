/** The configuration was refused. Its message has one line a fault, all of them at once. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "HW_CONFIG";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.faults = faults;
  }
}
