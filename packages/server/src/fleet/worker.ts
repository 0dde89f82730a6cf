/** A worker of a fleet: holds its share of the stations, and folds what the stream brings them. */
import type { Clock } from "../clock/index.ts";
import { Engines } from "../stations/index.ts";
import { type Bus, keysBelow, removeKey } from "./bus.ts";
import { Leases } from "./leases.ts";
import { leasesBucket } from "./names.ts";
import { Shift } from "./shift.ts";

export interface WorkerOptions {
  readonly bus: Bus;
  /** Its id, another one for each that ever runs. */
  readonly id: string;
  readonly clock: Clock;
  /** One that nobody can set. */
  readonly steady: Clock;
  readonly threads: number;
  readonly lateAfter: number;
  readonly saveEvery: number;
  /** Work besides the partitions, each of which one worker of all does: begins it, and gives how it is ended. */
  readonly errands?: Readonly<Record<string, () => { stop(): Promise<void> }>>;
  onFault(fault: unknown): void;
  onBroken(error: unknown): void;
  /** A piece of work was taken or let go. */
  onWork(work: string, isMine: boolean): void;
}

/** (ms) Between two beats of a lease, and of no beat until it is another's: well within the ten seconds of the promise. */
const [beat, patience] = [700, 3500];

export interface Worker {
  /** Stations that are held now. */
  readonly stations: readonly string[];
  /** Finishes what is being folded, saves every state, and gives everything back. */
  stop(): Promise<void>;
}

export function startWorker(options: WorkerOptions): Worker {
  const { bus, id, steady, threads, errands = {}, onFault, onBroken, onWork } = options;
  const engines = new Engines(threads, onBroken);
  const running = new Map<string, { stop(isMine: boolean): Promise<void> }>();
  const partitions = Array.from({ length: bus.partitions }, (_, i) => `p${i}`);
  const shifts = () => [...running.values()].filter((one) => one instanceof Shift);
  const begin = (work: string): { stop(isMine: boolean): Promise<void> } => {
    if (Object.hasOwn(errands, work)) return errands[work]();
    const shift = new Shift({ ...options, engines, partition: Number(work.slice(1)) });
    shift.start();
    return shift;
  };
  const leases = new Leases({
    kv: bus.leases,
    keys: () => keysBelow(bus, leasesBucket),
    remove: (key) => removeKey(bus, leasesBucket, key),
    me: id,
    work: [...partitions, ...Object.keys(errands)],
    clock: steady,
    beat,
    patience,
    onTaken(work) {
      running.set(work, begin(work));
      onWork(work, true);
    },
    async onLost(work, isMine) {
      await running.get(work)?.stop(isMine);
      running.delete(work);
      onWork(work, false);
    },
    onFault,
  });
  leases.start();
  return {
    get stations() {
      return shifts().flatMap(({ stations }) => stations);
    },
    async stop() {
      await leases.stop();
      await engines.stop();
    },
  };
}
