import { scaleLinear, scaleUtc } from 'd3-scale';
import type { Chart } from '../../../shared/kernel/chart.ts';

/** A tick or point on an axis: where it is, as a share of the axis, and what it stands for. */
export type At<Value> = { readonly share: number; readonly value: Value };

export type HeightAxis = { readonly at: (y: number) => number; readonly ticks: readonly At<number>[] };

/** Shares count from the top. Bars, and lines that come near it, begin at zero, or small differences would look large. */
export const heightAxis = (values: readonly number[], fromZero: boolean): HeightAxis => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const begin = fromZero || (low >= 0 && low <= high / 2) ? Math.min(0, low) : low;
  const flat = begin === high ? 1 : 0;
  const scale = scaleLinear()
    .domain([begin - (fromZero ? 0 : flat), high + flat])
    .nice(4)
    .range([1, 0]);
  return { at: (y) => scale(y), ticks: scale.ticks(4).map((value) => ({ share: scale(value), value })) };
};

/** `2024`, `2024-05`, `2024-05-01`, `2024-05-01 13:00` as a moment. Years below 100 are years, not 19xx. */
const momentOf = (place: string): number =>
  Date.parse(`${place.replace(' ', 'T')}${place.includes(' ') ? 'Z' : ''}`);

const placeAt = (moment: Date, like: string): string =>
  moment.toISOString().replace('T', ' ').slice(0, like.length);

export type TimeAxis = { readonly at: (place: string) => number; readonly ticks: readonly At<string>[] };

/** An axis of time for the places of a chart. Few ticks: they must not touch on a phone. */
export const timeAxis = (chart: Pick<Chart, 'x' | 'points'>): TimeAxis => {
  const places = chart.points.map(({ x }) => x);
  const [first = '', last = ''] = [places[0], places.at(-1)];
  if (!chart.x.unit) {
    const scale = scaleLinear().domain([Number(first), Number(last)]);
    const whole = scale.ticks(4).filter(Number.isInteger);
    return {
      at: (place) => scale(Number(place)),
      ticks: whole.map((value) => ({ share: scale(value), value: String(value) })),
    };
  }
  const scale = scaleUtc()
    .domain([momentOf(first), momentOf(last)])
    .range([0, 1]);
  const at = (place: string): number => scale(momentOf(place));
  // Of few months the scale would name weeks; only places of the chart's own unit can be named.
  const named = scale
    .ticks(3)
    .map((moment) => ({ moment, value: placeAt(moment, first) }))
    .filter(({ moment, value }) => momentOf(value) === moment.getTime())
    .map(({ value }) => ({ share: at(value), value }));
  const ends = [first, last].map((value) => ({ share: at(value), value }));
  return { at, ticks: named.length > 1 ? named : ends };
};
