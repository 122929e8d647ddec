import { randomUUID } from 'node:crypto';
import { CheckInStage } from '../../test/check-in-stage';
import { createPerson } from '../../test/factories';
import { NoticeService } from './notice.service';

const stage = new CheckInStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

interface Inbox {
  items: { id: string; params: { n: number }; readAt: string | null }[];
  nextCursor: string | null;
  unread: number;
}

const inbox = async (cursor = ''): Promise<Inbox> =>
  (await stage.phone.get(`/notices${cursor ? `?cursor=${cursor}` : ''}`).expect(200)).body as Inbox;

const add = (n: number, dedupeKey = `test:${n}`): Promise<void> =>
  stage.harness.get(NoticeService).add(stage.harness.database.manager, {
    schoolId: stage.school.id,
    personId: stage.student.id,
    kind: 'state.changed',
    params: { n },
    dedupeKey,
  });

describe('the inbox', () => {
  it('holds one notice per key, however often a job runs', async () => {
    await Promise.all([add(1), add(1), add(1)]);
    expect(await inbox()).toMatchObject({ items: [{ params: { n: 1 }, readAt: null }], unread: 1 });
  });

  it('turns its pages from the latest to the first', async () => {
    for (let n = 0; n < 35; n += 1) {
      await add(n);
    }
    const first = await inbox();
    const second = await inbox(first.nextCursor ?? '');
    expect([first.items.length, second.items.length, second.nextCursor, first.unread]).toEqual([30, 5, null, 35]);
    expect([...first.items, ...second.items].map(({ params }) => params.n)).toEqual(
      Array.from({ length: 35 }, (_, n) => 34 - n),
    );
  });

  it('shows the unread first, each part from the latest on, across its pages', async () => {
    for (let n = 0; n < 70; n += 1) {
      await add(n);
    }
    const { database } = stage.harness;
    await database.query(`UPDATE notices SET read_at = now() WHERE (params ->> 'n')::int % 2 = 0`);
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await inbox(cursor);
      seen.push(...page.items.map(({ params }) => params.n));
      cursor = page.nextCursor;
    }
    const down = (first: number): number[] => Array.from({ length: 35 }, (_, at) => first - 2 * at);
    expect(seen).toEqual([...down(69), ...down(68)]);
  });

  it('marks one as read, then all', async () => {
    await add(1);
    await add(2);
    const [latest] = (await inbox()).items;
    await stage.phone.post(`/notices/${latest?.id}/reading`).expect(204);
    expect(await inbox()).toMatchObject({ unread: 1 });
    await stage.phone.post('/notices/reading').expect(204);
    expect(await inbox()).toMatchObject({ unread: 0 });
  });

  it("does not know another person's notices", async () => {
    await add(1);
    const [notice] = (await inbox()).items;
    const stranger = await stage.callerOf(await createPerson(stage.harness, stage.school));
    await stranger.post(`/notices/${notice?.id}/reading`).expect(404);
    await stranger.post(`/notices/${randomUUID()}/reading`).expect(404);
    expect(await inbox()).toMatchObject({ unread: 1 });
  });

  it('settles what begins with a key, for one person', async () => {
    await add(1, 'check_in.reminder:2026-09-07:w:1');
    await add(2, 'check_in.reminder:2026-09-08:w:1');
    const { database } = stage.harness;
    await stage.harness
      .get(NoticeService)
      .settle(database.manager, stage.school.id, stage.student.id, 'check_in.reminder:2026-09-07');
    expect((await inbox()).items.map(({ readAt }) => readAt === null)).toEqual([true, false]);
  });
});
