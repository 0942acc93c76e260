import { describe, expect, test } from 'vitest';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { placeInLaw } from '../fixtures/place-in-law.ts';

/**
 * Where each limit stands in the law, written down a second time by somebody who read the articles and not the rulebook:
 * instrument, article, clause, point. A row is one stretch of days on which the limit is known.
 */
const places: readonly (readonly [code: string, rule: string, from: string, cites: readonly string[]])[] = [
  ['D1', 'service-description', '2020-05-25', ['nd-47-2020 25(1)']],
  ['D2', 'service-description-change', '2020-05-25', ['nd-47-2020 25(2)']],
  ['D3', 'connection-request', '2020-05-25', ['nd-47-2020 35(3)']],
  ['D3', 'connection-request', '2025-08-19', ['nd-47-2020 35(3)', 'nd-194-2025 40(3)']],
  ['D4', 'dispute-answer', '2020-05-25', ['nd-47-2020 49(1)']],
  ['D5', 'dispute-solution', '2020-05-25', ['nd-47-2020 49(2)']],
  ['D6', 'dispute-decision', '2020-05-25', ['nd-47-2020 49(3)']],
  ['D7', 'suspension-notice', '2020-05-25', ['nd-47-2020 43(3)']],
  ['D7', 'online-information-suspension-notice', '2026-07-01', ['nd-224-2026 13']],
  ['D8', 'user-suspension-notice', '2020-05-25', ['nd-47-2020 43(5)']],
  ['D9', 'outage-notice', '2020-05-25', ['nd-47-2020 43(4)']],
  ['D10', 'open-data-review', '2021-08-16', ['nd-47-2020 20(3)', 'qd-10-2021 6(3)']],
  ['D11', 'open-data-update', '2021-08-16', ['nd-47-2020 20(3)', 'qd-10-2021 6(3)']],
  ['D12', 'shared-list-review', '2020-05-25', ['nd-47-2020 34(2)']],
  ['D13', 'self-assessment-report', '2021-08-16', ['nd-47-2020 16(4)', 'qd-10-2021 5(2)']],
  ['D14', 'database-proposals', '2021-08-16', ['qd-10-2021 4(3)']],
  ['D15', 'regulation-report', '2021-08-16', ['qd-10-2021 16(3)']],
  ['D16', 'information-request-online-simple', '2018-07-01', ['luat-104-2016 30']],
  ['D17', 'information-request-online-notice', '2018-07-01', ['luat-104-2016 30']],
  ['D17', 'information-request-online-answer', '2018-07-01', ['luat-104-2016 30']],
  ['D17', 'information-request-online-extension', '2018-07-01', ['luat-104-2016 30']],
  ['D18', 'information-request-office-simple', '2018-07-01', ['luat-104-2016 29']],
  ['D18', 'information-request-office-answer', '2018-07-01', ['luat-104-2016 29']],
  ['D18', 'information-request-office-extension', '2018-07-01', ['luat-104-2016 29']],
  ['D19', 'information-request-post-simple', '2018-07-01', ['luat-104-2016 31']],
  ['D19', 'information-request-post-notice', '2018-07-01', ['luat-104-2016 31']],
  ['D19', 'information-request-post-answer', '2018-07-01', ['luat-104-2016 31']],
  ['D19', 'information-request-post-extension', '2018-07-01', ['luat-104-2016 31']],
  ['D20', 'public-information-challenge', '2018-07-01', ['luat-104-2016 22']],
  ['D20', 'public-information-challenge', '2026-09-01', ['luat-tctt-2026 22']],
  ['D21', 'supplied-information-correction', '2018-07-01', ['luat-104-2016 32']],
  ['D21', 'supplied-information-challenge', '2018-07-01', ['luat-104-2016 32']],
  ['D21', 'commune-correction-referral', '2018-07-01', ['luat-104-2016 32']],
  ['D21', 'commune-correction-decision', '2018-07-01', ['luat-104-2016 32']],
  ['D21', 'commune-correction', '2018-07-01', ['luat-104-2016 32']],
  ['D22', 'must-publish', '2018-07-01', ['luat-104-2016 18(4)']],
  ['D23', 'personal-data-breach-notice', '2026-01-01', ['luat-91-2025 23']],
  // No row of the table of deadlines: who reports an error is owed an answer, by no day the law names.
  ['', 'dataset-error-report', '2020-05-25', ['nd-47-2020 51', 'nd-47-2020 52']],
];

const held = [...rulebook.deadlines.values()].flatMap((rule) =>
  rule.values.flatMap((value) =>
    value.state === 'value'
      ? [[rule.code ?? '', rule.id, value.from, value.cites.map(placeInLaw)] as const]
      : [],
  ),
);
const key = (row: readonly unknown[]) => row.slice(0, 3).join(' ');

describe('every limit of the table of deadlines stands where the law has it', () => {
  test.each(places)('%s %s from %s: %j', (code, rule, from, cites) => {
    expect(held.filter((row) => key(row) === key([code, rule, from])).map((row) => row[3])).toEqual([cites]);
  });

  test('and the rulebook knows no limit beyond these', () => {
    expect(held.map(key).sort()).toEqual(places.map(key).sort());
  });
});

test('a limit that is not known any more says what ended it, wherever an instrument did', () => {
  const ended = [...rulebook.deadlines.values()].flatMap((rule) =>
    rule.values.flatMap((value) =>
      value.state === 'unknown' && value.cites.length > 0
        ? [`${value.from} ${value.cites.map(placeInLaw).join()}`]
        : [],
    ),
  );
  expect([...new Set(ended)].sort()).toEqual(['2025-08-19 nd-194-2025 40', '2025-10-22 nd-278-2025 23(2)']);
});
