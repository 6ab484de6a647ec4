/** Runs in the page: filters by outcome and text, and opens what a link inside the page leads to. */
export const script = `'use strict';
(() => {
  const form = document.getElementById('filter');
  if (!form) return;
  const search = document.getElementById('search');
  const shown = document.getElementById('shown');
  const items = [...document.querySelectorAll('[data-outcome]')];
  const sections = [...document.querySelectorAll('section')];
  const texts = new Map();
  const textOf = (item) => {
    const known = texts.get(item);
    if (known !== undefined) return known;
    const text = item.textContent.toLowerCase();
    texts.set(item, text);
    return text;
  };
  const apply = () => {
    const outcomes = new Set([...form.querySelectorAll('input:checked')].map((box) => box.value));
    const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
    let count = 0;
    for (const item of items) {
      const fits = outcomes.has(item.dataset.outcome) && words.every((word) => textOf(item).includes(word));
      item.hidden = !fits;
      if (fits) count += 1;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector('[data-outcome]:not([hidden])');
    }
    shown.textContent = count + ' of ' + items.length + ' shown';
  };
  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  };
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      at.hidden = false;
      if (at.tagName === 'DETAILS') at.open = true;
    }
    target.scrollIntoView();
  };
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', apply);
  search.addEventListener('input', soon);
  window.addEventListener('hashchange', reveal);
  apply();
  reveal();
})();
`;
