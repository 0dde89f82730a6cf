/** Something that cannot be done to this world as it is now. */
export class InjectionError extends Error {
  override readonly name = "InjectionError";
  readonly code = "HW_INJECTION";

  constructor(what: string, found: string, expected: string) {
    super(`${what}: found ${found}, expected ${expected}`);
  }
}
