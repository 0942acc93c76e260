import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps, Release } from '../props.ts';
import { CopyButton } from './copy-button.tsx';

type Example = { name: string; code: string };

/** Calls that work as they stand: every address is that of a file this release really has. */
export const examplesOf = ({ site, dataset, lang }: DatasetProps, release: Release): Example[] => {
  const addressOf = (role: Release['files'][number]['role']): string | undefined => {
    const file = release.files.find((candidate) => candidate.role === role);
    return file && site.url + paths.latestFile(dataset.slug, file.name);
  };
  const csv = addressOf('clean-csv');
  const json = addressOf('json') ?? addressOf('geojson');
  const parquet = addressOf('parquet');
  const first = release.files[0];
  const any = csv ?? json ?? (first && site.url + paths.latestFile(dataset.slug, first.name));
  return [
    ...(any ? [{ name: 'curl', code: `curl -L -O '${any}'` }] : []),
    ...(csv
      ? [{ name: 'Python', code: `import pandas as pd\n\ndf = pd.read_csv('${csv}', dtype=str)` }]
      : []),
    ...(csv
      ? [{ name: 'R', code: `d <- read.csv('${csv}', colClasses = 'character', encoding = 'UTF-8')` }]
      : []),
    ...(json ? [{ name: 'JavaScript', code: `const data = await (await fetch('${json}')).json();` }] : []),
    ...(parquet ? [{ name: 'DuckDB', code: `SELECT * FROM read_parquet('${parquet}') LIMIT 100;` }] : []),
    ...(parquet
      ? [
          {
            name: textsOf(lang).developers.rows,
            code: `curl '${site.url}${paths.api}/datasets/${encodeURIComponent(dataset.slug)}/rows?limit=10'`,
          },
        ]
      : []),
    {
      name: textsOf(lang).dataset.apiMetadata,
      code: `curl '${site.url}${paths.api}/datasets/${encodeURIComponent(dataset.slug)}'`,
    },
  ];
};

export const ApiExamples = ({ page, release }: { page: DatasetProps; release: Release }) => {
  const texts = textsOf(page.lang);
  const t = texts.dataset;
  return (
    <section id="api">
      <h2>{t.api}</h2>
      <p>
        {t.apiLead} <a href={paths.developers(page.lang)}>{t.apiMore}</a>
      </p>
      {examplesOf(page, release).map(({ name, code }, index) => (
        <details class="example" key={name} open={index === 0}>
          <summary>{name}</summary>
          <div class="code">
            <pre tabindex={0}>
              <code>{code}</code>
            </pre>
            <CopyButton
              text={code}
              label={fill(t.apiCopy, { name })}
              short={texts.site.copy}
              done={texts.site.copied}
            />
          </div>
        </details>
      ))}
    </section>
  );
};
