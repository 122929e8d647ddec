import type { OpenAPIObject } from '@nestjs/swagger';
import { startApp, type Harness } from '../harness';
import { ProtocolDocument } from '../protocol-document';

describe('the document for makers of terminals', () => {
  let harness: Harness;
  let own: OpenAPIObject;
  let whole: OpenAPIObject;

  beforeAll(async () => {
    harness = await startApp();
    own = (await harness.request.get('/api/terminal-openapi.json').expect(200)).body as OpenAPIObject;
    whole = (await harness.request.get('/api/openapi.json').expect(200)).body as OpenAPIObject;
  });
  afterAll(() => harness.close());

  it('tells every route of terminals, and no other', () => {
    const ofTerminals = Object.keys(whole.paths).filter((path) => path.startsWith('/api/v1/terminal/'));
    expect(Object.keys(own.paths)).toEqual(ofTerminals);
    expect(ofTerminals).toEqual(
      expect.arrayContaining(['boots', 'config', 'enrolment', 'heartbeats', 'key', 'standings'].map(routeOf)),
    );
  });

  it('asks for a signature, but for nothing else and not where a device has no key yet', () => {
    const asked = Object.entries(own.paths).flatMap(([path, methods]) =>
      Object.values(methods as Record<string, { security?: unknown[] }>).map(({ security = [] }) => [path, security]),
    );
    for (const [path, security] of asked) {
      expect([path, security]).toEqual([path, path === routeOf('enrolment') ? [] : [{ terminal: [] }]]);
    }
    expect(Object.keys(own.components?.securitySchemes ?? {})).toEqual(['terminal']);
  });

  it('shows the exchanges that the protocol prints, which are sent as they stand', () => {
    const protocol = new ProtocolDocument();
    for (const name of protocol.requests) {
      const { method, target, headers, body } = protocol.request(name);
      const answer = protocol.answer(name);
      const operations = own.paths[target.split('?')[0] ?? ''] as unknown as Record<string, Shown>;
      const { description, parameters, requestBody, responses } = operations[method.toLowerCase()] as Shown;
      const signed = parameters.filter((parameter) => parameter.in === 'header');
      expect(Object.fromEntries(signed.map((one) => [one.name.toLowerCase(), one.examples?.[name]?.value]))).toEqual({
        ...{ 'content-digest': headers['content-digest'], 'signature-input': headers['signature-input'] },
        signature: headers.signature,
      });
      expect(requestBody?.content['application/json']?.examples?.[name]?.value).toEqual(
        body === '' ? undefined : JSON.parse(body),
      );
      expect(responses[answer.status]?.content?.['application/json']?.examples?.[name]?.value).toEqual(answer.body);
      expect(description).toContain(`${protocol.block(`${name}-base`)}\n`);
      expect(description).toContain(`${protocol.block(`${name}-request`)}\n`);
    }
    expect(protocol.requests.length).toBeGreaterThan(7);
  });

  it('holds the schemas that it names, and nobody’s else', () => {
    const text = JSON.stringify(own);
    const named = new Set([...text.matchAll(/"#\/components\/schemas\/([\w.-]+)"/g)].map(([, name]) => name));
    expect(Object.keys(own.components?.schemas ?? {}).sort()).toEqual([...named].sort());
    expect(named).toContain('TerminalConfig');
    expect(text).not.toMatch(/CheckIn|TerminalLine|bearer/);
  });
});

interface Shown {
  description?: string;
  parameters: { name: string; in: string; examples?: Record<string, { value: string }> }[];
  requestBody?: { content: Record<string, { examples?: Record<string, { value: unknown }> }> };
  responses: Record<string, { content?: Record<string, { examples?: Record<string, { value: unknown }> }> }>;
}

const routeOf = (name: string): string => `/api/v1/terminal/${name}`;
