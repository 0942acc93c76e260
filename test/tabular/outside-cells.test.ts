import { expect, test } from 'vitest';
import { xlsxOf, type XlsxParts } from '../fixtures/xlsx-parts.ts';
import { workbookOf } from './sheets-workbench.ts';

const unseen = async (parts: Partial<XlsxParts> & { sheet?: string }) => {
  const { sheet = '<sheetData><row r="1"><c><v>1</v></c></row></sheetData>', ...more } = parts;
  return (await workbookOf(xlsxOf({ sheets: { A: sheet }, ...more }))).notes.unseen;
};

const cell = (inside: string): string => `<sheetData><row r="1"><c>${inside}</c></row></sheetData>`;

test.for<[string, string, Parameters<typeof unseen>[0]]>([
  [
    'page-headers',
    'a heading that is only printed',
    {
      sheet: `${cell('<v>1</v>')}<headerFooter><oddHeader>&amp;C&amp;"Arial,Bold"&amp;14MẬT</oddHeader></headerFooter>`,
    },
  ],
  [
    'links',
    'the address behind a cell',
    { sheet: `${cell('<v>1</v>')}<hyperlinks><hyperlink ref="A1" tooltip="ông A"/></hyperlinks>` },
  ],
  [
    'input-messages',
    'what a cell says to whoever fills it in',
    {
      sheet: `${cell('<v>1</v>')}<dataValidations><dataValidation sqref="A1" prompt="Hỏi ông A"/></dataValidations>`,
    },
  ],
  ['formula-texts', 'a word in a formula', { sheet: cell('<f>IF(1&gt;0,1,"034080012345")</f><v>1</v>') }],
  [
    'formula-texts',
    'a word in a rule that colours cells',
    {
      sheet: `${cell('<v>1</v>')}<conditionalFormatting><cfRule type="containsText" text="ông A"/></conditionalFormatting>`,
    },
  ],
  [
    'names',
    'a name given to a range',
    { workbook: '<definedNames><definedName name="ong_A">A!$A$1</definedName></definedNames>' },
  ],
  [
    'leftover-texts',
    'the text of a cell that was emptied',
    {
      strings: '<si><t>ở đây</t></si><si><t>Nguyễn Văn A</t></si>',
      sheet: '<sheetData><row r="1"><c t="s"><v>0</v></c></row></sheetData>',
    },
  ],
  [
    'leftover-texts',
    'a value that a filter still looks for',
    {
      sheet: `${cell('<v>1</v>')}<autoFilter><filterColumn><filters><filter val="Nguyễn Văn A"/></filters></filterColumn></autoFilter>`,
    },
  ],
  ['drawings', 'a text box', { more: [{ name: 'xl/drawings/drawing1.xml', data: '<a/>' }] }],
  [
    'drawings',
    'a small picture of the first page',
    { more: [{ name: 'docProps/thumbnail.jpeg', data: 'x' }] },
  ],
  ['other-parts', 'what nobody knows', { more: [{ name: 'customXml/item1.xml', data: '<a/>' }] }],
])('%s: %s', async ([place, , parts]) => {
  expect(await unseen(parts)).toEqual([place]);
});

test('an ordinary workbook has none: page numbers, sums, empty texts, what is printed and filtered', async () => {
  expect(
    await unseen({
      strings: '<si><t>một</t></si><si><t xml:space="preserve"> </t></si>',
      sheet:
        '<sheetData><row r="1"><c t="s"><v>0</v></c><c><f>IF(A2="","",SUM(A2:A9))</f><v>3</v></c></row></sheetData>' +
        '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N&amp;R&amp;D</oddFooter></headerFooter>',
      workbook: '<definedNames><definedName name="_xlnm.Print_Area">A!$A$1</definedName></definedNames>',
      more: [
        { name: 'xl/theme/theme1.xml', data: '<a/>' },
        { name: 'xl/tables/table1.xml', data: '<a/>' },
        { name: 'xl/printerSettings/printerSettings1.bin', data: 'x' },
        { name: 'docProps/app.xml', data: '<a/>' },
      ],
    }),
  ).toEqual([]);
});
