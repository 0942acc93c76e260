import type { ReportFinding } from '../../../shared/contract/uploads.ts';
import { decisionsFor, FindingDecision } from '../../../shared/kernel/screening.ts';
import { Field } from '../parts/field.tsx';
import { wrongOf, type Wrong } from '../parts/form-errors.ts';
import { decisionWordsFor, FindingCells, kindWords } from './findings.tsx';

export type FindingChoice = { readonly decision: FindingDecision['decision'] | ''; readonly reason: string };

/** By the finding's id. */
export type Choices = Readonly<Record<string, FindingChoice>>;

const unmade: FindingChoice = { decision: '', reason: '' };

/** The decisions as they are sent, or what is missing, by `<id>.decision` and `<id>.reason`. */
export const decisionsOf = (
  findings: readonly Pick<ReportFinding, 'id'>[],
  choices: Choices,
): { decisions: FindingDecision[]; wrong: Wrong } => {
  const decisions: FindingDecision[] = [];
  const wrong: Record<string, string> = {};
  for (const { id } of findings) {
    const parsed = FindingDecision.safeParse({ id, ...(choices[id] ?? unmade) });
    if (parsed.success) decisions.push(parsed.data);
    else for (const [field, why] of Object.entries(wrongOf(parsed.error))) wrong[`${id}.${field}`] = why;
  }
  return { decisions, wrong };
};

type Props = {
  findings: readonly ReportFinding[];
  choices: Choices;
  change: (id: string, choice: FindingChoice) => void;
  wrong: Wrong;
};

const Choice = (props: {
  finding: ReportFinding;
  index: number;
  choice: FindingChoice;
  change: (choice: FindingChoice) => void;
  wrong: Wrong;
}) => {
  const { finding, index, choice, change, wrong } = props;
  const name = `finding-${index}`;
  const unchosen = wrong[`${finding.id}.decision`];
  return (
    <fieldset class="finding">
      <legend>
        {kindWords[finding.kind]}. <span class="sentence">{finding.sentence}</span>
      </legend>
      <FindingCells finding={finding} />
      {decisionsFor(finding.kind).map((decision) => (
        <label class="check-row" key={decision}>
          <input
            type="radio"
            name={name}
            checked={choice.decision === decision}
            aria-invalid={unchosen !== undefined}
            aria-describedby={unchosen ? `${name}-wrong` : undefined}
            onChange={() => change({ ...choice, decision })}
          />
          <span>{decisionWordsFor(finding.kind)[decision]}</span>
        </label>
      ))}
      {unchosen ? (
        <span class="wrong" id={`${name}-wrong`}>
          Chọn điều đúng, hoặc sửa tệp rồi tải lên lại.
        </span>
      ) : null}
      <Field
        id={`${name}-reason`}
        label="Lý do"
        hint="Từ 10 đến 500 ký tự, được ghi vào sổ cái. Không chép lại dữ liệu cá nhân vào đây."
        wrong={wrong[`${finding.id}.reason`]}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            rows={2}
            maxlength={500}
            value={choice.reason}
            onInput={(event) => change({ ...choice, reason: event.currentTarget.value })}
          />
        )}
      </Field>
    </fieldset>
  );
};

/** One decision and one reason for each thing the check found. */
export const FindingChoices = ({ findings, choices, change, wrong }: Props) =>
  findings.length === 0 ? null : (
    <section aria-labelledby="finding-choices">
      <h3 id="finding-choices">Quyết định về {findings.length} điều đã thấy trong tệp</h3>
      {findings.map((finding, index) => (
        <Choice
          key={finding.id}
          finding={finding}
          index={index}
          choice={choices[finding.id] ?? unmade}
          change={(choice) => change(finding.id, choice)}
          wrong={wrong}
        />
      ))}
    </section>
  );
