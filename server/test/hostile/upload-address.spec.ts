import type { UploadView } from '@shared/upload';
import { newId } from '../../src/common/id';
import { pictureOf } from '../pictures';
import { ask, codeOf, type Answer } from './ask';
import { makeObject } from './objects';
import { makeWorld, openSession, type World } from './world';

const SCANNED = 10_000;
const AT_ONCE = 50;

describe('the address of somebody’s picture', () => {
  let world: World;
  let token: string;
  let view: UploadView;

  const get = (path: string, as: string | null = token): Promise<Answer> =>
    ask(world.harness, { method: 'GET', path, token: as });
  const tokenOf = (name: string): string => String(world.tokens.get(name));
  /** Signed addresses of any id, for whoever holds the token's person. */
  const altered = (path: string, change: (query: URLSearchParams) => void): string => {
    const [place = '', query] = path.split('?');
    const parameters = new URLSearchParams(query);
    change(parameters);
    return `${place}?${parameters.toString()}`;
  };

  beforeAll(async () => {
    world = await makeWorld();
    token = await openSession(world.own, world.own.people.studentA.id, 'addresses');
    const answer = await ask(world.harness, {
      ...{ method: 'POST', path: '/api/v1/uploads', token, file: await pictureOf(1) },
      body: { purpose: 'evidence', slot: 'address' },
    });
    view = answer.body as UploadView;
  });
  afterAll(() => world.close());

  it('opens for its owner, and lasts a minute at most', async () => {
    expect((await get(view.addresses.photo)).status).toBe(200);
    const lasts = Date.parse(view.addresses.expiresAt) - world.harness.clock.now().getTime();
    expect(lasts).toBeLessThanOrEqual(60_000);
  });

  it('opens nothing without a token, or with another person’s', async () => {
    for (const address of [view.addresses.photo, view.addresses.thumbnail]) {
      expect(codeOf(await get(address, null))).toBe('SIGN_IN_REQUIRED');
      for (const name of [
        'own classmateB',
        'own counsellor',
        'own administrator',
        'other studentA',
        'other administrator',
      ]) {
        expect([name, codeOf(await get(address, tokenOf(name)))]).toEqual([name, 'UPLOAD_ADDRESS_INVALID']);
      }
    }
  });

  it('opens nothing once any part of it is stripped, bent or doubled', async () => {
    const { photo, thumbnail } = view.addresses;
    const signature = new URLSearchParams(photo.split('?')[1]).get('signature') ?? '';
    const attempts = [
      photo.split('?')[0] ?? '',
      altered(photo, (query) => query.delete('signature')),
      altered(photo, (query) => query.delete('expires')),
      altered(photo, (query) => query.set('signature', '')),
      altered(photo, (query) => query.set('signature', 'A'.repeat(43))),
      altered(photo, (query) => query.set('signature', `${signature}=`)),
      altered(photo, (query) => query.set('signature', signature.slice(0, -1))),
      altered(photo, (query) => query.append('signature', signature)),
      altered(photo, (query) => query.append('expires', '9999999999')),
      altered(photo, (query) => query.set('expires', '9999999999')),
      altered(photo, (query) => query.set('expires', String(Number(query.get('expires')) + 1))),
      altered(photo, (query) => query.set('expires', `+${query.get('expires')}`)),
      altered(photo, (query) => query.set('expires', '1e10')),
      altered(photo, (query) => query.set('expires', 'x'.repeat(90))),
      `${thumbnail.split('?')[0]}?${photo.split('?')[1]}`,
      photo.replace(view.id, newId()),
    ];
    for (const attempt of attempts) {
      const answer = await get(attempt);
      expect([attempt, [400, 403].includes(answer.status)]).toEqual([attempt, true]);
      expect(answer.text.startsWith('{')).toBe(true);
    }
  });

  it('opens nothing from one second after its end', async () => {
    const { clock } = world.harness;
    const fresh = ((await get(`/api/v1/uploads/${view.id}`)).body as UploadView).addresses;
    const now = clock.now();
    clock.advance({ seconds: 59 });
    expect((await get(fresh.photo)).status).toBe(200);
    clock.advance({ seconds: 1 });
    expect(codeOf(await get(fresh.photo))).toBe('UPLOAD_ADDRESS_INVALID');
    clock.set(now);
  });

  it('opens nothing once the right is gone, however fresh it is', async () => {
    const classmate = await makeObject(world.own, 'upload', world.own.people.classmateB.id);
    const address = ((await get(`/api/v1/uploads/${classmate}`, tokenOf('own classmateB'))).body as UploadView)
      .addresses;
    expect((await get(address.photo, tokenOf('own classmateB'))).status).toBe(200);
    await ask(world.harness, {
      method: 'DELETE',
      path: `/api/v1/uploads/${classmate}`,
      token: tokenOf('own classmateB'),
    });
    expect(codeOf(await get(address.photo, tokenOf('own classmateB')))).toBe('NOT_FOUND');
  });

  it('is not found by counting ten thousand ids up and down', async () => {
    const stranger = tokenOf('own classmateB');
    const time = Number.parseInt(view.id.replace('-', '').slice(0, 12), 16);
    const near = (step: number): string => {
      const hex = (time + step).toString(16).padStart(12, '0');
      return `${hex.slice(0, 8)}-${hex.slice(8)}${view.id.slice(13)}`;
    };
    const seen = new Map<string, number>();
    const note = (door: string, { status }: Answer): void => {
      const answer = `${door} ${status}`;
      seen.set(answer, (seen.get(answer) ?? 0) + 1);
    };
    for (let step = -SCANNED / 2; step < SCANNED / 2; step += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, at) => {
          const id = near(step + at);
          note('view', await get(`/api/v1/uploads/${id}`, stranger));
          note('photo', await get(view.addresses.photo.replace(view.id, id), stranger));
        }),
      );
    }
    // the picture itself is among them, and answers like the ids that nobody has
    expect(near(0)).toBe(view.id);
    expect([...seen]).toEqual([
      ['view 404', SCANNED],
      ['photo 403', SCANNED],
    ]);
  }, 180_000);

  it('tells somebody else’s picture from none by nothing', async () => {
    const stranger = tokenOf('own classmateB');
    const [foreign, absent] = [
      await get(`/api/v1/uploads/${view.id}`, stranger),
      await get(`/api/v1/uploads/${newId()}`, stranger),
    ];
    expect([foreign.status, codeOf(foreign)]).toEqual([absent.status, codeOf(absent)]);
  });
});
