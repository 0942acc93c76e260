import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import type { Upload } from '../../shared/contract/uploads.ts';
import { someCommunes, toyBoundary } from '../fixtures/toy-boundary.ts';
import { approve, body, deskOf, publishFile, published, sendFile, submit, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let department: Desk;

beforeAll(async () => {
  [officer, department] = await Promise.all([deskOf(driver, 'focal-xay-dung'), deskOf(driver, 'department')]);
});

const first = 'STT,mã cầu,tên cầu,dài (m)\n1,C01,Cầu Bo,230\n2,C02,Cầu Tân Đệ,1068\n3,C03,Cầu Trà Lý,\n';
const second =
  'mã cầu,tên cầu,dài (m),tải trọng\nC00,Cầu Mới,12.5,H30\nC02,Cầu Tân Đệ,1070,H30\nC01,Cầu Bo,230,H13\n';

describe('two releases of one table', () => {
  let slug: string;
  let upload: Upload;

  beforeAll(async () => {
    const title = 'Cầu trên đường tỉnh, hai kỳ';
    const file = await publishFile(officer, department, title, 'cau.csv', Buffer.from(first));
    slug = file.slug;
    upload = await sendFile(officer, file.id, 'cau-2.csv', Buffer.from(second));
  });

  test('the check tells what changed, row by row by the code that tells them apart', () => {
    expect(upload.report?.comparison).toMatchObject({
      release: 1,
      key: ['mã cầu'],
      keyIs: 'found',
      rowsBefore: 3,
      rowsAfter: 3,
      added: 1,
      removed: 1,
      changed: 1,
      unchanged: 1,
      columnsAdded: ['tải trọng'],
      columnsRemoved: ['STT'],
      columnsChanged: [{ column: 'dài (m)', count: 1 }],
      samples: {
        changed: [
          { key: [{ column: 'mã cầu', value: 'C02' }], cells: [{ column: 'dài (m)', before: '1068' }] },
        ],
      },
    });
  });

  test('the approver reads it before deciding', async () => {
    body(await submit(officer, upload.datasetId));
    const seen = body(await department.call(op.readUpload, { params: { id: upload.id } }));
    expect(seen.report?.comparison).toEqual(upload.report?.comparison);
  });

  test('the public reads it beside the release, in both languages', async () => {
    body(await approve(department, upload.datasetId));
    await published(officer, upload.datasetId, 2);
    const page = (path: string, words: string) =>
      eventually(`${path} with the changes`, async () => {
        const html = await (await fetch(`${driver.baseUrl}${path}`)).text();
        return html.includes(words) && html;
      });
    const vi = await page(`/datasets/${slug}/`, 'thay đổi so với bản 1');
    expect(vi).toContain('Dòng: thêm 1, bớt 1, sửa 1, giữ nguyên 1.');
    expect(vi).toContain('Cột bị bỏ: STT.');
    const en = await page(`/en/datasets/${slug}/`, 'changes since release 1');
    expect(en).toContain('Rows: 1 added, 1 removed, 1 changed, 1 unchanged.');
  });
});

describe('two releases of one map', () => {
  test('the check counts the shapes that changed, and the public reads it', async () => {
    const communes = someCommunes(6);
    const title = 'Ô vuông hai kỳ, để thử so sánh hình';
    const first = toyBoundary(communes);
    const file = await publishFile(officer, department, title, 'o-vuong.geojson', first);
    const map = JSON.parse(toyBoundary(communes).toString()) as { features: { geometry: unknown }[] };
    const wider = JSON.parse(toyBoundary(communes, 0.02).toString()) as { features: { geometry: unknown }[] };
    if (map.features[0] && wider.features[0]) map.features[0].geometry = wider.features[0].geometry;
    const upload = await sendFile(officer, file.id, 'o-vuong.geojson', Buffer.from(JSON.stringify(map)));
    expect(upload.report?.comparison).toMatchObject({
      key: ['mã'],
      added: 0,
      removed: 0,
      changed: 0,
      geometryChanged: 1,
    });
    body(await submit(officer, file.id));
    body(await approve(department, file.id));
    await published(officer, file.id, 2);
    await eventually('the page with the shapes', async () =>
      (await (await fetch(`${driver.baseUrl}/datasets/${file.slug}/`)).text()).includes(
        'Hình (vị trí, ranh giới) được sửa ở 1 dòng',
      ),
    );
  });
});
