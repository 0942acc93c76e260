import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../shared/contract/openapi.ts';

/** Where the committed copy of the API's description stands. */
export const OPENAPI_FILE = join(import.meta.dirname, 'api', 'openapi.json');

/** The document as it is committed: readable, and ended by a line break. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`;

if (import.meta.main) {
  mkdirSync(join(import.meta.dirname, 'api'), { recursive: true });
  writeFileSync(OPENAPI_FILE, openApiText());
}
