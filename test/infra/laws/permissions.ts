import { at, followed, listOf, rows, type Json, type Law, type System } from '../template.ts';

type Statement = { readonly role: string; readonly actions: readonly string[]; readonly resource: Json };

/** Every statement that allows something, one row a resource, imports followed. */
const allowed = (system: System): Statement[] =>
  [
    ...rows(system, 'AWS::IAM::Policy'),
    ...rows(system, 'AWS::IAM::Role'),
    ...rows(system, 'AWS::IAM::ManagedPolicy'),
  ]
    .flatMap((row) =>
      [
        at(row.properties, 'PolicyDocument'),
        ...listOf(at(row.properties, 'Policies')).map((it) => at(it, 'PolicyDocument')),
      ]
        .flatMap((document) => listOf(at(document, 'Statement')))
        .map((statement) => ({ role: row.id, statement })),
    )
    .filter(({ statement }) => at(statement, 'Effect') === 'Allow')
    .flatMap(({ role, statement }) =>
      listOf(at(statement, 'Resource')).map((resource) => ({
        role,
        actions: listOf(at(statement, 'Action')).map(String),
        resource: followed(system, resource),
      })),
    );

const joined = (resource: Json): string => {
  if (typeof resource === 'string') return resource;
  const parts = at(resource, 'Fn::Join', 1);
  if (parts !== undefined) return listOf(parts).map(joined).join('');
  const [id, attribute] = listOf(at(resource, 'Fn::GetAtt'));
  return typeof id === 'string' && typeof attribute === 'string'
    ? `<${id}.${attribute}>`
    : JSON.stringify(resource);
};

/** Stars that stand for what only run time knows: a key in one bucket or one of its folders, the folder of an upload, a stream of the ledger, the rest of GuardDuty's own rule name. */
const reasonedStar =
  /^(<\w+Bucket\.Arn>\/\*|<AccessLogsBucket\.Arn>\/cdn\/\*|<FilesBucket\.Arn>\/rows\/\*|<UploadsBucket\.Arn>\/requests\/\*|<FilesBucket\.Arn>\/uploads\/\*\/comparison\.json|<Ledger\.Arn>\/stream\/\*|arn:.*:rule\/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3\*)$/;

export const noWildcardResources: Law = (system) =>
  allowed(system)
    .map(({ role, resource }) => ({ role, name: joined(resource) }))
    .filter(({ name }) => name.includes('*') && !reasonedStar.test(name))
    .map(({ role, name }) => `${role} may act on ${name}`);

export const noWildcardActions: Law = (system) =>
  allowed(system).flatMap(({ role, actions }) =>
    actions.filter((action) => action.includes('*')).map((action) => `${role} may do ${action}`),
  );

export const noManagedPolicies: Law = (system) =>
  rows(system, 'AWS::IAM::Role')
    .filter((role) => listOf(at(role.properties, 'ManagedPolicyArns')).length > 0)
    .map((role) => `${role.id} carries a policy written elsewhere`);

/** All that may ever be done with the ledger: append, read back, and follow the stream. Nothing changes, nothing goes. */
const LEDGER_ACTIONS = new Set(
  [
    'PutItem',
    'Query',
    'GetItem',
    'ConditionCheckItem',
    'DescribeStream',
    'GetRecords',
    'GetShardIterator',
    'ListStreams',
  ].map((action) => `dynamodb:${action}`),
);

export const theLedgerOnlyGrows: Law = (system) =>
  allowed(system)
    .filter(({ resource }) => /^<Ledger\./.test(joined(resource)))
    .flatMap(({ role, actions }) =>
      actions
        .filter((action) => !LEDGER_ACTIONS.has(action))
        .map((action) => `${role} may ${action} on the ledger`),
    );

/** Search answers anybody, so it must not reach the ledger, the cases or the people. */
export const searchReadsOnlyTheIndex: Law = (system) =>
  allowed(system)
    .filter(({ role }) => role.startsWith('searchRole'))
    .filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')))
    .map(({ role, resource }) => `${role} reaches ${joined(resource)}`);

/** Where GuardDuty speaks, no function may say that a file is clean. */
export const verdictsComeFromTheScanner: Law = (system) => {
  const source = { guardduty: 'aws.guardduty', eicar: 'portal.eicar' }[system.environment.malwareScan];
  const heard = rows(system, 'AWS::Events::Rule')
    .filter((rule) => rule.id.startsWith('VerdictGiven'))
    .map((rule) =>
      listOf(at(rule.properties, 'EventPattern', 'source'))
        .map((it) => JSON.stringify(it))
        .join(),
    );
  const speakers = allowed(system).filter(({ actions }) => actions.includes('events:PutEvents'));
  return [
    ...(heard.length === 1 && heard[0] === JSON.stringify(source)
      ? []
      : [`verdicts are taken from ${heard.join(';') || 'nobody'}`]),
    ...(system.environment.malwareScan === 'guardduty'
      ? speakers.map(({ role }) => `${role} may give verdicts`)
      : []),
  ];
};
