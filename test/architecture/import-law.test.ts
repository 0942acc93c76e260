import { describe, expect, it } from 'vitest';
import { offence, roomOf } from './import-law.ts';
import { edgesOf, readSources } from './read-imports.ts';

const sources = readSources();
const edges = sources.flatMap(edgesOf);

describe('the import law', () => {
  it('has read the house: a law over nothing is kept by everybody', () => {
    expect(sources.length).toBeGreaterThan(400);
    expect(edges.length).toBeGreaterThan(2000);
    const rooms = new Set(sources.map(({ path }) => roomOf(path)));
    for (const room of [
      'kernel',
      'regulation',
      'events',
      'contract',
      'tabular',
      'capabilities',
      'capabilities/publishing',
      'capabilities/duties',
      'capabilities/registry',
      'adapters',
      'functions/_entry',
      'functions/publishing',
      'functions/ledger',
      'infra',
      'web',
      'local',
    ])
      expect(rooms, `sources in ${room}`).toContain(room);
  });

  it('is kept by every import', () => {
    expect(edges.flatMap((edge) => offence(edge) ?? [])).toEqual([]);
  });

  it('catches a planted import, however it is written', () => {
    const decide = 'shared/capabilities/publishing/decide.ts';
    const ways = [
      `import { S3Client } from '@aws-sdk/client-s3';`,
      `import type { S3Client } from '@aws-sdk/client-s3';`,
      `import '@aws-sdk/client-s3';`,
      `export { S3Client } from '@aws-sdk/client-s3';`,
      `export * from '@aws-sdk/client-s3';`,
      `const { S3Client } = await import('@aws-sdk/client-s3');`,
      `type Client = import('@aws-sdk/client-s3').S3Client;`,
      `import { S3Client }\n  from\n  "@aws-sdk/client-s3";`,
    ];
    for (const text of ways)
      expect(edgesOf({ path: decide, text }).map(offence), text).toEqual([`${decide} → @aws-sdk/client-s3`]);
  });

  it.each([
    ['shared/kernel/ids.ts', '../regulation/rulebook.ts'],
    ['shared/regulation/deadline.ts', '../contract/problems.ts'],
    ['shared/contract/duties.ts', '../capabilities/duties/model.ts'],
    ['shared/contract/duties.ts', '../../events/duties.ts'],
    ['events/duties.ts', '../shared/contract/duties.ts'],
    ['shared/capabilities/duties/decide.ts', '../publishing/model.ts'],
    ['shared/capabilities/duties/decide.ts', '../../adapters/cursor.ts'],
    ['shared/capabilities/duties/decide.ts', 'node:crypto'],
    ['shared/capabilities/change-case.ts', './publishing/model.ts'],
    ['shared/adapters/cursor.ts', '../../functions/_entry/request.ts'],
    ['shared/adapters/cursor.ts', '../contract/problems.ts'],
    ['shared/adapters/ledger-audit.ts', '../capabilities/publishing/decide.ts'],
    ['shared/adapters/memory/views.ts', '@aws-sdk/lib-dynamodb'],
    ['functions/_entry/http.ts', '../../shared/adapters/dynamodb/case-store.ts'],
    ['functions/_entry/http.ts', '../publishing/services.ts'],
    ['functions/duties/services.ts', '../publishing/services.ts'],
    ['functions/duties/react-to-events.ts', '../../shared/capabilities/publishing/decide.ts'],
    ['functions/duties/services.ts', '../../infra/app.ts'],
    ['functions/publishing/services.ts', '../../web/desk/main.tsx'],
    ['infra/app.ts', '../functions/ledger/seal-ledger.ts'],
    ['infra/app.ts', '../shared/adapters/cursor.ts'],
    ['web/desk/main.tsx', '../../shared/capabilities/publishing/model.ts'],
    ['web/desk/main.tsx', '../../functions/publishing/services.ts'],
    ['local/start.ts', '../shared/capabilities/publishing/decide.ts'],
    ['shared/kernel/ids.ts', '../../test/fixtures/datasets.ts'],
    ['shared/kernel/ids.ts', '../../package.json'],
    ['elsewhere/ids.ts', '../shared/kernel/ids.ts'],
  ])('lets %s not import %s', (path, imported) => {
    const planted = edgesOf({ path, text: `import type { X } from '${imported}';` });
    expect(planted).toHaveLength(1);
    expect(planted.flatMap((edge) => offence(edge) ?? [])).toHaveLength(1);
  });

  it.each([
    ['shared/kernel/dataset.ts', './local-date.ts'],
    ['shared/capabilities/duties/cycles.ts', '../../regulation/deadline.ts'],
    ['shared/adapters/memory/case-store.ts', '../../capabilities/case-store.ts'],
    ['functions/duties/react-to-events.ts', '../../shared/capabilities/publishing/model.ts'],
    ['functions/_entry/http.ts', '../../shared/adapters/cursor.ts'],
    ['functions/publishing/render-page.ts', '../../web/pages/index.ts'],
    ['web/desk/main.tsx', '../../shared/contract/client.ts'],
    ['infra/capabilities/ledger.ts', '../../events/subscriptions.ts'],
  ])('lets %s import %s', (path, imported) => {
    const planned = edgesOf({ path, text: `import { x } from '${imported}';` });
    expect(planned.flatMap((edge) => offence(edge) ?? [])).toEqual([]);
  });
});
