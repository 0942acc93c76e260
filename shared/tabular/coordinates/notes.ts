import type { Coordinates } from '../../kernel/reading.ts';
import type { Note } from '../problem.ts';
import type { Axes } from './placing.ts';
import vn2000 from './vn2000.json' with { type: 'json' };
import { inMinutes, zoneOf } from './zone.ts';

/** By what method positions came to WGS 84, so that who uses the file can judge and repeat it. */
export const coordinateNotes = (
  coordinates: Coordinates,
  axes: Axes | undefined,
  positions: number,
): Note[] => {
  const notes: Note[] = [];
  if (positions === 0) return notes;
  const { toWgs84 } = vn2000;
  const method = {
    count: positions,
    source: toWgs84.source.split(',')[0] ?? '',
    register: toWgs84.register,
    accuracy: toWgs84.accuracyMetres,
  };
  const zone = zoneOf(coordinates);
  if (zone)
    notes.push({
      code: 'coordinates-converted',
      facts: {
        ...method,
        zone: zone.width,
        meridian: inMinutes(zone.meridian),
        scale: String(vn2000.projection.scale[zone.width]).replace('.', ','),
      },
    });
  if (coordinates === 'vn2000-degrees') notes.push({ code: 'datum-converted', facts: method });
  if (coordinates === 'wgs84-lat-lon' || axes === 'north-east')
    notes.push({ code: 'axes-exchanged', facts: { count: positions } });
  return notes;
};
