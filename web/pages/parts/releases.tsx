import { displayBytes, displayNumber, showDay } from '../../display.ts';
import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import { fill } from '../../fill.ts';
import type { DatasetProps, ReleasesProps } from '../props.ts';
import { TableChanges, type Changes } from './changes.tsx';

type TableProps = { page: Pick<ReleasesProps, 'lang' | 'releases'> & { dataset: { slug: string } } };

const headingOf = (number: number, { release }: Changes, lang: ReleasesProps['lang']): string =>
  fill(textsOf(lang).changes.heading, { number, release });

/** Releases newest first, with their files at their unchanging addresses. */
export const ReleasesTable = ({ page }: TableProps) => {
  const { dataset, lang, releases } = page;
  const t = textsOf(lang).dataset;
  const latest = Math.max(...releases.map(({ number }) => number));
  const byAge = releases.toSorted((a, b) => b.number - a.number);
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
          {byAge.map((release) => (
            <tr role="row" key={release.number}>
              <th role="rowheader" scope="row">
                <span class="stack-label">{t.release} </span>
                {release.number}
                {release.number === latest ? <span class="chip ok">{t.latest}</span> : null}
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
                      <a
                        href={paths.releaseFile(dataset.slug, release.number, file.name)}
                        download={file.name}
                      >
                        {file.name}
                      </a>{' '}
                      <small>{displayBytes(file.bytes, lang)}</small>
                    </li>
                  ))}
                </ul>
                {release.notes ? <p lang="vi">{release.notes}</p> : null}
              </td>
            </tr>
          ))}
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
  const { dataset, lang, releases, releaseTotal } = page;
  const t = textsOf(lang).dataset;
  return (
    <section id="releases">
      <h2>{t.releases}</h2>
      <ReleasesTable page={page} />
      {releaseTotal > releases.length ? (
        <p>
          <a href={paths.releases(lang, dataset.slug)}>
            {fill(t.allReleases, { n: displayNumber(releaseTotal, lang) })}
          </a>
        </p>
      ) : null}
    </section>
  );
};
