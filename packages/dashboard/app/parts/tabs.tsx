import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';

export interface Tab {
  readonly name: string;
  /** A number beside the name. */
  readonly count?: number | undefined;
  readonly content: ComponentChildren;
}

const slug = (name: string) => name.toLowerCase().replaceAll(' ', '-');

/** Tabs, the chosen one kept in the URL's hash; arrow keys go from one to the next. The content of the others is away, so that it costs nothing. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const [chosen, choose] = useState(() =>
    Math.max(
      0,
      tabs.findIndex(({ name }) => `#${slug(name)}` === location.hash),
    ),
  );
  const setChosen = (index: number) => {
    choose(index);
    const hash = index === 0 ? '' : `#${slug(tabs[index]?.name ?? '')}`;
    history.replaceState(history.state, '', `${location.pathname}${location.search}${hash}`);
  };
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (chosen + step + tabs.length) % tabs.length;
    setChosen(next);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map(({ name, count }, index) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-selected={index === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => setChosen(index)}
          >
            {name}
            {count !== undefined && <span class="count">{count.toLocaleString('en')}</span>}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${chosen}`}>
        {tabs[chosen]?.content}
      </div>
    </div>
  );
}
