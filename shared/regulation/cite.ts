import type { Citation } from '../kernel/deadline.ts';

export { anchorOf } from '../kernel/cites.ts';
import type { Instrument, SourcedCitation } from './schema.ts';

type Place = Pick<SourcedCitation, 'instrument' | 'article' | 'clause' | 'point'>;
type Instruments = ReadonlyMap<string, Instrument>;

/** The instrument a citation names; throws when the rulebook does not hold it. */
export const instrumentOf = (place: Pick<Place, 'instrument'>, instruments: Instruments): Instrument => {
  const instrument = instruments.get(place.instrument);
  if (!instrument) throw new Error(`The rulebook holds no instrument ${place.instrument}`);
  return instrument;
};

/** As a letter cites it, smallest part first: `khoản 3 Điều 20 Nghị định …`. */
export const citeInVietnamese = (place: Place, instruments: Instruments): string =>
  [
    place.point && `điểm ${place.point}`,
    place.clause && `khoản ${place.clause}`,
    place.article && `Điều ${place.article}`,
    instrumentOf(place, instruments).citedAs.vi,
  ]
    .filter(Boolean)
    .join(' ');

/** The citation in the form that travels with deadlines and events. */
export const citationOf = (place: Place, instruments: Instruments): Citation => ({
  instrument: place.instrument,
  ...(place.article && { article: place.article }),
  ...(place.clause && { clause: place.clause }),
  ...(place.point && { point: place.point }),
  label: citeInVietnamese(place, instruments),
});

const written = new WeakMap<Instruments, WeakMap<Place, Citation>>();

/** Each place of the rulebook is put into words once: every deadline cites. */
const writtenOf = (place: Place, instruments: Instruments): Citation => {
  const places = written.get(instruments) ?? new WeakMap<Place, Citation>();
  written.set(instruments, places);
  const citation = places.get(place) ?? citationOf(place, instruments);
  places.set(place, citation);
  return citation;
};

/** Citations in the form that travels, each once. */
export const citationsOf = (places: readonly Place[], instruments: Instruments): Citation[] => {
  const citations = places.map((place) => writtenOf(place, instruments));
  return citations.filter(({ label }, i) => citations.findIndex((other) => other.label === label) === i);
};
