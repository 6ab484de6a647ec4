import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { script } from '../src/report/html/script.ts';

interface Item {
  readonly tagName: string;
  readonly dataset: { readonly outcome?: string };
  readonly textContent: string;
  readonly parentElement: Item | undefined;
  hidden: boolean;
  open: boolean;
  shown?: boolean;
  scrollIntoView(): void;
  querySelector(selector: string): Item | undefined;
}

/** As much of a browser as the script asks for: two areas with a requirement each. */
function page(hash = '') {
  const listeners = new Map<string, () => void>();
  const listener = (of: string) => (name: string, act: () => void) => listeners.set(`${of} ${name}`, act);
  const element = (
    tagName: string,
    outcome: string | undefined,
    textContent: string,
    parent?: Item,
  ): Item => ({
    tagName,
    dataset: outcome === undefined ? {} : { outcome },
    textContent,
    parentElement: parent,
    hidden: false,
    open: false,
    scrollIntoView() {
      this.shown = true;
    },
    querySelector() {
      return items.find((item) => item.parentElement === this && !item.hidden);
    },
  });
  const sections = [element('SECTION', undefined, ''), element('SECTION', undefined, '')];
  const items = [
    element('DETAILS', 'passed', 'AUTH-001 Exchanging', sections[0]),
    element('DETAILS', 'failed', 'RUN-PATCH-008 Replaces', sections[1]),
  ];
  const inner = element('DETAILS', undefined, '', items[1]);
  const boxes = ['passed', 'failed'].map((value) => ({ value, checked: true }));
  const form = {
    hidden: true,
    querySelectorAll: () => boxes.filter(({ checked }) => checked),
    addEventListener: listener('form'),
  };
  const search = { value: '', addEventListener: listener('search') };
  const shown = { textContent: '' };
  const byId: Readonly<Record<string, unknown>> = { filter: form, search, shown, x3: inner };
  runInContext(
    script,
    createContext({
      document: {
        getElementById: (id: string) => byId[id] ?? null,
        querySelectorAll: (selector: string) => (selector === 'section' ? sections : items),
      },
      window: { addEventListener: listener('window') },
      location: { hash },
      setTimeout: (act: () => void) => act(),
      clearTimeout: () => {},
    }),
  );
  const fire = (name: string) => listeners.get(name)?.();
  return { form, search, shown, sections, items, inner, boxes, fire };
}

it('offers the filter and shows everything at first', () => {
  const { form, shown, items } = page();
  expect(form.hidden).toBe(false);
  expect(shown.textContent).toBe('2 of 2 shown');
  expect(items.map(({ hidden }) => hidden)).toEqual([false, false]);
});

it('filters by outcome, and leaves out areas with nothing in them', () => {
  const { boxes, fire, items, sections, shown } = page();
  for (const box of boxes) box.checked = box.value === 'failed';
  fire('form change');
  expect(items.map(({ hidden }) => hidden)).toEqual([true, false]);
  expect(sections.map(({ hidden }) => hidden)).toEqual([true, false]);
  expect(shown.textContent).toBe('1 of 2 shown');
});

it('filters by all words of the text, in any case', () => {
  const { search, fire, items } = page();
  search.value = ' exchanging  auth ';
  fire('search input');
  expect(items.map(({ hidden }) => hidden)).toEqual([false, true]);
});

it('opens what a link leads to, even when it is filtered out', () => {
  const { search, fire, items, inner, sections } = page('#x3');
  expect(items[1]?.open).toBe(true);
  expect(inner).toMatchObject({ open: true, shown: true });
  search.value = 'nothing has this';
  fire('search input');
  expect(sections[1]?.hidden).toBe(true);
  fire('window hashchange');
  expect([items[1]?.hidden, sections[1]?.hidden]).toEqual([false, false]);
});

it('a link that leads nowhere does nothing', () => {
  expect(() => page('#%zz')).not.toThrow();
});
