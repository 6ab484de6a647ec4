import { later, type Occasion, type Timestamp } from '../occasion.ts';

/** When and by whom a document was made and last changed. */
export interface Stamps {
  readonly createdAt: Timestamp;
  readonly createdBy: string;
  readonly updatedAt: Timestamp;
  readonly updatedBy: string;
}

export function stamp(existing: Stamps | undefined, { at, by }: Occasion): Stamps {
  return {
    createdAt: existing?.createdAt ?? at,
    createdBy: existing?.createdBy ?? by.id,
    updatedAt: existing ? later(existing.updatedAt, at) : at,
    updatedBy: by.id,
  };
}
