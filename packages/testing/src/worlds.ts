import { Snapshot } from './state/snapshot.ts';
import { RealDate } from './time/real.ts';
import { makeWorld, type Surroundings, type World } from './world.ts';

/** The worlds of one fake, one after the other. Each is made when somebody looks, so that putting back takes no time. */
export class Worlds {
  made: World | undefined;
  #from: Snapshot;

  constructor(
    private readonly surroundings: Omit<Surroundings, 'from'>,
    from: Snapshot,
  ) {
    this.#from = from;
  }

  present(): World {
    this.made ??= makeWorld({ ...this.surroundings, from: this.#from });
    return this.made;
  }

  snapshot(): Snapshot {
    return this.made?.snapshot() ?? this.#from;
  }

  /** Draws from the fake's own seed, whatever was held. */
  putBack({ at, ids, store, isPlanted }: Snapshot): void {
    this.made?.end();
    this.made = undefined;
    this.#from = new Snapshot(at, this.#from.seed, ids, store, isPlanted);
    for (const link of this.surroundings.links) link.set(new RealDate(at));
  }
}
