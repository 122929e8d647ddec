import { startApp, type Harness } from './harness';
import { CallerReader } from '../src/common/caller';

class NobodyCalls extends CallerReader {
  read(): never {
    throw new Error('nobody signs in here');
  }

  forget(): void {}
}

describe('the application on the stores of a test', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await startApp({ modules: [], providers: [{ provide: CallerReader, useClass: NobodyCalls }] });
  });
  afterAll(() => harness.close());

  it('is ready with PostgreSQL and Redis up', async () => {
    const answer = await harness.request.get('/health/ready').expect(200);
    expect(answer.body).toMatchObject({ status: 'ready', database: 'up', redis: 'up' });
  });

  it('answers an unknown route with a problem', async () => {
    const answer = await harness.request.get('/api/v1/nothing').expect(404);
    expect(answer.body).toMatchObject({ code: 'NOT_FOUND' });
  });
});
