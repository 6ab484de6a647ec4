import type { ComponentChildren } from 'preact';
import { plain } from '../parts/plain.ts';
import { Control } from './control.tsx';
import type { Draft } from './drafts.ts';
import { type Field, isObject } from './fields.ts';
import { ListControl } from './list-control.tsx';

interface Props {
  readonly id: string;
  readonly field: Field;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly problem: string | undefined;
  /** What there is to know besides its description. */
  readonly hint: string | undefined;
}

/** An input with its name, what it is for, and what is wrong with it. */
export function FormField({ id, field, draft, onDraft, problem, hint }: Props) {
  const { kind, title, description, isRequired } = field;
  const hints = [description, defaultWords(field), encryptionWords(field), hint].filter(
    (each) => each !== undefined,
  );
  const describedBy =
    [hints.length > 0 ? `${id}-hint` : '', problem === undefined ? '' : `${id}-problem`]
      .filter(Boolean)
      .join(' ') || undefined;
  const isInvalid = problem !== undefined;
  const name = (
    <>
      {plain(title)}
      {isRequired && kind !== 'boolean' && <span class="required"> required</span>}
    </>
  );
  const below = (
    <>
      {hints.length > 0 && (
        <p class="hint" id={`${id}-hint`}>
          {plain(hints.join(' '))}
        </p>
      )}
      {isInvalid && (
        <p class="problem" id={`${id}-problem`}>
          {plain(problem)}
        </p>
      )}
    </>
  );
  if (typeof draft !== 'string') {
    return (
      <Group name={name} describedBy={describedBy}>
        <ListControl {...{ id, field, describedBy, isInvalid }} texts={draft} onTexts={onDraft} />
        {below}
      </Group>
    );
  }
  return (
    <div class={kind === 'boolean' ? 'field tick' : 'field'}>
      <label for={id}>{name}</label>
      <Control {...{ id, field, describedBy, isInvalid }} text={draft} onText={onDraft} />
      {below}
    </div>
  );
}

function Group(props: {
  readonly name: ComponentChildren;
  readonly describedBy: string | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <fieldset
      class="field"
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
    >
      <legend>{props.name}</legend>
      {props.children}
    </fieldset>
  );
}

/** What is kept is encrypted by the server; with a key of the action, that is for whoever sends it, and this page does not. */
function encryptionWords({ input: { encryption } }: Field): string | undefined {
  return isObject(encryption) ? 'To be given encrypted with the key of the action.' : undefined;
}

/** An input that is left empty takes its default, which is good to know. */
function defaultWords({ input, kind }: Field): string | undefined {
  if (input.default === undefined || kind === 'boolean') return undefined;
  return `Default: ${typeof input.default === 'string' ? input.default : JSON.stringify(input.default)}`;
}
