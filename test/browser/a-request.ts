import { deskOf, publishFile } from '../journeys/driver/desk.ts';
import type { Driver } from '../journeys/driver/driver.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { titled } from './this-run.ts';
import type { Visit } from './visit.ts';

const driver = theDriver();

/** The code in the newest letter to an address. */
export const codeIn = async (email: string, mailbox: Pick<Driver, 'mailTo'> = driver): Promise<string> =>
  eventually('the code', async () => {
    const letter = (await mailbox.mailTo(email)).at(-1);
    return /Mã xác nhận: (\d{6})$/m.exec(letter?.text ?? '')?.[1];
  });
/** An address of this run's own. */
export const addressOf = (who: string, width: number): string =>
  `${titled(`${who}-${width}`).replaceAll(' ', '-')}@example.com`;

/** A published dataset that requests can be about; gives its slug once the search finds it. */
export const aDataset = async (title: string, question: string): Promise<string> => {
  const [officer, department] = await Promise.all([
    deskOf(driver, 'focal-nnmt'),
    deskOf(driver, 'department'),
  ]);
  const { slug } = await publishFile(
    officer,
    department,
    title,
    'bep.csv',
    Buffer.from('mã,tên\n01,Hoa Sen\n'),
  );
  await eventually(
    'the page',
    async () => (await fetch(`${driver.baseUrl}/datasets/${slug}/`)).status === 200,
  );
  await eventually('the search hit', async () => {
    const answer = await fetch(`${driver.baseUrl}/api/v1/datasets?q=${encodeURIComponent(question)}`);
    return ((await answer.json()) as { items: { slug: string }[] }).items.some((one) => one.slug === slug);
  });
  return slug;
};

/** Types the code that came by mail and sends; ends on the receipt and gives the code of the request. */
export const confirm = async (
  { page }: Visit,
  email: string,
  mailbox: Pick<Driver, 'mailTo'> = driver,
): Promise<string> => {
  await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click();
  await page.getByText(`Đã gửi mã gồm 6 chữ số tới ${email}`).waitFor();
  await page.getByLabel('Mã xác nhận trong thư').fill(await codeIn(email, mailbox));
  await page.getByRole('button', { name: 'Gửi yêu cầu', exact: true }).click();
  await page.getByRole('heading', { name: 'Đã gửi yêu cầu' }).waitFor();
  return (await page.locator('.code-shown').textContent()) ?? '';
};
