import { plain } from '../parts/plain.ts';
import { EntityPicker } from './entity-picker.tsx';
import type { Field } from './fields.ts';

export interface ControlProps {
  readonly id: string;
  readonly field: Field;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Ids of what describes it. */
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
  /** Instead of a label of its own. */
  readonly label?: string;
}

const inputTypes: { readonly [format: string]: string } = { url: 'url', email: 'email' };

/** The control for one value. */
export function Control({ id, field, text, onText, describedBy, isInvalid, label }: ControlProps) {
  const { kind, choices, input, isRequired, blueprint } = field;
  const shared = {
    id,
    value: text,
    required: isRequired,
    'aria-invalid': isInvalid,
    ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
    ...(label === undefined ? {} : { 'aria-label': label }),
  };
  const onInput = (event: { readonly currentTarget: { readonly value: string } }) =>
    onText(event.currentTarget.value);
  switch (kind) {
    case 'boolean':
      return (
        <input
          {...shared}
          type="checkbox"
          required={false}
          checked={text === 'true'}
          onChange={(event) => onText(String(event.currentTarget.checked))}
        />
      );
    case 'choice':
      return (
        <select {...shared} onChange={onInput}>
          <option value="">{isRequired ? 'Choose…' : '–'}</option>
          {choices.map((each) => (
            <option key={JSON.stringify(each)} value={JSON.stringify(each)}>
              {plain(typeof each === 'string' ? each : JSON.stringify(each))}
            </option>
          ))}
        </select>
      );
    case 'long text':
    case 'json':
      return <textarea {...shared} rows={5} class="mono" onInput={onInput} spellcheck={false} />;
    case 'entity':
      return (
        <EntityPicker {...{ shared, onText }} blueprint={blueprint ?? ''} isOfList={label !== undefined} />
      );
    case 'number':
      return <input {...shared} type="text" inputMode="decimal" onInput={onInput} autocomplete="off" />;
    case 'date-time':
      return <input {...shared} type="datetime-local" step={1} onInput={onInput} />;
    default:
      return (
        <input
          {...shared}
          type={input.encryption === undefined ? (inputTypes[String(input.format)] ?? 'text') : 'password'}
          onInput={onInput}
          autocomplete="off"
        />
      );
  }
}
