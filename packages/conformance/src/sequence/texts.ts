import fc from 'fast-check';

/** The reference page's own. */
const labels = ['Wrong personal token provided', 'Completed successfully!', 'half way', ''];
const messages = ['my new log message', 'my new log message with final status'];
const links = [
  'https://github.com/acme/app/actions/runs/1',
  'https://eu-west-1.console.aws.amazon.com/cloudwatch/home',
];

/** A text that is new, or one that was sent before: the `again`th of them. */
export interface DrawnText {
  readonly text: string;
  readonly again: number | undefined;
}

const random = fc.oneof(
  { arbitrary: fc.string({ maxLength: 20 }), weight: 4 },
  { arbitrary: fc.string({ maxLength: 200, size: 'max' }), weight: 1 },
  // Whole characters as people see them, so no half of a surrogate pair.
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }), weight: 1 },
);

export const labelText = repeatable(fc.oneof(fc.constantFrom(...labels), random));
export const messageText = repeatable(
  fc.oneof(
    fc.constantFrom(...messages),
    random.map((text) => text || '.'),
  ),
);

const url = fc.oneof(
  fc.constantFrom(...links),
  fc.webPath({ size: 'small' }).map((path) => `https://ci.example.com/${path.replace(/^\//, '')}`),
);

export const linkValue: fc.Arbitrary<string | readonly string[]> = fc.oneof(
  url,
  fc.array(url, { maxLength: 4 }),
);

function repeatable(text: fc.Arbitrary<string>): fc.Arbitrary<DrawnText> {
  return fc.record({ text, again: rarely(fc.nat(20)) }).map(({ text, again }) => ({
    text,
    again,
  }));
}

function rarely<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: 4 }, { arbitrary: value, weight: 1 });
}
