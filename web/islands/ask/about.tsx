import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import type { Lang } from '../../texts.ts';
import { get } from '../api.ts';
import { Field, type Filling } from './field.tsx';
import type { About } from './model.ts';
import { useSearch } from './use-search.ts';

const SHOWN = 5;

const isAbout = (value: unknown): value is About =>
  typeof value === 'object' && value !== null && 'id' in value && 'title' in value && 'agency' in value;

/** The dataset at an address, as the form needs it. */
export const loadAbout = async (slug: string): Promise<About> => {
  const found = await get(`/datasets/${encodeURIComponent(slug)}`);
  if (!isAbout(found)) throw new Error('the dataset came in another shape');
  const { id, title, agency } = found;
  return { id, slug, title, agency };
};

const Search = ({
  filling: { texts, wrong },
  isOptional,
  onChoose,
}: {
  filling: Filling;
  isOptional: boolean;
  onChoose: (slug: string) => void;
}) => {
  const [typed, setTyped] = useState('');
  const answer = useSearch(typed.trim().length < 2 ? [] : [typed.trim()]);
  return (
    <>
      <Field
        name="about"
        label={texts.about}
        hint={texts.aboutHint}
        optional={isOptional ? texts.optional : undefined}
        wrong={wrong['about']}
      >
        {(attributes) => (
          <input
            {...attributes}
            type="search"
            autocomplete="off"
            maxlength={200}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <div aria-live="polite">
        {answer?.total === 0 ? <p>{texts.aboutNone}</p> : null}
        {answer && answer.total > 0 ? (
          <ul class="about-found">
            {answer.items.slice(0, SHOWN).map(({ slug, title, agency }) => (
              <li key={slug} lang="vi">
                <button
                  type="button"
                  class="quiet"
                  aria-label={fill(texts.aboutChoose, { title })}
                  onClick={() => onChoose(slug)}
                >
                  {title} <small>{agency.name}</small>
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </>
  );
};

/** Which dataset it is about: shown by its title, or looked for and chosen. Its agency becomes the one that is asked. */
export const AboutField = ({
  filling,
  lang,
  isOptional,
  lost,
}: {
  filling: Filling;
  lang: Lang;
  isOptional: boolean;
  lost: boolean;
}) => {
  const { draft, change, texts } = filling;
  const [isLost, setLost] = useState(lost);
  useEffect(() => setLost(lost), [lost]);
  const choose = (slug: string): void =>
    void loadAbout(slug).then(
      (about) => {
        setLost(false);
        change({ about, agency: about.agency.code });
      },
      () => setLost(true),
    );
  if (draft.about)
    return (
      <div class="field about">
        <p>
          {texts.aboutChosen}{' '}
          <a lang="vi" href={paths.dataset(lang, draft.about.slug)} target="_blank" rel="noopener">
            {draft.about.title}
          </a>
        </p>
        <button type="button" class="quiet" onClick={() => change({ about: undefined })}>
          {texts.aboutChange}
        </button>
      </div>
    );
  return (
    <>
      {isLost ? <p role="alert">{texts.aboutLost}</p> : null}
      <Search filling={filling} isOptional={isOptional} onChoose={choose} />
    </>
  );
};
