import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { setting } from '../_entry/environment.ts';
import { serveHttp } from '../_entry/http.ts';
import { searchEndpoints } from './search.endpoints.ts';
import { searchFile } from './search-file.ts';

const index = s3Objects(setting('INDEX_BUCKET'));
const openIndex = searchFile(index);

/** Open to anyone: this function knows nobody, so nobody has a role here. */
export const handler = serveHttp('search', searchEndpoints(openIndex, index, setting('PUBLIC_URL')), {
  whoIs: () => Promise.resolve(undefined),
});
