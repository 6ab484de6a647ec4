import { plain } from '../parts/plain.ts';
import { Control } from './control.tsx';
import { firstText } from './drafts.ts';
import type { Field } from './fields.ts';

interface Props {
  readonly id: string;
  readonly field: Field;
  readonly texts: readonly string[];
  readonly onTexts: (texts: readonly string[]) => void;
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
}

/** A list of values: boxes to tick where they are given, else one control after the other. */
export function ListControl({ id, field, texts, onTexts, describedBy, isInvalid }: Props) {
  const { item, title } = field;
  if (!item) return null;
  if (item.kind === 'choice') {
    return (
      <div class="boxes">
        {item.choices.map((choice, index) => {
          const text = JSON.stringify(choice);
          const toggle = () =>
            onTexts(texts.includes(text) ? texts.filter((each) => each !== text) : [...texts, text]);
          return (
            <label key={text} class="choice">
              <input
                id={index === 0 ? id : `${id}-${index}`}
                type="checkbox"
                checked={texts.includes(text)}
                onChange={toggle}
              />
              {plain(typeof choice === 'string' ? choice : text)}
            </label>
          );
        })}
      </div>
    );
  }
  return (
    <div class="list">
      {texts.map((text, index) => (
        <div key={index} class="list-item">
          <Control
            id={index === 0 ? id : `${id}-${index}`}
            field={item}
            text={text}
            onText={(next) => onTexts(texts.with(index, next))}
            label={`${title}, item ${index + 1}`}
            {...{ describedBy, isInvalid }}
          />
          <button
            type="button"
            class="quiet small"
            aria-label={`Remove item ${index + 1} of ${title}`}
            onClick={() => onTexts(texts.toSpliced(index, 1))}
          >
            ✕
          </button>
        </div>
      ))}
      <button
        type="button"
        id={texts.length === 0 ? id : undefined}
        class="small"
        onClick={() => onTexts([...texts, firstText(item)])}
      >
        Add<span class="unseen"> an item to {title}</span>
      </button>
    </div>
  );
}
