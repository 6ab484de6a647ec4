import { useId, useMemo, useState } from 'preact/hooks';
import { wordsOf } from '../api/error.ts';
import { execute } from '../api/runs.ts';
import type { JsonObject, Run, UserInputs } from '../api/types.ts';
import { plain } from '../parts/plain.ts';
import { repeatKeys } from '../parts/repeat-keys.ts';
import { type Draft, draftOf, read, valuesOf } from './drafts.ts';
import { type Field, fieldOf, ownIn } from './fields.ts';
import { FormField } from './form-field.tsx';
import { sectionsOf } from './sections.ts';
import { problemOf } from './validate.ts';

interface Props {
  readonly action: string;
  readonly inputs: UserInputs;
  /** Whose entities it works on, where it works on one. */
  readonly entityOf: string | undefined;
  readonly entity: string;
  /** Inputs of an earlier run, where there was one. */
  readonly given: JsonObject | undefined;
  readonly buttonText: string;
  readonly onDone: (run: Run) => void;
}

/** No input is called so, for this is no name of one. */
const ENTITY = '$entity';

/** The form of an action, made from its user inputs, and checked as the API checks. */
export function ExecuteForm({ action, inputs, entityOf, entity, given, buttonText, onDone }: Props) {
  const id = useId();
  const sections = useMemo(() => sectionsOf(inputs), [inputs]);
  const entityField = useMemo(
    () => (entityOf === undefined ? undefined : fieldForEntity(entityOf)),
    [entityOf],
  );
  const fields = [...(entityField ? [entityField] : []), ...sections.flatMap((section) => section.fields)];
  const [drafts, setDrafts] = useState<{ readonly [name: string]: Draft }>(() => ({
    [ENTITY]: entity,
    ...Object.fromEntries(
      sections.flatMap((each) => each.fields).map((field) => [field.name, firstDraft(field, given)]),
    ),
  }));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const [keyOf] = useState(repeatKeys);
  const [error, setError] = useState<unknown>();
  const draftFor = (field: Field) => drafts[field.name] ?? draftOf(field, undefined);
  const problemWith = (field: Field) => problemOf(field, read(field, draftFor(field)));
  const idOf = ({ name }: Field) => `${id}-${name}`;
  const submit = async (event: Event) => {
    event.preventDefault();
    setTouched(new Set(fields.map(({ name }) => name)));
    const wrong = fields.find((field) => problemWith(field) !== undefined);
    if (wrong) return document.getElementById(idOf(wrong))?.focus();
    const asked = fields.filter((field) => field !== entityField);
    const shown = valuesOf(asked.map((field) => [field, read(field, draftFor(field))] as const));
    const properties = { ...hiddenOf(inputs, asked, given), ...shown };
    const chosen = entityField && draftFor(entityField);
    setBusy(true);
    setError(undefined);
    try {
      const body = { properties, ...(typeof chosen === 'string' ? { entity: chosen } : {}) };
      onDone(await execute(action, body, keyOf(body)));
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  const show = (field: Field) => (
    <FormField
      key={field.name}
      id={idOf(field)}
      field={field}
      draft={draftFor(field)}
      onDraft={(draft) => {
        setDrafts((all) => ({ ...all, [field.name]: draft }));
        setTouched((all) => new Set([...all, field.name]));
      }}
      hint={given && field.input.encryption !== undefined ? 'Kept encrypted: to be given again.' : undefined}
      problem={touched.has(field.name) ? problemWith(field) : undefined}
    />
  );
  return (
    <form class="box stack" noValidate onSubmit={(event) => void submit(event)}>
      {entityField && show(entityField)}
      {sections.map(({ title, description, fields: within }, index) => (
        <section key={`${index} ${title}`} class="stack">
          {title !== undefined && <h2>{plain(title)}</h2>}
          {description !== undefined && <p class="hint">{plain(description)}</p>}
          {within.map(show)}
        </section>
      ))}
      {fields.length === 0 && <p class="muted">This action asks for nothing.</p>}
      {error !== undefined && (
        <p class="note error" role="alert">
          {plain(wordsOf(error))}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="primary" disabled={isBusy}>
          {isBusy ? 'Executing…' : plain(buttonText)}
        </button>
      </div>
    </form>
  );
}

function fieldForEntity(blueprint: string): Field {
  return fieldOf(ENTITY, { type: 'string', title: 'Entity', format: 'entity', blueprint }, true);
}

/** What an earlier run was given that the form does not show; of what was kept encrypted there is nothing to send. */
function hiddenOf({ properties }: UserInputs, shown: readonly Field[], given: JsonObject = {}): JsonObject {
  const isHidden = (name: string) =>
    !shown.some((field) => field.name === name) && properties[name]?.encryption === undefined;
  return Object.fromEntries(Object.entries(given).filter(([name]) => isHidden(name)));
}

/** The default, or what an earlier run was given; what was kept encrypted cannot be sent again. */
function firstDraft(field: Field, given: JsonObject | undefined): Draft {
  if (field.input.encryption !== undefined) return draftOf(field, undefined);
  return draftOf(field, given ? ownIn(given, field.name) : field.input.default);
}
