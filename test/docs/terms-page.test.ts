import { expect, it } from 'vitest';
import { termsProps } from '../../functions/publishing/page-props.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { renderTerms } from '../../web/pages/index.ts';
import { aSite, someAssets } from '../web/fixtures.ts';

it('the terms of Điều 18 reach the page with their article', () => {
  const html = renderTerms({ lang: 'vi', site: aSite, assets: someAssets, terms: termsProps() });
  const sentences = rulebook.terms.get('open-data-use')?.sentences ?? [];
  expect(sentences.length).toBeGreaterThan(5);
  for (const { vi } of sentences) expect(html).toContain(vi);
  expect(html).toContain('Điều 18 Nghị định 47/2020/NĐ-CP');
  expect(html).toContain('điểm đ khoản 1 Điều 17 Nghị định 47/2020/NĐ-CP');
});
