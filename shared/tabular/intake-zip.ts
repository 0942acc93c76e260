import { mkdir } from 'node:fs/promises';
import type { Decided } from '../kernel/reading.ts';
import { identify, isIdentified } from './identify.ts';
import { refusedFor, type DataFile, type Intake, type IntakeOptions } from './prepare.ts';
import { problemOfSheets, type Note } from './problem.ts';
import { openZip } from './sheets/open-zip.ts';

const entryDecided = (entry: string, ignored: readonly string[], isTold: boolean): Decided => ({
  what: 'entry',
  chosen: entry.slice(0, 300),
  how: isTold ? 'told' : 'certain',
  alternatives: ignored.slice(0, 50).map((name) => name.slice(0, 300)),
  samples: [],
});

const leftOut = (ignored: readonly string[]): Note[] =>
  ignored.length === 0
    ? []
    : [
        {
          code: 'zip-files-left-out',
          facts: { count: ignored.length, names: ignored.join('; ').slice(0, 500) },
        },
      ];

/** Takes the one data file out of a zip and has it taken in as if it had been sent itself. */
export const unpack = async (
  path: string,
  options: IntakeOptions,
  takeIn: (file: DataFile) => Promise<Intake>,
): Promise<Intake> => {
  const { scratch, signal, reading } = options;
  await mkdir(scratch, { recursive: true });
  const opened = await openZip(path, {
    folder: scratch,
    ...(reading?.entry === undefined ? {} : { entry: reading.entry }),
    ...(signal ? { signal } : {}),
  });
  if ('problem' in opened) return refusedFor(problemOfSheets(opened.problem));
  const { entry, ignored } = opened;
  const identified = await identify(opened.path, entry, opened.bytes, options);
  if (!isIdentified(identified)) return refusedFor(identified);
  if (identified.format === 'zip')
    return refusedFor({ code: 'zip-nested', facts: { entry: entry.slice(0, 100) } });
  const source = { entry, path: opened.path, identified };
  const intake = await takeIn(source);
  return {
    ...intake,
    source,
    isCopy: true,
    decided: [entryDecided(entry, ignored, reading?.entry !== undefined), ...intake.decided],
    notes: [...leftOut(ignored), ...intake.notes],
  };
};
