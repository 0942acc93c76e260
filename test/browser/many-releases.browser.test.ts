import { beforeAll, describe, expect, test } from 'vitest';
import { RECENT_RELEASES } from '../../shared/capabilities/publishing/model.ts';
import { approve, body, deskOf, publishFile, published, sendFile, submit } from '../journeys/driver/desk.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { panel, signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit } from './visit.ts';

const driver = theDriver();
/** Two are older than the listed ones. */
const ALL = RECENT_RELEASES + 2;
const why = 'Bản này có cột số điện thoại riêng, chưa được phép công khai.';

describe('an officer of a dataset with more releases than are listed', () => {
  const visit = useVisit(390);
  let id = '';
  const releases = () => panel(visit().page, 'Các bản đã công bố');

  // By API, for that is not what is looked at; each waits for the one before.
  beforeAll(async () => {
    const officer = await deskOf(driver, 'focal-gddt');
    const department = await deskOf(driver, 'department');
    const table = (n: number) => Buffer.from(`mã,tên\n01,Trường Bo\n02,Trường ${n}\n`);
    ({ id } = await publishFile(
      officer,
      department,
      titled('Trường học từng tháng'),
      'truong.csv',
      table(1),
    ));
    for (let number = 2; number <= ALL; number += 1) {
      await sendFile(officer, id, 'truong.csv', table(number));
      body(await submit(officer, id));
      body(await approve(department, id));
      await published(officer, id, number);
    }
  }, 400_000);

  test('takes the oldest back by its number', async () => {
    const { page } = visit();
    await signIn(page, 'focal-gddt');
    await page.goto(`/desk/datasets/${id}`);
    await releases().getByText(`Xem tất cả ${ALL} bản`).waitFor();
    expect(await releases().getByText('Bản 1', { exact: true }).count()).toBe(0);
    await releases().getByLabel('Rút một bản cũ hơn, bản số').fill('1');
    await releases().getByRole('button', { name: 'Rút bản 1…' }).click();
    await releases().getByText('Rút bản 1 không làm lại được.').waitFor();
    await releases().getByText(`Bản mới nhất vẫn là bản ${ALL}.`).waitFor();
    await releases().getByLabel('Lý do rút bản 1').fill(why);
    await lookAt(visit(), 'desk-take-back-older');
    await releases().getByRole('button', { name: 'Rút bản 1', exact: true }).click();
    await releases().getByText('Đã rút', { exact: true }).waitFor();
    await releases().getByText(why).waitFor();
  });

  test('is told that it is gone, and offered no number that is not there', async () => {
    const field = releases().getByLabel('Rút một bản cũ hơn, bản số');
    await field.fill('1');
    await releases().getByText('Bản 1 đã rút.').waitFor();
    await field.fill('0');
    await releases().getByText('Bản 1 đã rút.').waitFor({ state: 'detached' });
    expect(await releases().getByRole('button', { name: 'Rút bản 0…' }).count()).toBe(0);
  });
});
