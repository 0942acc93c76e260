import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join, relative, sep } from 'node:path';
import * as z from 'zod';
import type { Topology } from '../topology.ts';
import type { Credentials } from './credentials.ts';
import { signedHeaders } from './sign.ts';

const root = join(import.meta.dirname, '..', '..');

/** Pages and configuration change; what the build named by its content does not. */
const MUTABLE = 'public, max-age=0, s-maxage=60';
const IMMUTABLE = 'public, max-age=31536000, immutable';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  map: 'application/json',
};

/** Builds the web part, in a process of its own; it finds by itself that nothing changed. */
const buildWeb = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'web', 'build.ts')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) => {
      const dir = said.trim().split('\n').at(-1);
      if (code === 0 && dir) resolve(dir);
      else reject(new Error(`The web build failed (${code}):\n${complaint}`));
    });
  });

const put = (
  endpoint: { port: number },
  credentials: Credentials,
  object: { bucket: string; key: string; body: Buffer; type: string; cacheControl: string },
): Promise<void> =>
  new Promise((resolve, reject) => {
    const url = `/${object.bucket}/${object.key.split('/').map(encodeURIComponent).join('/')}`;
    const host = `127.0.0.1:${endpoint.port}`;
    const headers = {
      ...signedHeaders({ method: 'PUT', url, host, service: 's3', credentials, body: object.body }),
      'content-type': object.type,
      'cache-control': object.cacheControl,
      'content-length': object.body.length,
    };
    const outgoing = request(
      { host: '127.0.0.1', port: endpoint.port, path: url, method: 'PUT', headers },
      (incoming) => {
        incoming.resume();
        incoming.once('end', () =>
          incoming.statusCode === 200
            ? resolve()
            : reject(new Error(`${object.key}: the object store answered ${incoming.statusCode}`)),
        );
      },
    );
    outgoing.once('error', reject);
    outgoing.end(object.body);
  });

const Stamps = z.record(z.string(), z.string());

/**
 * Puts the built site and the desk's configuration into the public bucket, as a deployment does; only what changed
 * since the last time. Returns whether anything did.
 */
export const publishSite = async (options: {
  endpoint: { port: number };
  credentials: Credentials;
  bucket: string;
  issuer: string;
  topology: Topology;
  stateDir: string;
}): Promise<boolean> => {
  const { endpoint, credentials, bucket, stateDir } = options;
  const dir = await buildWeb();
  const files = readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ key: relative(dir, path).split(sep).join('/'), body: readFileSync(path) }));
  const config = { issuer: options.issuer, clientId: options.topology.clients[0]?.id ?? '', apiBase: '' };
  files.push({ key: 'desk/config.json', body: Buffer.from(JSON.stringify(config)) });

  const file = join(stateDir, 'site.json');
  const before = existsSync(file) ? Stamps.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const stamps = Object.fromEntries(
    files.map(({ key, body }) => [key, createHash('sha256').update(body).digest('hex')]),
  );
  const changed = files.filter(({ key }) => before[key] !== stamps[key]);
  for (const { key, body } of changed) {
    const immutable = key.startsWith('assets/') && key !== 'assets/manifest.json';
    await put(endpoint, credentials, {
      bucket,
      key,
      body,
      type: TYPES[key.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      cacheControl: immutable ? IMMUTABLE : MUTABLE,
    });
  }
  writeFileSync(file, JSON.stringify(stamps));
  return changed.length > 0;
};
