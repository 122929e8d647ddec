import type {
  OperationObject,
  ParameterObject,
  PathsObject,
} from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';
import printed from './terminal-examples.json';

/** An exchange that docs/terminal-protocol.md prints; its tests send the very bytes. */
interface Exchange {
  name: string;
  method: string;
  path: string;
  headers: Map<string, string>;
  /** null where there is none */
  body: unknown;
  status: string;
  answerBody: unknown;
  /** base, request and answer as they are printed */
  text: string;
}

const SIGNED_WITH = {
  'Content-Digest': 'SHA-256 of the bytes of the body, of a GET of nothing (RFC 9530)',
  'Signature-Input': 'what is signed, by which key, when, with a nonce of its own (RFC 9421)',
  Signature: 'ECDSA P-256 over the signature base: r and s, 32 bytes each, in base64',
};

const json = (text: string): unknown => (text === '' ? null : JSON.parse(text));
const block = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

const exchanges: Exchange[] = printed.map(({ name, base, request, answer }) => {
  const [head = '', body = ''] = request.split('\n\n');
  const [start = '', ...lines] = head.split('\n');
  const [method = '', target = ''] = start.split(' ');
  const [answerHead = '', ...answerBody] = answer.split('\n\n');
  return {
    ...{ name, method: method.toLowerCase(), path: target.split('?')[0] ?? '', body: json(body) },
    headers: new Map(lines.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)])),
    ...{
      status: answerHead.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length),
      answerBody: json(answerBody.join('\n\n')),
    },
    text: [`Signature base, request and answer: ${name}`, block('text', base), block('http', request)]
      .concat(block('http', answer))
      .join('\n\n'),
  };
});

/** Routes of terminals with the headers that sign them, and with the exchanges that the protocol prints. */
export const withExchanges = (paths: PathsObject): PathsObject =>
  Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations as Record<string, OperationObject>).map(([method, operation]) => [
          method,
          shown(
            operation,
            exchanges.filter((one) => one.path === path && one.method === method),
          ),
        ]),
      ),
    ]),
  );

const shown = (operation: OperationObject, of: readonly Exchange[]): OperationObject => {
  const signing = Object.entries(SIGNED_WITH).map(([name, description]): ParameterObject => ({
    ...{ name, description, in: 'header', required: true, schema: { type: 'string' } },
    examples: Object.fromEntries(of.map((one) => [one.name, { value: one.headers.get(name) }])),
  }));
  const whole: OperationObject = structuredClone(operation);
  whole.parameters = [...(whole.parameters ?? []), ...signing];
  whole.description = of.map(({ text }) => text).join('\n\n') || undefined;
  for (const { name, body, status, answerBody } of of) {
    const asked = whole.requestBody && 'content' in whole.requestBody && whole.requestBody.content['application/json'];
    const response = whole.responses[status];
    const answered = response && 'content' in response && response.content?.['application/json'];
    if (asked && body !== null) {
      asked.examples = { ...asked.examples, [name]: { value: body } };
    }
    if (answered && answerBody !== null) {
      answered.examples = { ...answered.examples, [name]: { value: answerBody } };
    }
  }
  return whole;
};
