import { randomUUID } from 'node:crypto';
import { SessionModule } from '../session/session.module';
import { startApp, type Harness } from '../../test/harness';
import { resetDatabase } from '../../test/database';
import { Upkeep } from './upkeep';

let harness: Harness;

beforeAll(async () => {
  await resetDatabase();
  harness = await startApp({ modules: [SessionModule] });
});
afterAll(() => harness.close());

describe('nonces of signed requests', () => {
  it('are kept as long as their request could be heard again, and not for ever', async () => {
    const { database, clock } = harness;
    const keep = (minutes: number): Promise<unknown> =>
      database.query('INSERT INTO terminal_nonces (terminal_id, nonce, seen_at) VALUES ($1, $2, $3)', [
        ...[randomUUID(), `nonce ${minutes} ago`, new Date(clock.now().getTime() - minutes * 60_000)],
      ]);
    await Promise.all([0, 10, 14, 16, 600].map(keep));
    await harness.get(Upkeep).forgetNonces();
    const left: { nonce: string }[] = await database.query('SELECT nonce FROM terminal_nonces ORDER BY seen_at');
    expect(left.map(({ nonce }) => nonce)).toEqual(['nonce 14 ago', 'nonce 10 ago', 'nonce 0 ago']);
  });
});
