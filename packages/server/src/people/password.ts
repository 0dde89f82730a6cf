import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { ProblemError } from "../problem/index.ts";

const derive = promisify(argon2);

/** Cost of argon2id (RFC 9106). */
export interface Argon2Cost {
  /** (KiB) */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

/** (bytes) Salt and tag as section 4 of RFC 9106 recommends them. */
const saltBytes = 16;
const tagBytes = 32;

interface Hash extends Argon2Cost {
  readonly salt: Buffer;
  readonly tag: Buffer;
}

const unpadded = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

/** The string format of the argon2 reference implementation, which other libraries read too. */
const format = ({ memory, passes, lanes, salt, tag }: Hash) =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${lanes}$${unpadded(salt)}$${unpadded(tag)}`;

function parse(text: string): Hash {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(text);
  if (found === null) throw new Error("the store holds a password hash that is not argon2id version 19");
  const [, memory, passes, lanes, salt, tag] = found;
  return {
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, "base64"),
    tag: Buffer.from(tag, "base64"),
  };
}

/** Hashes at once: each takes its memory and a thread of the pool that files are read by. */
const atOnce = 2;
/** Sign-ins that wait for their turn; one more is sent away. */
const mostWaiting = 100;

export interface Verdict {
  readonly right: boolean;
  /** The password was right and its hash was made at another cost than today's. */
  readonly outdated: boolean;
}

/** Makes and checks hashes of passwords, a few at a time. */
export class Passwords {
  readonly #cost: Argon2Cost;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #decoy: Promise<string> | undefined;

  constructor(cost: Argon2Cost) {
    this.#cost = cost;
  }

  /** Throws `ProblemError` 503 where too many wait. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(saltBytes);
    return format({ ...this.#cost, salt, tag: await this.#tag(password, { ...this.#cost, salt }, tagBytes) });
  }

  /**
   * Whether `password` is the one of `stored`. Without a stored hash (an unknown name, an account that signs in
   * elsewhere) the answer is no after the same work, so that the time taken names nobody.
   */
  async check(password: string, stored: string | null): Promise<Verdict> {
    this.#decoy ??= this.hash(randomBytes(24).toString("base64"));
    const hash = parse(stored ?? (await this.#decoy));
    const tag = await this.#tag(password, hash, hash.tag.length);
    const right = timingSafeEqual(tag, hash.tag) && stored !== null;
    const { memory, passes, lanes } = this.#cost;
    return { right, outdated: right && (hash.memory !== memory || hash.passes !== passes || hash.lanes !== lanes) };
  }

  async #tag(password: string, { memory, passes, lanes, salt }: Omit<Hash, "tag">, tagLength: number): Promise<Buffer> {
    await this.#turn();
    try {
      // NFKC: what looks the same on two keyboards is the same password (NIST SP 800-63B-4, 3.1.1.2).
      const message = Buffer.from(password.normalize("NFKC"), "utf8");
      return await derive("argon2id", { message, nonce: salt, parallelism: lanes, tagLength, memory, passes });
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#running >= atOnce) {
      if (this.#waiting.length >= mostWaiting) {
        throw new ProblemError(503, "HW_BUSY", "Too many are signing in at once.", { "retry-after": "5" });
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running++;
  }
}
