import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Path of the table engine that npm installed for this platform, or undefined where the package has none. */
export const installedBinary = (): string | undefined => {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const path = join(dirname(require.resolve(`${name}/package.json`)), 'dynoxide');
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
};

/** What to tell a person on a platform without an engine. */
export const NO_ENGINE =
  `There is no DynamoDB engine for ${process.platform}-${process.arch} in node_modules. ` +
  'On Linux x64 run `npm ci` again (the optional package @dynoxide/linux-x64 is missing). ' +
  'Elsewhere start DynamoDB Local or another emulator with streams and set AWS_ENDPOINT_URL_DYNAMODB ' +
  'to its address, for example AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 npm start';
