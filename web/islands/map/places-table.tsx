import { displayFigure, displayNumber } from '../../display.ts';
import { fill } from '../../fill.ts';
import type { PlacesSeed } from './model.ts';
import type { Drawn, PlaceLine } from './places.ts';

const MOST_NAMED = 20;

const called = ({ code, name }: PlaceLine): string => (name === undefined ? code : `${code} (${name})`);

/** Codes of the table for which the boundary has no shape. */
export const NotDrawn = ({
  lines,
  seed: { texts: t, lang },
}: {
  lines: readonly PlaceLine[];
  seed: PlacesSeed;
}) => {
  const left = lines.filter(({ isDrawn }) => !isDrawn);
  if (left.length === 0) return null;
  const named = left.slice(0, MOST_NAMED).map(called).join(', ');
  const more = left.length - MOST_NAMED;
  return (
    <p class="note">
      {fill(t.notDrawn, { n: displayNumber(left.length, lang) })} <span lang="vi">{named}</span>
      {more > 0 ? fill(t.andMore, { n: displayNumber(more, lang) }) : null}.
    </p>
  );
};

/** The map as a table, for who does not see it or use a pointer. */
export const PlacesTable = ({
  drawn: { classes, lines },
  seed: { texts: t, lang },
  heading,
  unit,
}: {
  drawn: Drawn;
  seed: PlacesSeed;
  heading: string;
  unit: string | undefined;
}) => {
  const classNamed = ({ shade, isDrawn }: PlaceLine): string => {
    if (!isDrawn) return t.outside;
    const held = shade === undefined ? undefined : classes[shade];
    if (!held) return t.noFigure;
    return held.from === held.to
      ? displayFigure(held.from, lang)
      : `${displayFigure(held.from, lang)} – ${displayFigure(held.to, lang)}`;
  };
  return (
    <details>
      <summary>{t.table}</summary>
      <div class="scroll" role="region" aria-label={t.tableLabel} tabindex={0}>
        <table class="data">
          <caption>{fill(t.tableCaption, { column: heading })}</caption>
          <thead>
            <tr>
              <th scope="col">{t.place}</th>
              <th scope="col">{t.code}</th>
              <th scope="col" class="number" lang="vi">
                {unit === undefined || heading.includes(unit) ? heading : `${heading} (${unit})`}
              </th>
              <th scope="col">{t.classColumn}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.code}${String(line.isDrawn)}`}>
                <th scope="row" lang="vi">
                  {line.name ?? line.code}
                </th>
                <td>{line.code}</td>
                <td class="number">{line.figure === undefined ? '–' : displayFigure(line.figure, lang)}</td>
                <td>{classNamed(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};
