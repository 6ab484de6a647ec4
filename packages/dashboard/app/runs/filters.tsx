import { listActions, listBlueprints } from '../api/catalog.ts';
import type { RunFilters } from '../api/run-query.ts';
import { type Loaded, useLoaded } from '../live/load.ts';
import { lookOf, STATUSES } from '../status/look.ts';
import { FilterText } from './filter-text.tsx';
import { SOURCES } from './url-state.ts';

interface Props {
  readonly filters: RunFilters;
  readonly scope: RunFilters;
  readonly onChange: (filters: RunFilters) => void;
}

/** Names that are offered. */
const MOST = 200;

const texts = [
  { name: 'action', label: 'Action' },
  { name: 'blueprint', label: 'Blueprint' },
  { name: 'entity', label: 'Entity' },
  { name: 'user_id', label: 'User id' },
  { name: 'user_email', label: 'User e-mail' },
  { name: 'external_run_id', label: 'External run id' },
] as const;

/** Every filter of the API; what the page is about already is left out. */
export function Filters({ filters, scope, onChange }: Props) {
  const [actions] = useLoaded(listActions, 'actions');
  const [blueprints] = useLoaded(listBlueprints, 'blueprints');
  const known: { readonly [name: string]: readonly string[] } = {
    action: identifiers(actions),
    blueprint: identifiers(blueprints),
  };
  const set = (name: keyof RunFilters, value: string) => {
    const { [name]: _, ...rest } = filters;
    onChange(value === '' ? rest : { ...rest, [name]: value });
  };
  const toggle = (source: string) => {
    const { source: chosen = [], ...rest } = filters;
    const next = chosen.includes(source) ? chosen.filter((each) => each !== source) : [...chosen, source];
    onChange(next.length === 0 ? rest : { ...rest, source: next });
  };
  return (
    <fieldset class="filters">
      <legend class="unseen">Filters</legend>
      <label>
        Status
        <select value={filters.status ?? ''} onChange={(event) => set('status', event.currentTarget.value)}>
          <option value="">Any</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {lookOf(status).words}
            </option>
          ))}
        </select>
      </label>
      {texts
        .filter(({ name }) => scope[name] === undefined)
        .map(({ name, label }) => (
          <FilterText
            key={name}
            label={label}
            value={filters[name] ?? ''}
            known={known[name] ?? []}
            onChange={(value) => set(name, value)}
          />
        ))}
      <fieldset class="choices">
        <legend>Source</legend>
        {SOURCES.map((source) => (
          <label key={source} class="choice">
            <input
              type="checkbox"
              checked={filters.source?.includes(source) ?? false}
              onChange={() => toggle(source)}
            />
            {source}
          </label>
        ))}
      </fieldset>
    </fieldset>
  );
}

function identifiers(loaded: Loaded<readonly { readonly identifier: string }[]>): readonly string[] {
  return loaded.kind === 'ready' ? loaded.value.map(({ identifier }) => identifier).slice(0, MOST) : [];
}
