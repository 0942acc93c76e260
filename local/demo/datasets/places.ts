import communesFile from '../facts/communes.json' with { type: 'json' };
import districts from '../facts/districts.json' with { type: 'json' };
import type { Random } from './random.ts';

export type Commune = (typeof communesFile.communes)[number];

/** All 104 communes and wards in force since 01/7/2025. */
export const allCommunes = communesFile.communes;
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
