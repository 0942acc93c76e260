import { displayBytes, displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps, Release } from '../props.ts';
import { CopyButton } from './copy-button.tsx';

type File = Release['files'][number];

const extensionOf = (file: File): string => (file.name.split('.').at(-1) ?? '').toUpperCase();

/** A workbook is offered without what it says about people, so it is not quite what was sent. */
const roleOf = ({ role, mediaType }: File) =>
  role === 'original' && mediaType.endsWith('spreadsheetml.sheet') ? 'original-stripped' : role;

const FileRow = ({ file, page, release }: { file: File; page: DatasetProps; release: Release }) => {
  const { lang, site, dataset } = page;
  const texts = textsOf(lang);
  const t = texts.dataset;
  const size = displayBytes(file.bytes, lang);
  const latest = paths.latestFile(dataset.slug, file.name);
  const numbered = paths.releaseFile(dataset.slug, release.number, file.name);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span class="file-name">{file.name}</span>
        <span class="file-role">{t[`role-${roleOf(file)}`]}</span>
      </th>
      <td role="cell" data-label={t.format}>
        <span class="chip format">{extensionOf(file)}</span>
      </td>
      <td role="cell" data-label={t.size} class="number">
        {size}
      </td>
      <td role="cell" data-label={t.rows} class="number">
        {file.rows === undefined ? '–' : displayNumber(file.rows, lang)}
      </td>
      <td role="cell" data-label={t.checksum}>
        <span class="with-copy">
          <code title={file.sha256}>{file.sha256.slice(0, 10)}…</code>
          <CopyButton
            text={file.sha256}
            label={fill(t.copyChecksum, { name: file.name })}
            short={texts.site.copy}
            done={texts.site.copied}
          />
        </span>
      </td>
      <td role="cell" data-label={t.links}>
        <span class="with-copy">
          <a href={latest}>{t.latestLink}</a>
          <CopyButton
            text={site.url + latest}
            label={fill(t.copyLatest, { name: file.name })}
            short={texts.site.copy}
            done={texts.site.copied}
          />
        </span>
      </td>
      <td role="cell" class="get">
        <a
          class="button"
          href={numbered}
          download={file.name}
          aria-label={fill(t.getFile, { name: file.name, size })}
        >
          {t.get}
        </a>
      </td>
    </tr>
  );
};

/** The files of the newest release, each with its stable and its numbered address. */
export const Downloads = ({ page, release }: { page: DatasetProps; release: Release }) => {
  const t = textsOf(page.lang).dataset;
  const heads = [t.file, t.format, t.size, t.rows, t.checksum, t.links, t.get];
  return (
    <section id="downloads">
      <h2>{t.downloads}</h2>
      <table class="files stack" role="table">
        <caption>{fill(t.downloadsCaption, { n: release.number })}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {heads.map((head, index) => (
              <th
                role="columnheader"
                scope="col"
                key={head}
                class={index === 2 || index === 3 ? 'number' : undefined}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {release.files.map((file) => (
            <FileRow key={file.name} file={file} page={page} release={release} />
          ))}
        </tbody>
      </table>
      {page.neutralised === undefined ? null : (
        <p class="hint">{fill(t.neutralised, { n: displayNumber(page.neutralised, page.lang) })}</p>
      )}
    </section>
  );
};
