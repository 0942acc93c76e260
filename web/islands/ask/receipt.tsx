import { useEffect, useRef, useState } from 'preact/hooks';
import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import { Clock } from '../request/clock.tsx';
import type { Received } from '../request/model.ts';
import { fragmentOf } from '../request/private-link.ts';
import { Sending } from '../request/sending.tsx';
import type { Attachment } from './model.ts';
import type { AskSeed } from './seed.ts';

const CopyLink = ({ text, texts }: { text: string; texts: AskSeed['receipt'] }) => {
  const [isCopied, setCopied] = useState(false);
  return (
    <button
      type="button"
      class="quiet"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <span aria-live="polite">{isCopied ? texts.copied : texts.copy}</span>
    </button>
  );
};

/** What the person takes away: the code, the day with its sum, the private link; files go on from here. */
export const Receipt = ({
  seed,
  received,
  files,
}: {
  seed: AskSeed;
  received: Received;
  files: readonly Attachment[];
}) => {
  const { lang, receipt: t } = seed;
  const { code, secret, agency, uploads } = received;
  const address = paths.requests(lang) + fragmentOf({ code, secret });
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What the form said of itself makes room; who loads the page again comes to the request, not to an empty form.
    document.body.classList.add('one-request');
    history.replaceState(null, '', address);
    place.current?.focus();
  }, []);
  const outgoing = files.flatMap(({ file }, i) => {
    const upload = uploads[i];
    return upload ? [{ file, id: upload.id, address: upload }] : [];
  });
  return (
    <div class="receipt">
      <h2 tabindex={-1} ref={place}>
        {t.title}
      </h2>
      <p>
        <span lang="vi">{agency.name}</span>: {fill(t.to, { day: showDay(received.receivedOn, lang) })}
      </p>
      <Clock deadline={received.deadline} lang={lang} texts={seed.clock} telling={seed.telling} />
      {outgoing.length > 0 ? (
        <section>
          <h3>{t.uploads}</h3>
          <p>{t.stay}</p>
          <Sending files={outgoing} entry={{ code, secret }} texts={seed.sending} />
        </section>
      ) : null}
      <h3>{t.code}</h3>
      <p class="code-shown">{code}</p>
      <p>{t.codeText}</p>
      <h3>{t.link}</h3>
      <p>{t.linkText}</p>
      <p class="actions">
        <a
          class="button"
          href={address}
          onClick={(event) => {
            event.preventDefault();
            location.reload();
          }}
        >
          {t.open}
        </a>
        <CopyLink text={location.origin + address} texts={t} />
      </p>
      <h3>{t.next}</h3>
      <ol>
        <li>{t.next1}</li>
        <li>{t.next2}</li>
        <li>{t.next3}</li>
      </ol>
      <p>
        <a href={paths.requestForm(lang)}>{t.another}</a>
      </p>
    </div>
  );
};
