import { join } from 'node:path';
import { deployEnvironment } from './deploy.ts';
import { runTool } from './run-tool.ts';

/**
 * NEVER RUN: LocalStack's image needs an account's token and Docker, and neither was at hand (docs/unproven.md). The
 * commands are those that serve the other emulator and AWS.
 */
const compose = join(import.meta.dirname, 'localstack.compose.yaml');

if (!process.env['LOCALSTACK_AUTH_TOKEN']) {
  console.error(
    'LocalStack cần LOCALSTACK_AUTH_TOKEN (của tài khoản LocalStack) và Docker.\n' +
      'LocalStack needs LOCALSTACK_AUTH_TOKEN (of a LocalStack account) and Docker.',
  );
  process.exit(1);
}
console.log('Lệnh này chưa từng được chạy thử / this command has never been run; see docs/guide/stages.md');
await runTool('docker', ['compose', '--file', compose, 'up', '--detach', '--wait'], {
  log: join('.local', 'stage-localstack', 'docker.log'),
});
await deployEnvironment('dev', 'http://127.0.0.1:4566');
console.log(`Dừng / stop: docker compose --file ${compose} down --volumes`);
