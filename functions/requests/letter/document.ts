import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { fillSentence } from '../../../shared/contract/problems.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import words from './words.vi.json' with { type: 'json' };

/** All a letter says; nothing is added to it here but the layout. */
export type Letter = {
  readonly agency: string;
  readonly on: LocalDate;
  readonly title: string;
  /** The form of law it follows, where there is one. */
  readonly template?: string;
  readonly to: string;
  /** Paragraph by paragraph. */
  readonly body: readonly string[];
};

// Administrative documents: sizes in half points, distances in millimetres (the rulebook cites the decree).
const BODY = 28;
const HEAD = 26;
const NOTE = 22;
const mm = convertMillimetersToTwip;

const line = (
  text: string,
  style: { size?: number; bold?: boolean; italics?: boolean; centred?: boolean; indented?: boolean } = {},
): Paragraph =>
  new Paragraph({
    alignment: style.centred ? AlignmentType.CENTER : AlignmentType.JUSTIFIED,
    spacing: { after: 120 },
    ...(style.indented ? { indent: { firstLine: mm(10) } } : {}),
    children: [
      new TextRun({
        text: text.normalize('NFC'),
        size: style.size ?? BODY,
        bold: style.bold ?? false,
        italics: style.italics ?? false,
      }),
    ],
  });

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: none, bottom: none, left: none, right: none };

const side = (children: Paragraph[], percent: number): TableCell =>
  new TableCell({ children, borders: noBorders, width: { size: percent, type: WidthType.PERCENTAGE } });

const twoSides = (left: Paragraph[], right: Paragraph[], percent: number): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: [new TableRow({ children: [side(left, percent), side(right, 100 - percent)] })],
  });

const placeAndDay = (on: LocalDate): string => {
  const [year = '', month = '', day = ''] = on.split('-');
  // A month from March on is written without a leading nought.
  return fillSentence(words.placeAndDay, {
    year,
    day,
    month: Number(month) > 2 ? String(Number(month)) : month,
  });
};

/** The letter as DOCX, laid out as administrative documents are; number, place and signature are left to be filled in. */
export const documentOf = async (letter: Letter): Promise<Uint8Array> => {
  const head = twoSides(
    [
      line(letter.agency.toUpperCase(), { size: HEAD, bold: true, centred: true }),
      line(words.number, { size: HEAD, centred: true }),
    ],
    [
      line(words.country, { size: HEAD, bold: true, centred: true }),
      line(words.motto, { size: HEAD, bold: true, centred: true }),
      line(placeAndDay(letter.on), { size: HEAD, italics: true, centred: true }),
    ],
    42,
  );
  const foot = twoSides(
    [
      line(words.receivers, { size: 24, bold: true, italics: true }),
      line(words.asAbove, { size: NOTE }),
      line(words.kept, { size: NOTE }),
    ],
    [
      line(words.signer, { bold: true, centred: true }),
      line(words.signs, { italics: true, centred: true, size: HEAD }),
    ],
    50,
  );
  const document = new Document({
    creator: letter.agency,
    title: letter.title,
    styles: { default: { document: { run: { font: 'Times New Roman', size: BODY } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15) },
          },
        },
        children: [
          head,
          line(letter.title.toUpperCase(), { bold: true, centred: true }),
          line(letter.to, { centred: true }),
          ...letter.body.map((text) => line(text, { indented: true })),
          foot,
          line(
            letter.template === undefined
              ? words.layoutWithoutForm
              : fillSentence(words.layout, { template: letter.template }),
            { size: NOTE, italics: true },
          ),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
};
