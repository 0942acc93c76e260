import type { Feature } from 'geojson';
import type { Place, PlaceValues } from '../../../shared/kernel/place-values.ts';
import { placesOnBoundary } from '../../../shared/kernel/places-on-boundary.ts';
import { classesOf, classOf, type ValueClass } from './classes.ts';

export type Summary = 'value' | 'sum' | 'mean';

/** What is drawn: one of the measures, or how many rows a commune has. */
export type Choice = { readonly measure: number | 'rows'; readonly summary: Summary };

export const firstChoice = ({ measures }: Pick<PlaceValues, 'measures'>): Choice =>
  measures[0] ? { measure: 0, summary: measures[0].summary } : { measure: 'rows', summary: 'value' };

const figureOf = ({ rows, figures }: Place, { measure, summary }: Choice): number | undefined => {
  if (measure === 'rows') return rows;
  const figure = figures[measure];
  if (!figure) return undefined;
  return summary === 'mean' ? figure.sum / figure.rows : figure.sum;
};

/** One line of the table that says what the map does. */
export type PlaceLine = {
  readonly code: string;
  readonly name: string | undefined;
  readonly figure: number | undefined;
  /** The number of its class; absent where nothing is coloured. */
  readonly shade: number | undefined;
  readonly isDrawn: boolean;
};

export type Drawn = {
  readonly classes: readonly ValueClass[];
  /** Every commune of the boundary, then those of the table that have no place in it. */
  readonly lines: readonly PlaceLine[];
};

/** The figures of a table on a boundary. Only communes that are drawn make classes. */
export const drawnOn = (table: PlaceValues, boundary: PlaceValues, choice: Choice): Drawn => {
  const held = placesOnBoundary(table, boundary);
  const figures = new Map([...held].map(([code, place]) => [code, figureOf(place, choice)]));
  const classes = classesOf([...figures.values()].filter((figure) => figure !== undefined));
  const inside = boundary.places.map(({ code, name }): PlaceLine => {
    const figure = figures.get(code);
    const shade = figure === undefined ? undefined : classOf(figure, classes);
    return { code, name: name ?? held.get(code)?.name, figure, shade, isDrawn: true };
  });
  const outside = table.places
    .filter(({ code }) => !held.has(code))
    .map((place): PlaceLine => {
      const { code, name } = place;
      return { code, name, figure: figureOf(place, choice), shade: undefined, isDrawn: false };
    });
  return { classes, lines: [...inside, ...outside] };
};

const DIGITS = 5;

/** The code a shape carries, as the boundary's table has it: a property, or the id of the feature. */
export const codeIn = ({ properties, id }: Feature, column: string): string | undefined => {
  const value: unknown = properties?.[column] ?? id;
  if (typeof value === 'number') return String(value).padStart(DIGITS, '0');
  return typeof value === 'string' ? value.trim() : undefined;
};
