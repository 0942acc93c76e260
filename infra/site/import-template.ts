import writeExcelFile, { type Feature, type Image, type SheetData } from 'write-excel-file/node';
import { getOrderOfSiblings, insertElementMarkupAccordingToOrderOfSiblings } from 'write-excel-file/utility';
import template from '../../shared/contract/import-columns.json' with { type: 'json' };
import { IMPORT_MAX_ROWS } from '../../shared/contract/imports.ts';

/** The terms people may choose from, by the name of their list. */
export type Lists = Readonly<Record<string, readonly { readonly vi: string }[]>>;

const listed = template.columns.flatMap((column) => (column.list === undefined ? [] : [column.list]));

const letterOf = (index: number): string => String.fromCharCode('A'.charCodeAt(0) + index);

const heading = (value: string) => ({ value, fontWeight: 'bold' as const, backgroundColor: '#e8eef5' });

/** Cells below a column with a list offer its terms, and refuse others. */
const validations = (lists: Lists): string => {
  const each = template.columns.flatMap(({ list }, i) => {
    if (list === undefined) return [];
    const column = letterOf(listed.indexOf(list));
    const last = (lists[list] ?? []).length + 1;
    const cells = `${letterOf(i)}2:${letterOf(i)}${IMPORT_MAX_ROWS + 1}`;
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="Không có trong danh sách" error="Hãy chọn một giá trị trong danh sách." sqref="${cells}"><formula1>'${template.listsSheet}'!$${column}$2:$${column}$${last}</formula1></dataValidation>`,
    ];
  });
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
};

const WORKSHEET = 'xl/worksheets/sheet{id}.xml';

const withLists = (lists: Lists): Feature<Image['content']> => ({
  files: {
    transform: {
      [WORKSHEET]: {
        transform: (xml: string, _options: unknown, { sheetIndex }: { sheetIndex: number }) =>
          sheetIndex === 0
            ? insertElementMarkupAccordingToOrderOfSiblings(
                xml,
                validations(lists),
                getOrderOfSiblings(WORKSHEET, 'worksheet') ?? [],
                'worksheet',
              )
            : xml,
      },
    },
  },
});

const names = template.columns.map(({ header, isRequired }) => heading(isRequired ? `${header} *` : header));

const terms = (lists: Lists): SheetData => {
  const longest = Math.max(...listed.map((list) => (lists[list] ?? []).length));
  return [
    template.columns.flatMap(({ list, header }) => (list === undefined ? [] : [heading(header)])),
    ...Array.from({ length: longest }, (_, row) =>
      listed.map((list) => {
        const term = lists[list]?.[row];
        return term ? { value: term.vi } : null;
      }),
    ),
  ];
};

const guide: SheetData = [
  [heading('Cột'), heading('Bắt buộc'), heading('Cách điền')],
  ...template.columns.map(({ header, isRequired, hint }) => [
    { value: header },
    { value: isRequired ? 'có' : 'không' },
    { value: hint, wrap: true },
  ]),
  [
    { value: 'Mỗi dòng' },
    null,
    {
      value: `Một bộ dữ liệu, tối đa ${IMPORT_MAX_ROWS} dòng một tệp. Nhập lại cùng tệp không tạo trùng: dòng đã có thì bỏ qua.`,
      wrap: true,
    },
  ],
];

/** The workbook officers fill in: a sheet of rows whose cells offer the terms, the terms, and how to fill it in. */
export const importTemplate = (lists: Lists): Promise<Buffer> =>
  writeExcelFile(
    [
      {
        data: [names],
        sheet: template.sheet,
        columns: template.columns.map(({ width }) => ({ width })),
        stickyRowsCount: 1,
      },
      { data: terms(lists), sheet: template.listsSheet, columns: listed.map(() => ({ width: 40 })) },
      { data: guide, sheet: template.guideSheet, columns: [{ width: 26 }, { width: 12 }, { width: 90 }] },
    ],
    { features: [withLists(lists)] },
  ).toBuffer();
