import { useState } from 'preact/hooks';
import { isTakenName, takenForInput } from '../../../shared/kernel/file-kinds.ts';
import { displayBytes } from '../../display.ts';
import { fill } from '../../fill.ts';
import type { Lang } from '../../texts.ts';
import { fileHash } from '../../put-file.ts';
import { MOST_FILES } from './faults.ts';
import { Field, type Wrong } from './field.tsx';
import type { Attachment } from './model.ts';
import type { AskTexts } from './seed.ts';

type Props = {
  files: readonly Attachment[];
  onChange: (change: (files: readonly Attachment[]) => readonly Attachment[]) => void;
  isInformation: boolean;
  largestFile: number;
  lang: Lang;
  texts: AskTexts;
  wrong: Wrong;
};

/** Chosen files, each with its role. The proof of each is computed here, before anything is sent. */
export const FilesPart = ({ files, onChange, isInformation, largestFile, lang, texts, wrong }: Props) => {
  const [refused, setRefused] = useState<string>();
  // Said in whole megabytes, never more than is taken.
  const size = displayBytes(Math.floor(largestFile / 1e6) * 1e6, lang);

  const prepare = async (file: File): Promise<void> => {
    try {
      const sha256 = await fileHash(file);
      onChange((all) => all.map((one) => (one.file === file ? { ...one, sha256 } : one)));
    } catch {
      onChange((all) => all.filter((one) => one.file !== file));
      setRefused(fill(texts.wrong.unread, { name: file.name }));
    }
  };
  const take = (chosen: readonly File[]): void => {
    const large = chosen.find((file) => file.size > largestFile);
    const strange = chosen.find((file) => !isTakenName(file.name));
    const empty = chosen.find((file) => file.size === 0);
    const said = (sentence: string, file: File | undefined) =>
      file && fill(sentence, { name: file.name, size });
    setRefused(
      said(texts.wrong.fileKind, strange) ??
        said(texts.wrong.tooLarge, large) ??
        said(texts.wrong.empty, empty),
    );
    const fit = chosen.filter((file) => file.size > 0 && file.size <= largestFile && isTakenName(file.name));
    onChange((all) => [...all, ...fit.map((file) => ({ file, role: 'document' as const }))]);
    for (const file of fit) void prepare(file);
  };

  return (
    <>
      <Field
        name="files"
        label={texts.files}
        hint={fill(texts.filesHint, { n: MOST_FILES, size })}
        optional={texts.optional}
        wrong={refused ?? wrong['files']}
      >
        {(attributes) => (
          <input
            {...attributes}
            type="file"
            accept={takenForInput}
            multiple
            onChange={(event) => {
              take([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
        )}
      </Field>
      <ul class="chosen-files">
        {files.map(({ file, role }, i) => (
          <li key={i}>
            <span class="file-name">
              {file.name} <small>{displayBytes(file.size, lang)}</small>
            </span>
            {isInformation ? (
              <label>
                {texts.fileRole}
                <select
                  value={role}
                  onChange={({ currentTarget: { value } }) =>
                    onChange((all) =>
                      all.map((one) =>
                        one.file === file ? { ...one, role: value === 'consent' ? value : 'document' } : one,
                      ),
                    )
                  }
                >
                  <option value="document">{texts['role-document']}</option>
                  <option value="consent">{texts['role-consent']}</option>
                </select>
              </label>
            ) : null}
            <button
              type="button"
              class="quiet"
              onClick={() => onChange((all) => all.filter((one) => one.file !== file))}
            >
              {fill(texts.removeFile, { name: file.name })}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" class="hint">
        {files.some(({ sha256 }) => sha256 === undefined) ? texts.hashing : ''}
      </p>
    </>
  );
};
