import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { awsCaller } from '../../infra/stage/aws-call.ts';
import { named, readStageNote, type StageNote } from '../../infra/stage/stage-note.ts';
import { createUser } from '../../infra/stage/users.ts';
import { seedRegistry } from '../../shared/adapters/dynamodb/seed-registry.ts';
import { registrySeed } from '../demo/registry-seed.ts';
import { readPersonas, type Persona } from '../issuer/personas.ts';

/** Of every kind the pool's policy asks for, and unlike any other stage's. */
const newPassword = (): string => `Aa1!${randomBytes(12).toString('base64url')}`;

/** Accounts for the personas, with the subjects the stage's own pool gave them. */
const accounts = async (note: StageNote): Promise<(Persona & { password: string })[]> => {
  const call = awsCaller({ endpoint: note.endpoint, region: note.region });
  const made = [];
  for (const persona of readPersonas()) {
    const password = newPassword();
    const { email, name } = persona;
    const sub = await createUser(call, note.userPoolId, { email, name, password });
    made.push({ ...persona, sub, password });
  }
  return made;
};

/** Bodies, people and who may act for whom. */
const register = async (note: StageNote, personas: readonly Persona[]): Promise<void> => {
  const db = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  await seedRegistry(
    db,
    { cases: named(note, 'Cases'), people: named(note, 'People') },
    registrySeed(personas),
  );
  db.destroy();
};

/**
 * `node local/stage/seed.ts <stage.json>`: the demonstration province on a deployed stage. The target's variables
 * stand in the environment; passwords are left beside the note, for whoever tries the stage.
 */
const [file = ''] = process.argv.slice(2);
const note = readStageNote(file);
if (!note) throw new Error(`There is no stage in ${file}`);
const personas = await accounts(note);
await register(note, personas);
writeFileSync(
  join(dirname(file), 'personas.json'),
  JSON.stringify(
    personas.map(({ id, name, email, password }) => ({ id, name, email, password })),
    null,
    2,
  ),
  { mode: 0o600 },
);
