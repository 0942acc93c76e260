import { displayBytes, displayNumber, showDay } from '../../display.ts';
import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps } from '../props.ts';
import { latestOf } from '../schema-org.ts';

/** Every release, newest first, with its files at their unchanging addresses. */
export const Releases = ({ page }: { page: DatasetProps }) => {
  const { dataset, lang, releases } = page;
  const t = textsOf(lang).dataset;
  const latest = latestOf(releases).number;
  return (
    <section id="releases">
      <h2>{t.releases}</h2>
      <table class="plain">
        <caption>{t.releasesCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.release}</th>
            <th scope="col">{t.publishedOn}</th>
            <th scope="col" class="number">
              {t.rows}
            </th>
            <th scope="col">{t.files}</th>
          </tr>
        </thead>
        <tbody>
          {[...releases]
            .sort((a, b) => b.number - a.number)
            .map((release) => (
              <tr key={release.number}>
                <th scope="row">
                  {release.number}
                  {release.number === latest ? <span class="chip ok">{t.latest}</span> : null}
                </th>
                <td>{showDay(release.publishedOn, lang)}</td>
                <td class="number">{release.rows === undefined ? '–' : displayNumber(release.rows, lang)}</td>
                <td>
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
    </section>
  );
};
