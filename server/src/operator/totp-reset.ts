import type { DataSource } from 'typeorm';
import { AuditLog } from '../common/audit';
import { SystemClock } from '../common/clock';
import { IdCipher } from '../common/id-cipher';
import type { KeyRing } from '../common/key-ring';
import { NoticeService } from '../notice/notice.service';
import { SessionService } from '../session/session.service';
import { TokenService } from '../session/token.service';
import { TotpReset } from '../totp/totp-reset.service';
import { TotpService } from '../totp/totp.service';
import { optionsOf, Refusal, ringOf, runCommand, withDatabase } from './command';

const USAGE = 'npm run totp:reset -- --school imut --number 1001';

export interface Administrator {
  school: string;
  number: string;
}

/** @throws Refusal naming what is missing */
export const namedAdministrator = (args: string[]): Administrator => {
  const { school, number } = optionsOf(args, { school: { type: 'string' }, number: { type: 'string' } });
  if (!school || !number) {
    throw new Refusal(`--school and --number say whose\n  ${USAGE}`);
  }
  return { school, number };
};

const resetterOf = (database: DataSource, keys: KeyRing): TotpReset => {
  const clock = new SystemClock();
  const notices = new NoticeService(database, clock);
  return new TotpReset(
    new TotpService(database, new IdCipher(keys), clock),
    new SessionService(database, new TokenService(keys, clock), notices, clock),
    new AuditLog(clock, keys),
  );
};

/**
 * For an administrator whom no other can help; everybody else gets a new factor by losing the last role and being
 * granted it again. @throws Refusal for somebody else, and for one who has none
 */
export const resetTotp = async (
  database: DataSource,
  keys: KeyRing,
  { school, number }: Administrator,
): Promise<void> => {
  const [found] = (await database.query(
    `SELECT p.school_id, p.id FROM people p JOIN schools s ON s.id = p.school_id
     WHERE s.code = $1 AND p.number = $2 AND EXISTS (
       SELECT FROM role_grants g WHERE g.school_id = p.school_id AND g.person_id = p.id AND g.role = 'school_admin')`,
    [school, number],
  )) as { school_id: string; id: string }[];
  if (!found) {
    throw new Refusal(`there is no administrator ${number} at "${school}"`);
  }
  const done = await database.transaction((tx) =>
    resetterOf(database, keys).reset(tx, { schoolId: found.school_id, personId: found.id, actorId: null }),
  );
  if (!done) {
    throw new Refusal(`${number} has no second factor yet: the next sign-in enrols one`);
  }
};

if (require.main === module) {
  runCommand('totp:reset', async (env, args) => {
    const administrator = namedAdministrator(args);
    await withDatabase(env, (database) => resetTotp(database, ringOf(env), administrator));
    console.log(
      `${administrator.number} signs in with the password alone once and enrols a new authenticator: see to it that it is done now.`,
    );
  });
}
