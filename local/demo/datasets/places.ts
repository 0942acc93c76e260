import { codeLists } from '../../../functions/publishing/code-lists.ts';
import districts from '../facts/districts.json' with { type: 'json' };
import formerProvinces from '../facts/former-provinces.json' with { type: 'json' };
import type { Random } from './random.ts';

/** A commune in force today, and the province it was in before the merger. */
export type Commune = {
  readonly code: string;
  readonly name: string;
  readonly kind: 'xã' | 'phường';
  readonly former: string;
};

const formerOf = (code: string): string =>
  formerProvinces.provinces.findLast(({ firstCode }) => firstCode <= code)?.name ?? '';

/** All communes and wards in force, as the rulebook lists them. */
export const allCommunes: readonly Commune[] = codeLists['commune-code'].codes
  .filter(({ until }) => until === undefined)
  .map(({ code, name: called }) => {
    const [word = '', ...name] = called.split(' ');
    return {
      code,
      name: name.join(' '),
      kind: word === 'Phường' ? 'phường' : 'xã',
      former: formerOf(code),
    };
  });
/** Those of the former province of Thái Bình. */
export const communes: readonly Commune[] = allCommunes.filter((commune) => commune.former === 'Thái Bình');
export { districts };

export const fullName = ({ kind, name }: Commune): string => `${kind === 'phường' ? 'Phường' : 'Xã'} ${name}`;

/** Somewhere on land in the former province: longitude and latitude in degrees (WGS 84). Not a real place. */
export const somewhere = (random: Random): [longitude: number, latitude: number] => [
  random.decimal(106.2, 106.5, 5),
  random.decimal(20.33, 20.68, 5),
];

export const two = (n: number): string => String(n).padStart(2, '0');
export const numbered = (prefix: string, n: number, width = 3): string =>
  `${prefix}${String(n).padStart(width, '0')}`;
/** Days of 2025 from 1 January, as `YYYY-MM-DD`. */
export const dayOf2025 = (n: number): string => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
export const someDay = (random: Random, from: number, until: number): string =>
  `${random.int(from, until)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
