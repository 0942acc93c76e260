import { displayBytes, displayNumber, showDay } from '../../display.ts';
import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import { fill } from '../../fill.ts';
import type { DatasetProps, Release, ReleasesProps, WithdrawnRelease } from '../props.ts';
import { TableChanges, type Changes } from './changes.tsx';

type TableProps = {
  page: Pick<ReleasesProps, 'lang' | 'releases' | 'withdrawn'> & { dataset: { slug: string } };
};

const headingOf = (number: number, { release }: Changes, lang: ReleasesProps['lang']): string =>
  fill(textsOf(lang).changes.heading, { number, release });

type RowProps<One> = { release: One; dataset: { slug: string }; lang: ReleasesProps['lang'] };

const Row = ({ release, dataset, lang, isLatest }: RowProps<Release> & { isLatest: boolean }) => {
  const t = textsOf(lang).dataset;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span class="stack-label">{t.release} </span>
        {release.number}
        {isLatest ? <span class="chip ok">{t.latest}</span> : null}
      </th>
      <td role="cell" data-label={t.publishedOn}>
        {showDay(release.publishedOn, lang)}
      </td>
      <td role="cell" data-label={t.rows} class="number">
        {release.rows === undefined ? '–' : displayNumber(release.rows, lang)}
      </td>
      <td role="cell" data-label={t.files} class="wide">
        <ul class="inline">
          {release.files.map((file) => (
            <li key={file.name}>
              <a href={paths.releaseFile(dataset.slug, release.number, file.name)} download={file.name}>
                {file.name}
              </a>{' '}
              <small>{displayBytes(file.bytes, lang)}</small>
            </li>
          ))}
        </ul>
        {release.notes ? <p lang="vi">{release.notes}</p> : null}
      </td>
    </tr>
  );
};

/** The line of a release that was taken back stays, so that nobody wonders about the number. */
const WithdrawnRow = ({ release, lang }: Omit<RowProps<WithdrawnRelease>, 'dataset'>) => {
  const t = textsOf(lang).dataset;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span class="stack-label">{t.release} </span>
        {release.number}
        <span class="chip warn">{t.withdrawn}</span>
      </th>
      <td role="cell" data-label={t.publishedOn}>
        {showDay(release.publishedOn, lang)}
      </td>
      <td role="cell" data-label={t.rows} class="number">
        –
      </td>
      <td role="cell" data-label={t.files} class="wide">
        {fill(t.withdrawnOn, { day: showDay(release.withdrawnOn, lang) })}{' '}
        <span lang="vi">{release.reason}</span>
      </td>
    </tr>
  );
};

/** Releases newest first, with their files at their unchanging addresses. */
export const ReleasesTable = ({ page }: TableProps) => {
  const { dataset, lang, releases, withdrawn } = page;
  const t = textsOf(lang).dataset;
  const latest = Math.max(...releases.map(({ number }) => number));
  const byAge = releases.toSorted((a, b) => b.number - a.number);
  const rows = [...releases, ...withdrawn].toSorted((a, b) => b.number - a.number);
  return (
    <>
      <table class="plain stack" role="table">
        <caption>{t.releasesCaption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {t.release}
            </th>
            <th role="columnheader" scope="col">
              {t.publishedOn}
            </th>
            <th role="columnheader" scope="col" class="number">
              {t.rows}
            </th>
            <th role="columnheader" scope="col">
              {t.files}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((release) =>
            'reason' in release ? (
              <WithdrawnRow key={release.number} release={release} lang={lang} />
            ) : (
              <Row
                key={release.number}
                release={release}
                dataset={dataset}
                lang={lang}
                isLatest={release.number === latest}
              />
            ),
          )}
        </tbody>
      </table>
      {byAge.map(({ number, changes }) =>
        changes ? (
          <section class="changes" aria-label={headingOf(number, changes, lang)} key={number}>
            <h3>{headingOf(number, changes, lang)}</h3>
            <TableChanges
              changes={changes}
              texts={textsOf(lang).changes}
              lang={lang}
              withSamples={number === latest}
            />
          </section>
        ) : null,
      )}
    </>
  );
};

/** The newest releases, and where the others are. */
export const Releases = ({ page }: { page: DatasetProps }) => {
  const { dataset, lang, releases, withdrawn, releaseTotal } = page;
  const t = textsOf(lang).dataset;
  return (
    <section id="releases">
      <h2>{t.releases}</h2>
      <ReleasesTable page={page} />
      {releaseTotal > releases.length + withdrawn.length ? (
        <p>
          <a href={paths.releases(lang, dataset.slug)}>
            {fill(t.allReleases, { n: displayNumber(releaseTotal, lang) })}
          </a>
        </p>
      ) : null}
    </section>
  );
};
