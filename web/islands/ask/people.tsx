import { useRef, useState } from 'preact/hooks';
import { fill } from '../../fill.ts';
import { Field, type Filling } from './field.tsx';
import { nobody, type Person } from './model.ts';

const MOST_PEOPLE = 500;

/** The list of those an organisation asks for, a row each. */
export const PeopleRows = ({ draft, change, wrong, texts }: Filling) => {
  const [said, setSaid] = useState('');
  const add = useRef<HTMLButtonElement>(null);
  const { people } = draft;
  const set = (at: number, more: Partial<Person>): void =>
    change({ people: people.map((person, i) => (i === at ? { ...person, ...more } : person)) });
  const remove = (at: number): void => {
    change({ people: people.filter((_, i) => i !== at) });
    setSaid(fill(texts.personRemoved, { n: people.length - 1 }));
    add.current?.focus();
  };
  const line = (i: number, key: keyof Person, label: string, most: number) => (
    <Field name={`people.${i}.${key}`} label={label} wrong={wrong[`people.${i}.${key}`]}>
      {(attributes) => (
        <input
          {...attributes}
          value={people[i]?.[key] ?? ''}
          maxlength={most}
          onInput={(event) => set(i, { [key]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <fieldset class="people">
      <legend>{texts.people}</legend>
      {people.map((_, i) => (
        <fieldset class="person" key={i}>
          <legend>{fill(texts.person, { n: i + 1 })}</legend>
          {line(i, 'name', texts.name, 200)}
          {line(i, 'idNumber', texts.idNumber, 30)}
          {line(i, 'reason', texts.reason, 1000)}
          {people.length > 1 ? (
            <button type="button" class="quiet" onClick={() => remove(i)}>
              {fill(texts.removePerson, { n: i + 1 })}
            </button>
          ) : null}
        </fieldset>
      ))}
      <button
        type="button"
        class="quiet"
        ref={add}
        disabled={people.length >= MOST_PEOPLE}
        onClick={() => {
          change({ people: [...people, nobody] });
          setSaid(fill(texts.personAdded, { n: people.length + 1 }));
        }}
      >
        {texts.addPerson}
      </button>
      <p role="status" class="hint">
        {said}
      </p>
    </fieldset>
  );
};
