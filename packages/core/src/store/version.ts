/** Which state of a thing was read; 0 stands for a thing that does not exist. */
export type Version = number;

export interface Versioned<T> {
  readonly value: T;
  readonly version: Version;
}
