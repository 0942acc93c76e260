import { describe, expect, test } from 'vitest';
import {
  follow,
  holdsLink,
  isNewsFor,
  refIn,
  stop,
} from '../../../shared/capabilities/publishing/follows/decide.ts';
import {
  linkOf,
  MOST_FOLLOWS,
  type Follower,
} from '../../../shared/capabilities/publishing/follows/model.ts';
import { addSeconds, instant } from '../../../shared/kernel/local-date.ts';
import { aDatasetId, theContact, theFocalOfficer } from '../../fixtures/datasets.ts';

const at = instant(Date.parse('2025-06-16T02:00:00.000Z'));
const [medicines, buses] = [aDatasetId('thuốc'), aDatasetId('xe buýt')];
const asked = { dataset: medicines, at, email: 'ban@example.vn', ref: theContact, secret: 'bí mật' };
const following = (...datasets: (typeof medicines)[]): Follower => ({
  ref: theContact,
  email: 'ban@example.vn',
  secret: 'bí mật',
  follows: datasets.map((dataset) => ({ dataset, since: at })),
});

describe('following', () => {
  test('given nobody, when somebody follows, then a person with one dataset is kept', () => {
    expect(follow(asked, undefined)).toEqual(following(medicines));
  });

  test('given a person, when they follow another, then reference, address and secret stay as they were', () => {
    const later = { ...asked, dataset: buses, ref: theFocalOfficer, secret: 'khác', email: 'BAN@example.vn' };
    expect(follow(later, following(medicines))).toEqual(following(medicines, buses));
  });

  test('given a dataset they follow, when they follow it again, then nothing changes', () => {
    const before = following(medicines);
    expect(follow({ ...asked, at: addSeconds(at, 60) }, before)).toBe(before);
  });

  test('given as many as there may be, when they follow one more, then it is refused, and one they have is not', () => {
    const full = following(...Array.from({ length: MOST_FOLLOWS }, (_, i) => aDatasetId(String(i))));
    expect(follow(asked, full)).toEqual({ refused: 'follow-limit', facts: { limit: MOST_FOLLOWS } });
    expect(follow({ ...asked, dataset: aDatasetId('0') }, full)).toBe(full);
  });
});

describe('stopping', () => {
  test('given two, when one is stopped, then the other stays', () => {
    expect(stop(medicines, following(medicines, buses))).toEqual(following(buses));
  });
  test('given the last, when it is stopped, then the person is forgotten', () => {
    expect(stop(medicines, following(medicines))).toBeUndefined();
  });
  test('given any, when all are stopped, then the person is forgotten', () => {
    expect(stop(undefined, following(medicines, buses))).toBeUndefined();
  });
  test('given one, when another is stopped, then nothing changes', () => {
    expect(stop(buses, following(medicines))).toEqual(following(medicines));
  });
});

describe('the private link', () => {
  const person = following(medicines);
  test('leads to its person and is held by whoever has all of it', () => {
    expect(refIn(linkOf(person))).toBe(theContact);
    expect(holdsLink(linkOf(person), person)).toBe(true);
  });
  test.each([`${theContact}.`, theContact, `${theContact}.bí mậ`, `${theContact}.bí mật.`, '.bí mật', 'x'])(
    'is not %s',
    (link) => expect(holdsLink(link, person)).toBe(false),
  );
  test('of another shape leads to nobody', () => {
    for (const link of ['', '.', 'x.y', `${theContact}x.bí mật`]) expect(refIn(link)).toBeUndefined();
  });
});

describe('news', () => {
  const since = at;
  test.each([
    ['after the following began', addSeconds(at, 1), 5, 0, true],
    ['at that very moment or before it', at, 5, 0, false],
    ['told already', addSeconds(at, 1), 5, 5, false],
    ['older than what was told already', addSeconds(at, 1), 5, 6, false],
    ['newer than what was told', addSeconds(at, 1), 6, 5, true],
  ])('given what happened %s, then it is news: %#', (_, when, version, toldVersion, expected) => {
    expect(isNewsFor({ at: when, version }, { since, toldVersion })).toBe(expected);
  });
});
