import { describe, expect, test } from 'vitest';
import { publishRelease } from '../../functions/publishing/publish-release.ts';
import { untilApproved } from '../fixtures/datasets.ts';
import { caseId, fileAt, world } from './a-publication.ts';

describe('an approval that is told three times', () => {
  test('is one publication: one event, the same files, each put once', async () => {
    const { services, site, eventOf, at, state } = await world(untilApproved);
    const put: string[] = [];
    const copyFrom: typeof site.copyFrom = async (source, key, headers) => {
      put.push(key);
      await site.copyFrom(source, key, headers);
    };
    const read = publishRelease({ ...services, site: { ...site, copyFrom } });
    const approved = await eventOf('ReleaseApproved');
    await read(approved, approved.id);
    const [file, releases] = [at(fileAt(1)), (await state())?.state.releases];
    expect(releases).toHaveLength(1);
    for (let times = 0; times < 2; times += 1) await read(approved, approved.id);
    expect(put.filter((key) => key === fileAt(1))).toHaveLength(1);
    expect(at(fileAt(1))?.bytes).toEqual(file?.bytes);
    expect((await state())?.state.releases).toEqual(releases);
    const told = (await services.store.eventsOf(caseId)).map(({ type }) => type);
    expect(told.filter((type) => type === 'ReleasePublished')).toHaveLength(1);
  });

  test('by two workers at once as well', async () => {
    const { services, eventOf, state } = await world(untilApproved);
    const approved = await eventOf('ReleaseApproved');
    const workers = [1, 2, 3].map(() => publishRelease(services)(approved, approved.id));
    await Promise.allSettled(workers);
    await publishRelease(services)(approved, approved.id);
    const told = (await services.store.eventsOf(caseId)).map(({ type }) => type);
    expect(told.filter((type) => type === 'ReleasePublished')).toHaveLength(1);
    expect((await state())?.state.releases).toHaveLength(1);
  });
});
