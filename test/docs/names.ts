import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { allEvents } from '../../events/families.ts';
import { allOperations } from '../../shared/contract/operations.ts';

export const root = join(import.meta.dirname, '..', '..');

/** A name and where it stands. */
export type Name = { readonly name: string; readonly where: string };

const treeOf = (path: string, text = readFileSync(join(root, path), 'utf8')): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** Names of types, and of schemas, which are written as types are. */
const typesIn = (path: string): Name[] =>
  treeOf(path)
    .statements.filter(isExported)
    .flatMap((node) => {
      if (ts.isTypeAliasDeclaration(node)) return [node.name.text];
      if (ts.isVariableStatement(node))
        return node.declarationList.declarations.flatMap(({ name }) =>
          ts.isIdentifier(name) && /^[A-Z][a-z]/.test(name.text) ? [name.text] : [],
        );
      return [];
    })
    .map((name) => ({ name, where: path }));

/** Where the words of the domain are made: events, the contract, and what capabilities keep. */
const MODELS = [
  'events/*.ts',
  'shared/contract/*.ts',
  'shared/capabilities/**/model.ts',
  'shared/capabilities/*/upload.ts',
  'shared/capabilities/*/views/*.ts',
  'shared/kernel/{dataset,deadline,ids,refusal}.ts',
];

export const domainNames = (): Name[] => [
  ...allEvents.map(({ type }) => ({ name: type, where: 'events' })),
  ...allOperations.map(({ id }) => ({ name: id, where: 'operations' })),
  ...MODELS.flatMap((pattern) => globSync(pattern, { cwd: root }).flatMap(typesIn)),
];

/** Every identifier of a source: comments and texts are free to use any word. */
export const identifiersOf = (path: string, text?: string): Name[] => {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(treeOf(path, text));
  return [...names].map((name) => ({ name, where: path }));
};

export const codeIdentifiers = (): Name[] =>
  ['shared/**/*.ts', 'events/**/*.ts', 'functions/**/*.ts'].flatMap((pattern) =>
    globSync(pattern, { cwd: root }).flatMap((path) => identifiersOf(path)),
  );
