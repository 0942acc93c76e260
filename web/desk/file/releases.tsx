import type { DatasetFile } from '../../../shared/contract/publishing.ts';
import { displayNumber } from '../../display.ts';
import { paths } from '../../paths.ts';
import { dayWords } from '../parts/time-words.ts';

/** What has been published so far, newest first. */
export const ReleasesPanel = ({ file }: { file: DatasetFile }) =>
  file.releases.length === 0 ? null : (
    <section class="panel">
      <h2>Các bản đã công bố</h2>
      <ul class="plain-list">
        {file.releases.toReversed().map((release) => (
          <li key={release.number}>
            <strong>Bản {release.number}</strong>, ngày {dayWords(release.publishedOn)}
            {release.rows === undefined ? '' : `, ${displayNumber(release.rows, 'vi')} dòng`}
            {file.status === 'withdrawn' ? null : (
              <>
                :{' '}
                {release.files.map((published, index) => (
                  <span key={published.name}>
                    {index > 0 ? ', ' : ''}
                    <a href={paths.releaseFile(file.slug, release.number, published.name)}>
                      {published.name}
                    </a>
                  </span>
                ))}
              </>
            )}
          </li>
        ))}
      </ul>
      {file.releaseTotal > file.releases.length && file.status !== 'withdrawn' ? (
        <p>
          <a href={paths.releases('vi', file.slug)}>
            Xem tất cả {displayNumber(file.releaseTotal, 'vi')} bản trên trang công khai
          </a>
        </p>
      ) : null}
    </section>
  );
