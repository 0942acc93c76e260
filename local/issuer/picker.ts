import { escapeHtml } from '../console/html.ts';
import type { Persona } from './personas.ts';

/** Personas under their agency, agencies in the order in which they first appear. */
export const byAgency = (personas: readonly Persona[]): [agency: string, personas: Persona[]][] => {
  const groups = new Map<string, Persona[]>();
  for (const persona of personas)
    groups.set(persona.agencyName, [...(groups.get(persona.agencyName) ?? []), persona]);
  return [...groups];
};

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 64rem; padding: 1rem; }
  .note { border-left: .3rem solid #b45309; padding-left: .75rem; }
  .groups { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); }
  fieldset { border: 1px solid #8888; border-radius: .5rem; margin: 0; padding: .5rem 1rem 1rem; }
  legend { font-weight: 600; padding: 0 .35rem; }
  button { display: block; width: 100%; text-align: left; margin-top: .5rem; padding: .6rem .8rem; font: inherit;
    border: 1px solid #8888; border-radius: .4rem; background: none; color: inherit; cursor: pointer; }
  button:hover, button:focus-visible { outline: .2rem solid #1d4ed8; outline-offset: .1rem; }
  small { display: block; opacity: .8; }
`;

/** The page where one chooses who to be: plain buttons, so that Tab and Enter are enough. */
export const pickerPage = (personas: readonly Persona[], action: string): string => `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="/favicon.svg" type="image/svg+xml"><title>Chọn người đăng nhập · Cổng dữ liệu (cục bộ)</title>
<style>${STYLE}</style></head>
<body>
<main>
<h1>Đăng nhập với vai nào?</h1>
<p class="note">Bản chạy thử trên máy này: mọi người dưới đây đều là nhân vật trình diễn, không có mật khẩu.</p>
<form method="post" action="${escapeHtml(action)}">
<div class="groups">
${byAgency(personas.filter(({ role }) => role !== 'app'))
  .map(
    ([agency, group]) => `<fieldset><legend>${escapeHtml(agency)}</legend>
${group
  .map(
    (persona) =>
      `<button name="persona" value="${escapeHtml(persona.id)}">${escapeHtml(persona.name)}<small>${escapeHtml(persona.position)} · ${escapeHtml(persona.id)}</small></button>`,
  )
  .join('\n')}
</fieldset>`,
  )
  .join('\n')}
</div>
</form>
</main>
</body>
</html>
`;
