import { describe, expect, it } from 'vitest';
import { judgeGrants } from '../journeys/driver/unused-grants.ts';

const read = { function: 'publishing', action: 's3:GetObject', resource: 'arn:aws:s3:::files/*' };
const list = { function: 'publishing', action: 's3:ListBucket', resource: 'arn:aws:s3:::files' };
const because = { ...read, resource: 'files/*', reason: 'Only a broken upload is read.' };

describe('the report of grants never used', () => {
  it('given a grant that one suite used, does not call it unused', () => {
    const reports = [
      { unused: [read, list], used: [] },
      { unused: [list], used: [read] },
    ];
    expect(judgeGrants(reports, []).unused).toEqual([list]);
  });

  it('given a grant no suite used, wants a reason', () => {
    const reports = [{ unused: [read], used: [] }];
    expect(judgeGrants(reports, []).unreasoned).toEqual(['publishing: s3:GetObject on arn:aws:s3:::files/*']);
    expect(judgeGrants(reports, [because])).toMatchObject({ unreasoned: [], stale: [] });
  });

  it('given a reason for a grant that is used, says that the reason is stale', () => {
    expect(judgeGrants([{ unused: [], used: [read] }], [because]).stale).toHaveLength(1);
  });

  it('given no suite at all, fails instead of finding nothing', () => {
    expect(() => judgeGrants([], [])).toThrow('No suite');
  });
});
