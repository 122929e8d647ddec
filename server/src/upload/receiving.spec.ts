import { connect, type AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { DomainError } from '../common/domain-error';
import { acceptMultipart, receiveFile } from './receiving';

const WITHIN_MS = 300;

describe('a sender who does not come to an end', () => {
  let server: FastifyInstance;
  let outcomes: string[];

  beforeAll(async () => {
    server = fastify();
    acceptMultipart(server);
    server.post('/', { config: { takesMultipart: true } }, async (request) => {
      const outcome = await receiveFile(request, WITHIN_MS).then(
        ({ bytes }) => `${bytes.length} bytes`,
        (error: unknown) => (error as DomainError).code,
      );
      outcomes.push(outcome);
      return outcome;
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    outcomes = [];
  });

  const dial = (text: string) => {
    const { port } = server.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('error', () => undefined);
    return socket;
  };
  const HEAD =
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=e\r\ntransfer-encoding: chunked\r\n\r\n';
  const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  const START = '--e\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nxxxx';

  it('is answered when the time is over, and cut off soon after', async () => {
    const socket = dial(HEAD + chunk(START));
    const startedAt = performance.now();
    const text = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    expect(text).toContain('UPLOAD_INCOMPLETE');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(WITHIN_MS - 20);
    const drip = setInterval(() => socket.write(chunk('y')), 50);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
    expect(performance.now() - startedAt).toBeLessThan(WITHIN_MS + 3_000);
  });

  it('who hangs up is done with at once', async () => {
    const socket = dial(HEAD + chunk(START));
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(outcomes).toEqual(['UPLOAD_INCOMPLETE']);
  });

  it('is none who ends', async () => {
    const whole = `--e\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nevidence\r\n${START}\r\n--e--\r\n`;
    const socket = dial(`${HEAD}${chunk(whole)}0\r\n\r\n`);
    expect(await new Promise((resolve) => socket.once('data', (data) => resolve(data.toString())))).toContain(
      '4 bytes',
    );
    socket.destroy();
  });
});
