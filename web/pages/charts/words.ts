import type { Chart } from '../../../shared/kernel/chart.ts';
import { displayFigure, displayNumber, showTime } from '../../display.ts';
import { fill } from '../../fill.ts';
import { textsOf, type Lang } from '../../texts.ts';

const LONGEST = 60;

/** A value of the data as a label: long ones are cut. */
export const label = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;

/** Where a point stands, in words. */
export const placeOf = ({ x: { unit }, rule }: Chart, place: string, lang: Lang): string => {
  if (unit) return showTime(place, lang);
  return rule === 'number' ? displayFigure(Number(place), lang) : label(place);
};

/** Names for the marks of an axis of time: days that all begin a month are named by it, months that begin a year too. */
export const tickNames = (
  ticks: readonly { readonly value: string }[],
  lang: Lang,
): ((place: string) => string) => {
  const all = (pattern: RegExp): boolean => ticks.every(({ value }) => pattern.test(value));
  const letters = all(/^\d+-01(-01)?( 00:00)?$/) ? 4 : all(/^\d+-\d\d-01( 00:00)?$/) ? 7 : undefined;
  return (place) => showTime(place.slice(0, letters), lang);
};

/** What the chart shows: `Dân số theo Xã`. */
export const headingOf = (chart: Chart, lang: Lang): string =>
  fill(textsOf(lang).charts[`heading-${chart.summary}`], {
    x: chart.x.column,
    y: chart.y?.column ?? '',
  });

/** How the chart was chosen and what a point is. */
export const reasonsOf = (chart: Chart, lang: Lang): string[] => {
  const t = textsOf(lang).charts;
  const names = { x: chart.x.column, y: chart.y?.column ?? '' };
  return [fill(t[`why-${chart.rule}`], names), fill(t[`how-${chart.summary}`], names), t.allRows];
};

/** The chart for who cannot see it: what it is, how many points, the lowest and the highest. */
export const saysOf = (chart: Chart, lang: Lang): string => {
  const { points } = chart;
  const ordered = points.toSorted((a, b) => a.y - b.y);
  const [low, high] = [ordered[0], ordered.at(-1)];
  return fill(textsOf(lang).charts.says, {
    heading: headingOf(chart, lang),
    n: displayNumber(points.length, lang),
    low: displayFigure(low?.y ?? 0, lang),
    lowAt: placeOf(chart, low?.x ?? '', lang),
    high: displayFigure(high?.y ?? 0, lang),
    highAt: placeOf(chart, high?.x ?? '', lang),
  });
};
