import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { root } from '../../infra/constructs/setting.ts';
import { runTool } from '../../infra/stage/run-tool.ts';
import { variablesOf } from '../../infra/stage/target.ts';
import { stageIn } from '../journeys/driver/stage.ts';

const stage = stageIn(inject('stageNote') ?? '');
const { environment } = stage;
const dir = mkdtempSync(join(tmpdir(), 'stage-diff-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** What the pinned CLI says would change, without colours. */
const diff = (...app: string[]): Promise<string> =>
  runTool(
    process.execPath,
    [
      join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
      ...['diff', `${environment}-data`, `${environment}-service`, '--exclusively', '--no-color', '--ci'],
      // A change set would be read in place of the templates; the emulator's says less.
      ...['--method', 'template', ...app],
    ],
    {
      log: join(dir, 'diff.log'),
      env: { ...process.env, ...variablesOf({ endpoint: stage.endpoint, region: stage.region }) },
    },
  );
const touchedBy = (said: string): string[] =>
  [...said.matchAll(/^\[([+~-])\] (AWS::\S+) \S+ (\S+)/gm)].map(
    ([, sign, type, id]) => `${sign} ${type} ${id}`,
  );

it('finds no difference between what was deployed and what stands', async () => {
  const said = await diff('--app', stage.assembly);
  expect(said).toContain('Number of stacks with differences: 0');
  expect(touchedBy(said)).toEqual([]);
});

it('of the same commit with another address names the settings that bear it, and nothing else', async () => {
  const said = await diff(
    ...['-c', `env=${environment}`, '-c', 'publicUrl=http://localhost:1'],
    ...['--output', join(dir, 'cdk.out')],
  );
  const touched = touchedBy(said);
  expect(touched).toContain('~ AWS::Cognito::UserPoolClient DeskClient');
  expect(touched).toContain('~ AWS::Lambda::Function PublishReleaseFunction');
  // No table, bucket or pool is made anew, nothing appears and nothing goes; the code is what it was.
  expect(touched.filter((line) => !line.startsWith('~ '))).toEqual([]);
  expect(said).not.toMatch(/replac|S3Key/);
});
