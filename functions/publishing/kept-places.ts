import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { UploadId } from '../../shared/kernel/ids.ts';
import { PlaceValues } from '../../shared/kernel/place-values.ts';
import { placesKey } from './file-keys.ts';

/** Keeps the figures by commune beside the upload, where there are any. */
export const keepPlaces = async (
  files: Pick<Objects, 'put'>,
  uploadId: UploadId,
  places: PlaceValues | undefined,
): Promise<void> => {
  if (places)
    await files.put(placesKey(uploadId), JSON.stringify(places), { contentType: 'application/json' });
};

/** The figures by commune of a checked file; nothing where it has none, or was checked before there were such figures. */
export const placesOf = async (
  files: Pick<Objects, 'text'>,
  uploadId: UploadId,
): Promise<PlaceValues | undefined> => {
  const kept = await files.text(placesKey(uploadId));
  return kept && PlaceValues.parse(JSON.parse(kept.text));
};
