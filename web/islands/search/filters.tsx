import { useState } from 'preact/hooks';
import { displayNumber } from '../../display.ts';
import type { Lang } from '../../texts.ts';
import type { FacetName, FacetValue, Query, SearchTexts } from './model.ts';

export type FiltersProps = {
  lang: Lang;
  texts: SearchTexts;
  facets: Readonly<Record<FacetName, readonly FacetValue[]>>;
  query: Query;
  onChange: (change: Partial<Query>) => void;
};

/** The chosen value stays in the list even when nothing matches it, so that it can be taken away again. */
const withChosen = (values: readonly FacetValue[], chosen: string): readonly FacetValue[] =>
  chosen === '' || values.some(({ value }) => value === chosen)
    ? values
    : [...values, { value: chosen, label: chosen, count: 0 }];

const Choices = ({ name, label, ...props }: FiltersProps & { name: FacetName; label: string }) => (
  <fieldset>
    <legend>{label}</legend>
    {[
      { value: '', label: props.texts.all, count: undefined },
      ...withChosen(props.facets[name], props.query[name]),
    ].map(({ value, label: text, count }) => (
      <label class="choice" key={value}>
        <input
          type="radio"
          name={name}
          value={value}
          checked={props.query[name] === value}
          onChange={() => props.onChange({ [name]: value })}
        />
        <span>{text}</span>
        {count === undefined ? null : <span class="count">{displayNumber(count, props.lang)}</span>}
      </label>
    ))}
  </fieldset>
);

/** Topic, format and agency with their counts. On a narrow screen they open on demand. */
export const Filters = (props: FiltersProps) => {
  const { texts: t, query } = props;
  const [open, setOpen] = useState(false);
  const chosen = [query.topic, query.format, query.agency].filter((value) => value !== '').length;
  return (
    <div class="filters" data-open={open}>
      <button
        type="button"
        class="filters-toggle quiet"
        aria-expanded={open}
        aria-controls="filters-body"
        onClick={() => setOpen(!open)}
      >
        {t.filters}
        {chosen > 0 ? ` (${chosen})` : ''}
      </button>
      <div id="filters-body" class="filters-body">
        <Choices {...props} name="topic" label={t.topic} />
        <Choices {...props} name="format" label={t.format} />
        <div class="field">
          <label for="agency-filter">{t.agency}</label>
          <select
            id="agency-filter"
            name="agency"
            value={query.agency}
            onChange={(event) => props.onChange({ agency: event.currentTarget.value })}
          >
            <option value="">{t.all}</option>
            {withChosen(props.facets.agency, query.agency).map(({ value, label, count }) => (
              <option key={value} value={value}>
                {label} ({displayNumber(count, props.lang)})
              </option>
            ))}
          </select>
        </div>
        {chosen > 0 ? (
          <button
            type="button"
            class="quiet"
            onClick={() => props.onChange({ topic: '', agency: '', format: '' })}
          >
            {t.clear}
          </button>
        ) : null}
      </div>
    </div>
  );
};
