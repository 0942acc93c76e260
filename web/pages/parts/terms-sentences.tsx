import { textsOf, type Lang } from '../../texts.ts';
import type { Terms } from '../props.ts';

type Props = { terms: Terms; lang: Lang; cites: boolean; level: 2 | 3 };

/** The terms sentence by sentence, grouped by what they do to the reader. With `cites`, each shows where it stands in law. */
export const TermsSentences = ({ terms, lang, cites, level }: Props) => {
  const Heading = level === 2 ? 'h2' : 'h3';
  const t = textsOf(lang);
  const kinds = (['may', 'must', 'must-not', 'notice'] as const).filter((kind) =>
    terms.sentences.some((sentence) => sentence.kind === kind),
  );
  return (
    <div class="terms">
      {kinds.map((kind) => (
        <div key={kind} class={`terms-${kind}`}>
          <Heading>{t.dataset[`kind-${kind}`]}</Heading>
          <ul>
            {terms.sentences
              .filter((sentence) => sentence.kind === kind)
              .map((sentence) => (
                <li key={sentence.id}>
                  {sentence[lang]}
                  {cites && sentence.cites.length > 0 ? (
                    <small lang="vi">
                      {t.terms.basis}: {sentence.cites.join('; ')}
                    </small>
                  ) : null}
                </li>
              ))}
          </ul>
        </div>
      ))}
      {terms.basisNote ? (
        <p class="note" lang="vi">
          {terms.basisNote}
        </p>
      ) : null}
    </div>
  );
};
