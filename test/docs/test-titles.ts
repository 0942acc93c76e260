import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './names.ts';

const isTestCall = (callee: ts.Expression): boolean => {
  if (ts.isIdentifier(callee)) return ['describe', 'it', 'test'].includes(callee.text);
  if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee))
    return isTestCall(callee.expression);
  return false;
};

/** Titles of the suites and tests a source declares, as they are written, those of `.each` with their marks. */
export const titlesIn = (text: string): Set<string> => {
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    const [first] = ts.isCallExpression(node) && isTestCall(node.expression) ? node.arguments : [];
    if (first && ts.isStringLiteralLike(first)) titles.add(first.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('titles.ts', text, ts.ScriptTarget.Latest, true));
  return titles;
};

export const titlesOf = (path: string): Set<string> => titlesIn(readFileSync(join(root, path), 'utf8'));
