import { jsonAnswer, operationOf, type Engine } from '../../aws/engine-call.ts';

/** The parameters of the template, to be read by name; nothing writes one at run time. */
export const createParameters = (parameters: ReadonlyMap<string, string>): Engine => ({
  handle: async ({ headers, body }) => {
    if (operationOf(headers) !== 'GetParameter')
      return jsonAnswer('1.1', { __type: 'UnknownOperationException' }, 400);
    const { Name } = JSON.parse(body.toString('utf8')) as { Name?: string };
    const value = parameters.get(Name ?? '');
    return value === undefined
      ? jsonAnswer('1.1', { __type: 'ParameterNotFound', message: `${Name} is not a parameter.` }, 400)
      : jsonAnswer('1.1', { Parameter: { Name, Type: 'String', Value: value, Version: 1 } });
  },
});
