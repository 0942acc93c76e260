import { operations } from '../../../shared/contract/operations.ts';
import { useDesk } from '../context.ts';
import { ActForm, type ActProps } from './act-form.tsx';
import { followsOf } from './follows.ts';
import { writtenActs, type WrittenAct } from './words.ts';

const operationOf = {
  clarify: operations.askClarification,
  'record-clarification': operations.recordClarification,
  'find-complex': operations.findRequestComplex,
  extend: operations.extendRequest,
} as const;

/** Asking, recording, saying it is complex, extending: words, and what follows from them. */
export const WrittenActForm = (props: ActProps & { act: WrittenAct }) => {
  const { call } = useDesk();
  const { label, field } = writtenActs[props.act];
  return (
    <ActForm
      {...props}
      field={field}
      follows={followsOf(props.act, props.request)}
      submit={label}
      send={(text, key) =>
        call(operationOf[props.act], { params: { code: props.request.code }, body: { text } }, key)
      }
    />
  );
};
