import { KeyRing, newKeyFile } from '../common/key-ring';
import { InvitationService } from '../invitation/invitation.service';
import { FixedClock } from '../../test/fixed-clock';
import { asOwner, openDatabase, resetDatabase } from '../../test/database';
import { Refusal } from './command';
import { createSchool, wishedSchool } from './school-create';

const ARGS = ['--code', 'north', '--name', '北方学院', '--admin-number', 'A001', '--admin-name', '赵管理'];

describe('creating a school', () => {
  const keys = new KeyRing(newKeyFile('provided'));
  afterEach(resetDatabase);

  it('makes a campus, a root unit and an administrator who comes in by the one-time link', async () => {
    const database = await openDatabase();
    try {
      const { token, administratorId, schoolId } = await createSchool(database, keys, wishedSchool(ARGS));
      const invitations = new InvitationService(database, new FixedClock(new Date()));
      expect(await invitations.findPerson(token)).toEqual({ schoolId, personId: administratorId });
      const [school] = await asOwner<{ is_demo: boolean; campuses: number; units: number; role: string }>(
        `SELECT s.is_demo, (SELECT count(*)::int FROM campuses) AS campuses, (SELECT count(*)::int FROM units) AS units,
           (SELECT role FROM role_grants WHERE person_id = $1) AS role FROM schools s`,
        [administratorId],
      );
      expect(school).toEqual({ is_demo: false, campuses: 1, units: 1, role: 'school_admin' });
      const stored = await asOwner<{ text: string }>('SELECT i::text AS text FROM invitations i');
      expect(stored.map(({ text }) => text).join()).not.toContain(token);
    } finally {
      await database.destroy();
    }
  });

  it('refuses a code that is taken, and leaves nothing behind', async () => {
    const database = await openDatabase();
    try {
      await createSchool(database, keys, wishedSchool(ARGS));
      await expect(createSchool(database, keys, wishedSchool(ARGS))).rejects.toThrow(Refusal);
      expect(await asOwner('SELECT 1 FROM people')).toHaveLength(1);
    } finally {
      await database.destroy();
    }
  });

  it('names everything that is missing at once', () => {
    expect(() => wishedSchool(['--code', 'Has Space', '--time-zone', 'Mars/North'])).toThrow(
      /--code .*--name .*--admin-number .*--admin-name .*--time-zone/s,
    );
    expect(() => wishedSchool(['--id-number', '990101199901010010'])).toThrow(Refusal);
  });

  it.each(['Asia/Tokyo', 'Europe/Berlin', 'Asia/Urumqi'])('refuses %s: phones would show another hour', (zone) => {
    expect(() => wishedSchool([...ARGS, '--time-zone', zone])).toThrow(/Beijing time/);
    expect(wishedSchool([...ARGS, '--time-zone', 'Asia/Macau']).timeZone).toBe('Asia/Macau');
  });
});
