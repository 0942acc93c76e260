import { textsOf, type Lang } from '../../texts.ts';
import type { Terms } from '../props.ts';

/** The terms sentence by sentence, grouped by what they do to the reader. With `cites`, each shows where it stands in law. */
export const TermsSentences = ({ terms, lang, cites }: { terms: Terms; lang: Lang; cites: boolean }) => {
  const t = textsOf(lang);
  const kinds = (['may', 'must', 'must-not', 'notice'] as const).filter((kind) =>
    terms.sentences.some((sentence) => sentence.kind === kind),
  );
  return (
    <div class="terms">
      {kinds.map((kind) => (
        <div key={kind} class={`terms-${kind}`}>
          <h3>{t.dataset[`kind-${kind}`]}</h3>
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
