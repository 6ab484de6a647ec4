const shapes = {
  check: 'M3.5 8.5l3 3 6-7',
  alert: 'M8 3.5v5.5M8 12v.6',
  cross: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  hand: 'M8 4.5V8l2.5 2',
  spinner: 'M8 2.5a5.5 5.5 0 1 1-5.5 5.5',
} as const;

/** A sign beside words that say the same. */
export function StatusIcon({ name }: { readonly name: keyof typeof shapes }) {
  return (
    <svg class={`sign sign-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {name === 'hand' && <circle cx="8" cy="8" r="6" />}
      <path d={shapes[name]} />
    </svg>
  );
}
