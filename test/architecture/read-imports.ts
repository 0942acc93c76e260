import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

export const ROOT = join(import.meta.dirname, '..', '..');

/** A source file by its path from the root, with forward slashes. */
export type Source = { readonly path: string; readonly text: string };

/** `from` imports `to`: a path from the root, or the name of a package. Type-only imports count as any other. */
export type Edge = { readonly from: string; readonly to: string };

const ROOMS = ['shared', 'events', 'functions', 'infra', 'web', 'local', 'test', 'docs', 'bench'];

const isSource = (path: string): boolean => /\.(ts|tsx)$/.test(path) && !path.endsWith('.d.ts');

/** Every source of the house. */
export const readSources = (): Source[] =>
  ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && isSource(entry.name) && !entry.parentPath.includes('node_modules'))
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return { path: relative(ROOT, file).split(sep).join('/'), text: readFileSync(file, 'utf8') };
      }),
  );

/** What a source imports: statically, for its types alone, by `export … from`, or by `import()`. */
export const edgesOf = ({ path, text }: Source): Edge[] =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => ({
    from: path,
    to: fileName.startsWith('.') ? posix.normalize(posix.join(dirname(path), fileName)) : fileName,
  }));

/** Code without its comments, strings kept. */
export const withoutComments = ({ path, text }: Source): string => {
  const made = ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      removeComments: true,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      jsx: ts.JsxEmit.Preserve,
    },
  });
  return made.outputText;
};
