import { DeviceTime } from './time';
import { NoNetwork, Refused, ServerLine } from './server-line';

const NOON = '2026-09-01T12:00:00.000Z';
const LATER = '2026-09-01T13:00:00.000Z';

interface Answer {
  status: number;
  body: string;
}
/** A device whose clock says noon, before a server that answers one after the other. */
const lineTo = (...answers: (Answer | Error)[]) => {
  const time = new DeviceTime({ wall: () => new Date(NOON), runningMs: () => 0 });
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const send = ((url: string, init?: RequestInit) => {
    asked.push({ url, init });
    const answer = answers.shift();
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve(new Response(answer?.body, { status: answer?.status }));
  }) as typeof fetch;
  const line = new ServerLine({
    server: 'https://pass.example/',
    time,
    send,
    sign: ({ target, createdAt }) => Promise.resolve({ signature: `${target} at ${createdAt.toISOString()}` }),
  });
  return { line, time, asked };
};
const ok = (content: object): Answer => ({ status: 200, body: JSON.stringify(content) });
const refusal = (code: string, details?: object): Answer => ({
  status: 401,
  body: JSON.stringify({ code, details, status: 401 }),
});

describe('the line to the server', () => {
  it('signs what it sends and learns the time from the answer', async () => {
    const { line, time, asked } = lineTo(ok({ serverTime: LATER, a: 1 }));
    expect(await line.post('heartbeats', { a: 1 })).toMatchObject({ a: 1 });
    expect(time.now()).toEqual(new Date(LATER));
    expect(asked[0]?.url).toBe('https://pass.example/api/v1/terminal/heartbeats');
    expect(asked[0]?.init).toMatchObject({
      body: '{"a":1}',
      headers: { signature: `/api/v1/terminal/heartbeats at ${NOON}` },
    });
  });

  it.each([
    ['nobody answers', new Error('connect ECONNREFUSED')],
    ['the server fails', { status: 500, body: '{}' }],
    ['the server is busy', { status: 503, body: '{}' }],
    ['there are too many', { status: 429, body: '{}' }],
    ['somebody else answers', { status: 200, body: '<html>sign in to the network</html>' }],
  ])('is no network where %s', async (_, answer) => {
    await expect(lineTo(answer).line.get('config')).rejects.toThrow(NoNetwork);
  });

  it('tells a refusal from a lost network', async () => {
    const { line } = lineTo(refusal('TERMINAL_REVOKED'));
    await expect(line.get('config')).rejects.toThrow(Refused);
  });

  it('sets its time and tries once more where its clock was off', async () => {
    const { line, time, asked } = lineTo(refusal('TERMINAL_CLOCK_OFF', { serverTime: LATER }), ok({}));
    await line.get('config');
    expect(time.offsetMs()).toBe(3_600_000);
    expect(JSON.stringify(asked[1]?.init?.headers)).toContain(LATER);
  });

  it('does not try for ever', async () => {
    const off = () => refusal('TERMINAL_CLOCK_OFF', { serverTime: LATER });
    const { line, asked } = lineTo(off(), off());
    await expect(line.get('config')).rejects.toThrow(Refused);
    expect(asked).toHaveLength(2);
  });
});
