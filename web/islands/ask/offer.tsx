import { displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import type { Lang } from '../../texts.ts';
import { questionsOf } from './offers.ts';
import type { AskTexts } from './seed.ts';
import { useSearch } from './use-search.ts';

const SHOWN = 3;

/** What is open already and matches what somebody is writing. It offers; it never stands in the way. */
export const Offer = ({ text, lang, texts }: { text: string; lang: Lang; texts: AskTexts }) => {
  const answer = useSearch(questionsOf(text, texts.offerLeaveOut.split(',')));
  const found = answer && answer.total > 0 ? answer : undefined;
  return (
    <div class="offer" aria-live="polite">
      {found ? (
        <div class="suggestions">
          <p>{fill(texts.offer, { n: displayNumber(found.total, lang) })}</p>
          <ul>
            {found.items.slice(0, SHOWN).map(({ slug, title, agency }) => (
              <li key={slug}>
                <a lang="vi" href={paths.dataset(lang, slug)} target="_blank" rel="noopener">
                  {title}{' '}
                  <small>
                    {agency.name} <span lang={lang}>({texts.newTab})</span>
                  </small>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
};
