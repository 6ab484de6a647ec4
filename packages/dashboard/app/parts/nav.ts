import { part } from '../api/client.ts';

/** Paths of the pages, below the mount. */
export const pageOf = {
  runs: '/runs',
  actions: '/actions',
  audit: '/audit',
  run: (id: string) => `/runs/${part(id)}`,
  action: (identifier: string) => `/actions/${part(identifier)}`,
  rerun: (action: string, run: string) => `/actions/${part(action)}?rerun=${part(run)}`,
  entity: (blueprint: string, entity: string) => `/entities/${part(blueprint)}/${part(entity)}`,
};

/** A part of a path as the router hands it over, which leaves some characters escaped. */
export function unescaped(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return text ?? '';
  }
}
