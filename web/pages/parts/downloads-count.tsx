import { displayNumber, showDay, showMonth } from '../../display.ts';
import { fill } from '../../fill.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps, DownloadCounts } from '../props.ts';

const Months = ({ counts, page: { lang } }: { counts: DownloadCounts; page: DatasetProps }) => {
  const t = textsOf(lang).downloadsCount;
  return (
    <table class="plain">
      <caption>{t.months}</caption>
      <thead>
        <tr>
          <th scope="col">{t.month}</th>
          <th scope="col" class="number">
            {t.title}
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.months.map(({ month, count }) => (
          <tr key={month}>
            <th scope="row">{showMonth(month, lang)}</th>
            <td class="number">{displayNumber(count, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** How often the files were downloaded, until when it was counted, and what the number does not say. */
export const DownloadsCount = ({ page }: { page: DatasetProps }) => {
  const { downloads: counts, lang } = page;
  const t = textsOf(lang).downloadsCount;
  return (
    <section id="downloads-count">
      <h2>{t.title}</h2>
      {counts ? (
        <>
          <p class="big">{displayNumber(counts.total, lang)}</p>
          <p>
            <time datetime={counts.countedThrough}>
              {fill(t.countedThrough, { day: showDay(counts.countedThrough, lang) })}
            </time>
          </p>
          <details>
            <summary>{t.byMonth}</summary>
            <Months counts={counts} page={page} />
          </details>
        </>
      ) : (
        <p>{t.none}</p>
      )}
      <p class="hint">{t.how}</p>
    </section>
  );
};
