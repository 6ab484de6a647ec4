/** Something that is under way, until it is ended. */
export interface Ongoing extends Disposable {
  readonly why: string;
}

/** What takes no virtual time, but for what it does aside. A class, since every request is one of these. */
export class Busy implements Ongoing {
  constructor(
    private readonly among: Set<Ongoing>,
    private readonly touch: () => void,
    readonly why: string,
  ) {}

  begin(): void {
    this.among.add(this);
    this.touch();
  }

  /** Not under way meanwhile: who waits for virtual time must not keep it from moving. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    this[Symbol.dispose]();
    try {
      return await work();
    } finally {
      this.begin();
    }
  }

  [Symbol.dispose](): void {
    if (this.among.delete(this)) this.touch();
  }
}
