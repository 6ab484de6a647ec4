import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { listEntities } from '../api/catalog.ts';
import type { Entity } from '../api/types.ts';
import { useLoaded } from '../live/load.ts';
import { plain } from '../parts/plain.ts';

/** Entities that are offered at once; typing finds the others. */
const MOST = 50;

interface Props {
  readonly blueprint: string;
  readonly shared: JSX.IntrinsicElements['input'] & { readonly value: string };
  readonly onText: (text: string) => void;
  /** One of a list, which may be long: asks for the entities when it is gone to, rather than all of them at once. */
  readonly isOfList: boolean;
}

/** An identifier, typed or taken from the entities of a blueprint that fit what was typed. */
export function EntityPicker({ blueprint, shared, onText, isOfList }: Props) {
  const list = useId();
  const [isWanted, setWanted] = useState(!isOfList);
  const [loaded] = useLoaded(
    async (signal) => (isWanted ? listEntities(blueprint, signal) : []),
    `${blueprint} ${isWanted}`,
  );
  const fitting = loaded.kind === 'ready' ? offered(loaded.value, shared.value) : [];
  const chosen = fitting.find(({ identifier }) => identifier === shared.value);
  return (
    <>
      <input
        {...shared}
        list={list}
        onFocus={() => setWanted(true)}
        placeholder="Identifier or title"
        onInput={(event) => onText(event.currentTarget.value)}
        autocomplete="off"
        spellcheck={false}
      />
      <datalist id={list}>
        {fitting.map(({ identifier, title }) => (
          <option key={identifier} value={identifier} label={plain(title ?? identifier)} />
        ))}
      </datalist>
      {chosen?.title && chosen.title !== chosen.identifier && <span class="hint">{plain(chosen.title)}</span>}
      {loaded.kind === 'failed' && (
        <span class="hint">The entities could not be listed; type an identifier.</span>
      )}
    </>
  );
}

function offered(entities: readonly Entity[], text: string): readonly Entity[] {
  const wanted = text.toLowerCase();
  const fits = ({ identifier, title }: Entity) =>
    identifier.toLowerCase().includes(wanted) || (title?.toLowerCase().includes(wanted) ?? false);
  return entities.filter(fits).slice(0, MOST);
}
