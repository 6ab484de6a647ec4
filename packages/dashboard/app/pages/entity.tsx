import { Link } from 'wouter-preact';
import { getBlueprint, getEntity } from '../api/catalog.ts';
import type { Blueprint, Entity, Json } from '../api/types.ts';
import { useLoaded } from '../live/load.ts';
import { ExternalLink } from '../parts/external-link.tsx';
import { JsonText } from '../parts/json.tsx';
import { safeLink } from '../parts/links.ts';
import { pageOf } from '../parts/nav.ts';
import { Failed, Loading } from '../parts/notes.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { plain } from '../parts/plain.ts';
import { Tabs } from '../parts/tabs.tsx';
import { Time } from '../parts/time.tsx';
import { RunsHistory } from '../runs/history.tsx';

interface Props {
  readonly blueprint: string;
  readonly entity: string;
}

/** An entity, and the runs that worked on it. */
export function EntityPage({ blueprint, entity }: Props) {
  usePageTitle(entity);
  const [loaded, again] = useLoaded(
    (signal) => Promise.all([getEntity(blueprint, entity, signal), getBlueprint(blueprint, signal)]),
    `${blueprint} ${entity}`,
  );
  const found = loaded.kind === 'ready' ? loaded.value : undefined;
  const about = found ? (
    <Properties entity={found[0]} blueprint={found[1]} />
  ) : loaded.kind === 'failed' ? (
    <Failed error={loaded.error} again={again} />
  ) : (
    <Loading what="the entity" />
  );
  return (
    <div class="fill">
      <nav class="breadcrumb" aria-label="Breadcrumb">
        <ol>
          <li>
            <Link href={`${pageOf.runs}?blueprint=${encodeURIComponent(blueprint)}`}>
              {plain(found?.[1].title ?? blueprint)}
            </Link>
          </li>
          <li>
            <span class="mono" aria-current="page">
              {plain(entity)}
            </span>
          </li>
        </ol>
      </nav>
      <h1>{plain(found?.[0].title ?? entity)}</h1>
      <Tabs
        label="Parts of the entity"
        tabs={[
          { name: 'Properties', content: about },
          { name: 'Runs', content: <RunsHistory label="Runs of the entity" scope={{ blueprint, entity }} /> },
        ]}
      />
    </div>
  );
}

function Properties({ entity, blueprint }: { readonly entity: Entity; readonly blueprint: Blueprint }) {
  const titleOf = (of: { readonly [name: string]: { readonly title?: Json } } | undefined, name: string) => {
    const title = of?.[name]?.title;
    return plain(typeof title === 'string' ? title : name);
  };
  return (
    <section class="box" aria-label="Properties">
      <dl class="details">
        {Object.entries(entity.properties).map(([name, value]) => (
          <div key={name} class={typeof value === 'object' && value !== null ? 'wide' : ''}>
            <dt>{titleOf(blueprint.schema.properties, name)}</dt>
            <dd>
              <Value value={value} />
            </dd>
          </div>
        ))}
        {Object.entries(entity.relations).map(([name, value]) => (
          <div key={name}>
            <dt>{titleOf(blueprint.relations, name)}</dt>
            <dd>
              <Related target={blueprint.relations?.[name]?.target} value={value} />
            </dd>
          </div>
        ))}
        <div>
          <dt>Updated</dt>
          <dd>
            <Time at={entity.updatedAt} />
          </dd>
        </div>
        <div>
          <dt>Created</dt>
          <dd>
            <Time at={entity.createdAt} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Value({ value }: { readonly value: Json }) {
  if (value === null) return <span class="muted">–</span>;
  if (typeof value === 'object') return <JsonText value={value} />;
  const text = String(value);
  return safeLink(text) ? <ExternalLink text={text} /> : <span>{plain(text)}</span>;
}

function Related({ target, value }: { readonly target: Json | undefined; readonly value: Json }) {
  const names = [value].flat().filter((each) => typeof each === 'string');
  if (names.length === 0) return <span class="muted">–</span>;
  return (
    <ul class="links">
      {names.map((name) => (
        <li key={name}>
          {typeof target === 'string' ? (
            <Link href={pageOf.entity(target, name)}>{plain(name)}</Link>
          ) : (
            plain(name)
          )}
        </li>
      ))}
    </ul>
  );
}
