import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import type { Opened } from '../request/model.ts';
import type { ContentTexts, TrackSeed } from './seed.ts';

type Content = NonNullable<Opened['content']>;
type Asks = Extract<Content, { kind: 'information' }>['asks'];
/** A field of the form: its label, what was written, and whether that is a choice, worded by this page. */
type Line = readonly [label: string, value: string | undefined, isChoice?: 'choice'];

const linesOfInformation = (asks: Asks, email: string | undefined, t: ContentTexts): Line[] => {
  const { person } = asks;
  return [
    [t.information, asks.information],
    [t.purpose, asks.purpose],
    [t.provision, t[`provision-${asks.provision}`], 'choice'],
    [t.subject, t[`subject-${asks.subject}`], 'choice'],
    [t.form, t[`form-${asks.form}`], 'choice'],
    ...(asks.form === '01b'
      ? ([
          [t.intermediaryName, asks.intermediary.name],
          [t.intermediaryAddress, asks.intermediary.address],
        ] as const)
      : []),
    [asks.form === '01b' ? t.representative : t.name, person.name],
    [t.address, person.address],
    [t.idNumber, person.idNumber],
    [t.phone, person.phone],
    [t.fax, person.fax],
    [t.email, email ?? person.email],
  ];
};

const linesOf = (content: Content, email: string | undefined, t: ContentTexts): Line[] => {
  if (content.kind === 'information') return linesOfInformation(content.asks, email, t);
  const { says } = content;
  return [
    ...(content.kind === 'correction' ? [[t.follows, content.follows] as const] : []),
    [t.description, says.description],
    [t.place, says.place],
    [t.proposal, says.proposal],
    [t.name, says.name],
    [t.phone, says.phone],
    [t.email, email ?? says.email],
  ];
};

/** Those an organisation asks for, as its list has them. */
const People = ({ asks, labels }: { asks: Asks; labels: ContentTexts }) =>
  asks.form === '01b' ? (
    <div class="scroll" tabindex={0} role="region" aria-label={labels.people}>
      <table>
        <caption>
          {labels.people} ({asks.intermediary.people.length})
        </caption>
        <thead>
          <tr>
            {[labels.name, labels.idNumber, labels.reason].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody lang="vi">
          {asks.intermediary.people.map(({ name, idNumber, reason }, i) => (
            <tr key={i}>
              <th scope="row">{name}</th>
              <td>{idNumber}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  ) : null;

/** The whole form as it was sent; written consent and other attachments stand among the files. */
export const ContentShown = ({ seed, request }: { seed: TrackSeed; request: Opened }) => {
  const { texts, content: labels, lang } = seed;
  const { content, email, papersErasedOn } = request;
  return (
    <section>
      <h2>{texts.content}</h2>
      {papersErasedOn ? <p>{fill(texts.erased, { day: showDay(papersErasedOn, lang) })}</p> : null}
      {content ? (
        <dl class="facts">
          {linesOf(content, email, labels).map(([label, value, isChoice]) =>
            value === undefined ? null : (
              <div key={label}>
                <dt>{label}</dt>
                <dd {...(isChoice ? {} : { lang: 'vi', class: 'as-written' })}>{value}</dd>
              </div>
            ),
          )}
        </dl>
      ) : null}
      {content?.kind === 'information' ? <People asks={content.asks} labels={labels} /> : null}
    </section>
  );
};
