import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { operations as op } from '../shared/contract/operations.ts';
import {
  approve,
  body,
  completeUpload,
  createDataset,
  deskOf,
  partsOf,
  publishFile,
  putPart,
  startUpload,
  submit,
  type Desk,
} from '../test/journeys/driver/desk.ts';
import { embeddedDriver } from '../test/journeys/driver/embedded.ts';
import { startPortal } from './portal.ts';
import { cpuSecondsOf, descendantsOf, functionProcesses, peakMbOf } from './processes.ts';
import type { Session } from './session.ts';
import { until } from './waiting.ts';

export type CheckedUpload = {
  /** From the command that completes the upload to `passed`, as the officer's desk sees it. */
  readonly seconds: number;
  /** From the approval of the release to the first answered search among its rows. People decide in between. */
  readonly publishSeconds: number;
  /** Processor seconds of all processes of the portal, for both. */
  readonly cpuSeconds: number | undefined;
  /** How long the desk showed each stage. */
  readonly stages: ReadonlyMap<string, number>;
  /** The most resident memory of the function's processes; undefined where the system does not tell. */
  readonly peakMb: number | undefined;
  readonly rows: number;
};

const FOCAL_OFFICER = 'focal-gddt';
const LOOK_EVERY_MS = 250;

/** Takes the peak again and again: with a process ends what the system knows of it. */
const watchPeak = (id: string): (() => number | undefined) => {
  let peak = 0;
  const look = (): void => {
    peak = Math.max(peak, ...functionProcesses(id).map(peakMbOf));
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
    return peak > 0 ? peak : undefined;
  };
};

const untilPassed = async (desk: Desk, id: string, signal: AbortSignal) => {
  const stages = new Map<string, number>();
  let last = performance.now();
  const look = async (): Promise<number | undefined> => {
    const upload = body(await desk.call(op.readUpload, { params: { id } }));
    const now = performance.now();
    const stage = upload.stage ?? upload.status;
    if (upload.status === 'passed') return upload.report?.rows ?? 0;
    if (upload.status === 'failed') throw new Error(JSON.stringify(upload.report?.problems.slice(0, 3)));
    stages.set(stage, (stages.get(stage) ?? 0) + (now - last) / 1000);
    last = now;
    return undefined;
  };
  return { rows: await until(look, { everyMs: LOOK_EVERY_MS, signal }), stages };
};

const cpuOfPortal = (): number =>
  descendantsOf(process.pid).reduce((sum, pid) => sum + (cpuSecondsOf(pid) ?? 0), 0);

/** A citizen searches among the rows until there is an answer. */
const untilAnswered = async (url: string, slug: string, signal: AbortSignal): Promise<void> => {
  const look = async (): Promise<true | undefined> => {
    const answer = await fetch(`${url}/api/v1/datasets/${slug}/rows?q=dong%20hung`, { signal });
    await answer.arrayBuffer();
    return answer.ok || undefined;
  };
  await until(look, { everyMs: LOOK_EVERY_MS, signal });
};

/** A small table goes the whole way first: what is measured beside it, a database at work, was not just started either. */
const warmUp = async (url: string, signal: AbortSignal): Promise<void> => {
  const driver = embeddedDriver(url);
  const rows = Array.from({ length: 100 }, (_, n) => `${n},Trạm bơm số ${n}\n`);
  const [officer, department] = await Promise.all([
    deskOf(driver, FOCAL_OFFICER),
    deskOf(driver, 'department'),
  ]);
  const bytes = Buffer.from(`mã,tên\n${rows.join('')}`);
  const { slug } = await publishFile(officer, department, 'Trạm bơm, bảng nhỏ', 'tram-bom.csv', bytes);
  await untilAnswered(url, slug, signal);
};

/**
 * Sends a file to a portal of its own as the desk does, follows its check to the end, and publishes it. Throws when it
 * does not pass.
 */
export const checkUpload = async (csv: string, { folder, signal }: Session): Promise<CheckedUpload> => {
  const portal = await startPortal(join(folder, 'state-of-upload'), signal);
  try {
    await warmUp(portal.url, signal);
    await portal.atRest();
    const desk = await deskOf(embeddedDriver(portal.url), FOCAL_OFFICER);
    const dataset = await createDataset(desk, 'Công trình công cộng, bảng một triệu dòng');
    const bytes = await readFile(csv);
    const upload = await startUpload(desk, dataset.id, basename(csv), bytes);
    const parts = partsOf(upload, bytes);
    for (const part of parts) {
      signal.throwIfAborted();
      const status = await putPart(desk, upload, part);
      if (status !== 200) throw new Error(`Part ${part.number} was answered ${status}`);
    }
    const peak = watchPeak('check-upload');
    try {
      const department = await deskOf(embeddedDriver(portal.url), 'department');
      const cpuBefore = cpuOfPortal();
      const begun = performance.now();
      body(await completeUpload(desk, upload, parts));
      const { rows, stages } = await untilPassed(desk, upload.id, signal);
      const seconds = (performance.now() - begun) / 1000;
      const peakMb = peak();
      body(await submit(desk, dataset.id));
      const approved = performance.now();
      body(await approve(department, dataset.id));
      await untilAnswered(portal.url, dataset.slug, signal);
      const publishSeconds = (performance.now() - approved) / 1000;
      const cpuAfter = cpuOfPortal();
      const cpuSeconds = cpuBefore > 0 ? cpuAfter - cpuBefore : undefined;
      return { seconds, publishSeconds, cpuSeconds, stages, rows, peakMb };
    } finally {
      peak();
    }
  } finally {
    await portal.stop();
  }
};
