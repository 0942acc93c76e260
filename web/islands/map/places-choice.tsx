import type { PlaceValues } from '../../../shared/kernel/place-values.ts';
import type { PlaceMapTexts } from './model.ts';
import type { Choice, Summary } from './places.ts';

const ROWS = 'rows';

/** Which number is drawn, and how several rows of a commune become one. */
export const PlacesChoice = ({
  table: { measures, severalRows },
  choice,
  onChoose,
  texts: t,
}: {
  table: PlaceValues;
  choice: Choice;
  onChoose: (choice: Choice) => void;
  texts: PlaceMapTexts;
}) => {
  const chooseMeasure = (value: string): void => {
    const summary = measures[Number(value)]?.summary;
    onChoose(summary ? { measure: Number(value), summary } : { measure: ROWS, summary: 'value' });
  };
  return (
    <div class="map-choice">
      <label>
        {t.measure}
        <select value={String(choice.measure)} onChange={(event) => chooseMeasure(event.currentTarget.value)}>
          {measures.map(({ column, unit }, i) => (
            <option key={column} value={String(i)} lang="vi">
              {unit === undefined || column.includes(unit) ? column : `${column} (${unit})`}
            </option>
          ))}
          {severalRows ? <option value={ROWS}>{t.rows}</option> : null}
        </select>
      </label>
      {severalRows && choice.measure !== ROWS ? (
        <label>
          {t.summary}
          <select
            value={choice.summary}
            onChange={(event) => onChoose({ ...choice, summary: event.currentTarget.value as Summary })}
          >
            <option value="sum">{t.sum}</option>
            <option value="mean">{t.mean}</option>
          </select>
        </label>
      ) : null}
    </div>
  );
};
