import { useEffect, useRef, useState } from 'preact/hooks';
import { IMPORT_MAX_BYTES, type ImportCheck } from '../../../shared/contract/imports.ts';
import { operations } from '../../../shared/contract/operations.ts';
import type { Contact } from '../../../shared/contract/publishing.ts';
import type { AgencyCode } from '../../../shared/kernel/ids.ts';
import { useCommand } from '../asking.ts';
import { useDesk } from '../context.ts';
import { base64Of, createRows, type Made } from './create-rows.ts';

const MB = 1024 * 1024;

/** A file is checked first; then, when the officer says so, its rows are created one by one. */
export const useImport = () => {
  const { call } = useDesk();
  const command = useCommand<ImportCheck>();
  const [fileName, setFileName] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const [checked, setChecked] = useState<ImportCheck>();
  const [made, setMade] = useState<ReadonlyMap<number, Made>>(new Map());
  const [stop, setStop] = useState<AbortController>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const check = async (
    file: File,
    defaults: { agency: AgencyCode | undefined; contact: Contact | undefined },
  ): Promise<void> => {
    setFileName(file.name);
    setChecked(undefined);
    setMade(new Map());
    command.clear();
    const isTooLarge = file.size > IMPORT_MAX_BYTES;
    setWrong(isTooLarge ? `Tệp lớn hơn ${IMPORT_MAX_BYTES / MB} MB. Hãy chia thành nhiều tệp.` : undefined);
    if (isTooLarge) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes.length === 0) return setWrong('Tệp rỗng (0 byte).');
    const { agency, contact } = defaults;
    const body = {
      file: base64Of(bytes),
      ...(agency ? { agency } : {}),
      ...(contact ? { contact } : {}),
    };
    command.run((key) => call(operations.checkImport, { body }, key), setChecked);
  };

  const create = async (): Promise<void> => {
    if (!checked) return;
    const controller = new AbortController();
    running.current = controller;
    setStop(controller);
    await createRows(checked, {
      call,
      signal: controller.signal,
      onMade: (one) => setMade((before) => new Map(before).set(one.row, one)),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    setStop(undefined);
  };

  return { command, fileName, wrong, checked, made, check, create, stop };
};
