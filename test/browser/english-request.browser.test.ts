import { describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { actOn } from '../journeys/driver/citizen.ts';
import { body, deskOf } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { addressOf } from './a-request.ts';
import { lookAt } from './look.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();
/** Letters that only Vietnamese has; names of agencies and places may have them, sentences may not. */
const VIETNAMESE = /[ăđơưạảấầậắằếềệịọốồộớờợụứừựỳ]/;

describe.each(WIDTHS)('somebody who reads English asks for information at %i pixels', (width) => {
  const visit = useVisit(width, { locale: 'en-GB' });
  const email = addressOf('reader', width);
  let code = '';

  /** The newest letter of this subject, as it came. */
  const letter = (subject: RegExp) =>
    eventually(`the letter ${subject.source}`, async () =>
      (await driver.mailTo(email)).findLast((one) => subject.test(one.subject)),
    );

  test('an empty form says in English at each field what to do', async () => {
    const { page } = visit();
    await page.goto('/en/requests/new/');
    await page.getByRole('button', { name: 'Send a confirmation code' }).click();
    await page.getByText(/^\d+ fields need a change/).waitFor();
    const asked = page.getByLabel('Information you ask for');
    expect(await asked.evaluate((it) => it === document.activeElement)).toBe(true);
    await page.getByText('Please fill in or choose.').first().waitFor();
    await lookAt(visit(), 'request-form-wrong-en');
  });

  test('filled, confirmed by the code of an English letter, it is sent: code, day and sum in English', async () => {
    const { page } = visit();
    await page.getByLabel('Information you ask for').fill('Land use plan of Dong Hung commune for 2025');
    await page.getByLabel('Reason and purpose').fill('To see where the new road will run');
    await page.getByLabel('Full name').fill('Mary Nguyen');
    await page.getByLabel('Residence or address').fill('7 Le Loi street, Dong Hung');
    await page.getByLabel('Number of identity card or passport').fill('034190009876');
    await page
      .getByLabel('Agency that holds the information or is responsible')
      .selectOption({ label: 'Sở Nông nghiệp và Môi trường' });
    await page.getByLabel('E-mail address for the code and the answer').fill(email);
    await page.getByRole('button', { name: 'Send a confirmation code' }).click();
    await page.getByText(`A code of 6 digits was sent to ${email}`).waitFor();
    const sent = await eventually('the code', async () =>
      (await driver.mailTo(email)).find(({ text }) => /\b\d{6}$/m.test(text)),
    );
    expect(`${sent.subject}\n${sent.text}`).toMatch(/confirmation code/i);
    const right = /\b(\d{6})$/m.exec(sent.text)?.[1] ?? '';
    await page.getByLabel('Confirmation code in the letter').fill(right);
    await page.getByRole('button', { name: 'Send the request', exact: true }).click();
    await page.getByRole('heading', { name: 'Your request was sent' }).waitFor();
    code = (await page.locator('.code-shown').textContent()) ?? '';
    expect(code).toMatch(/^YC-/);
    await page.getByText(/^Due by the end of /).waitFor();
    await page.getByText('How this day was counted').click();
    await page
      .getByText(/^Start: .* \(the day the valid request was received\)\./)
      .first()
      .waitFor();
    await lookAt(visit(), 'request-receipt-en');
  });

  test('hears in English, by a link to the English page, and reads the answer there', async () => {
    const received = await letter(new RegExp(`^Request ${code} received`));
    expect(received.text).toContain(`/en/requests/#${code}.`);
    const officer = await deskOf(driver, 'focal-nnmt');
    body(await actOn(officer, op.answerRequest, code, { text: 'The plan is attached to Decision 123.' }));
    const answered = await letter(new RegExp(`^Request ${code}.*answered`));
    const sentences = answered.text.replaceAll('Sở Nông nghiệp và Môi trường', '').normalize('NFC');
    expect(sentences).not.toMatch(VIETNAMESE);
    const { page } = visit();
    await page.getByRole('link', { name: 'See the request' }).click();
    await page.getByRole('heading', { name: `Request ${code}` }).waitFor();
    await page.getByText('The plan is attached to Decision 123.').waitFor();
    await lookAt(visit(), 'request-answered-en');
  });
});
