import type { OpenAPIObject } from '@nestjs/swagger';
import { startApp, type Harness } from '../harness';

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

  it('holds the schemas that it names, and nobody’s else', () => {
    const text = JSON.stringify(own);
    const named = new Set([...text.matchAll(/"#\/components\/schemas\/([\w.-]+)"/g)].map(([, name]) => name));
    expect(Object.keys(own.components?.schemas ?? {}).sort()).toEqual([...named].sort());
    expect(named).toContain('TerminalConfig');
    expect(text).not.toMatch(/CheckIn|TerminalLine|bearer/);
  });
});

const routeOf = (name: string): string => `/api/v1/terminal/${name}`;
