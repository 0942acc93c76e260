import type { Feature } from 'geojson';
import { MOST_BYTES, MOST_FEATURES } from './model.ts';

export type Shapes = {
  readonly features: readonly Feature[];
  /** False when the file holds more than was read or may be drawn. */
  readonly isWhole: boolean;
};

const featureOf = (line: string): Feature | undefined => {
  try {
    return JSON.parse(line.replace(/,\s*$/, '')) as Feature;
  } catch {
    // The last line of what was read may end in the middle.
    return undefined;
  }
};

/** The shapes in the beginning of a GeoJSON file as the portal writes it: one feature a line. */
export const shapesIn = (text: string, isCut: boolean): Shapes => {
  const lines = text.split('\n').filter((line) => line.startsWith('{"type":"Feature",'));
  const features = lines.slice(0, MOST_FEATURES).flatMap((line) => featureOf(line) ?? []);
  return {
    features: features.filter(({ geometry }) => (geometry as Feature['geometry'] | null) !== null),
    isWhole: !isCut && lines.length <= MOST_FEATURES,
  };
};

const firstBytes = async (body: ReadableStream<Uint8Array>): Promise<string> => {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  while (bytes < MOST_BYTES) {
    const { value, done } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
};

/** Reads no more than `MOST_BYTES` of a published file, even from a server that does not know ranges. */
export const loadShapes = async (file: string, bytes: number, ask: typeof fetch = fetch): Promise<Shapes> => {
  const isCut = bytes > MOST_BYTES;
  const answer = await ask(file, isCut ? { headers: { range: `bytes=0-${MOST_BYTES - 1}` } } : {});
  if (!answer.ok || !answer.body) throw new Error(`The file answered ${answer.status}`);
  return shapesIn(await firstBytes(answer.body), isCut);
};
