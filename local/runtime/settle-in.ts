import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import agenciesFile from '../demo/agencies.json' with { type: 'json' };
import type { Issuer } from '../issuer/issuer.ts';
import type { Topology } from '../topology.ts';
import type { Credentials } from './credentials.ts';
import type { Engines } from './engines.ts';
import { publishSite } from './publish-site.ts';

export type SettleOptions = {
  readonly url: string;
  readonly issuerUrl: string;
  readonly stateDir: string;
  readonly topology: Topology;
  readonly engines: Engines;
  readonly opsCredentials: Credentials;
  readonly issuer: Issuer;
  readonly seed: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
};

/**
 * Does what a deployment would: puts the site into its bucket and, for the demonstration, people and data into the
 * portal. On a first start the site comes before the address is named; all else happens behind it.
 */
export const settleIn = async (options: SettleOptions): Promise<{ readonly behind: () => Promise<void> }> => {
  const { stateDir, say, signal, topology, engines } = options;
  const site = async (): Promise<void> => {
    const bucket = topology.resources['PublicBucket'];
    const queueUrl = topology.resources['PublicationQueue'];
    if (!bucket || !queueUrl) return;
    await publishSite({
      endpoint: engines.aws,
      credentials: options.opsCredentials,
      bucket,
      queueUrl,
      issuer: options.issuerUrl,
      topology,
      stateDir,
    });
  };
  /** Bodies, people and memberships: written when their files changed, not again over what happened since. */
  const register = async (): Promise<void> => {
    if (!topology.resources['Cases'] || !topology.resources['People']) return;
    const stamp = createHash('sha256')
      .update(JSON.stringify([agenciesFile, options.issuer.personas]))
      .digest('hex');
    const file = join(stateDir, 'register');
    if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return;
    const { seedPeople } = await import('../demo/seed.ts');
    await seedPeople(target);
    writeFileSync(file, stamp);
  };
  const target = {
    url: options.url,
    awsEndpoint: engines.aws.url,
    credentials: options.opsCredentials,
    resources: topology.resources,
    issuer: options.issuer,
    stateDir,
    say,
    signal,
  };
  const first = !existsSync(join(stateDir, 'site.json'));
  if (first) {
    say('Đang dựng phần web và đăng ký cơ quan, nhân vật trình diễn…');
    await register();
    await site();
  }
  return {
    behind: async () => {
      if (!first) {
        await register();
        await site();
      }
      if (!options.seed || existsSync(join(stateDir, 'demonstration-done')) || signal.aborted) return;
      say('Đang nạp dữ liệu trình diễn qua API (chạy nền; cổng dùng được ngay)…');
      const { seedDatasets } = await import('../demo/seed.ts');
      await seedDatasets(target);
    },
  };
};
