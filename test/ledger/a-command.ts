import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { PortalTables } from '../ports/portal-tables.ts';
import type { StartedTarget } from '../ports/target.ts';

type Place = {
  readonly engine: StartedTarget;
  readonly tables: PortalTables;
  readonly env: Readonly<Record<string, string>>;
};

/**
 * Runs a tool as an operator runs it against AWS: it knows the tables, and what else `env` names. Whatever it asked beyond that
 * would be refused, and the command would not end well.
 */
export const runTool = (
  tool: string,
  { engine, tables, env }: Place,
  args: readonly string[] = [],
): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    const { endpoint, region, credentials } = engine.target;
    const command = join(import.meta.dirname, '..', '..', 'local', 'tools', tool);
    const known = {
      PATH: process.env['PATH'],
      LEDGER_TABLE: tables.names.ledger,
      CASES_TABLE: tables.names.cases,
      AWS_REGION: region,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      ...env,
    };
    const child = execFile(process.execPath, [command, ...args], { env: known }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, out: stdout + stderr }),
    );
  });
