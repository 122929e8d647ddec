import type { DataSource } from 'typeorm';
import { DomainError } from '../common/domain-error';
import type { KeyRing } from '../common/key-ring';
import type { Invited, InvitedRole, InvitedStaff } from '../invitation/staff-admission.service';
import { invitationLink, optionsOf, Refusal, ringOf, runCommand, withDatabase } from './command';
import { staffAdmission } from './staff-admission';

const USAGE =
  'npm run staff:invite -- --school imut --role card_staff|school_admin --number 1002 [--name 姓名] [--url https://pass.example]';
const ROLES: readonly InvitedRole[] = ['card_staff', 'school_admin'];

export interface WishedStaff extends InvitedStaff {
  school: string;
  url: string;
}

/** @throws Refusal naming what is missing */
export const wishedStaff = (args: string[]): WishedStaff => {
  const values = optionsOf(args, {
    ...{ school: { type: 'string' }, role: { type: 'string' }, number: { type: 'string' } },
    ...{ name: { type: 'string' }, url: { type: 'string' } },
  } as const);
  const { school = '', number = '', name = '', url = 'http://localhost:3000' } = values;
  const role = ROLES.find((known) => known === values.role);
  if (!school || !role || !/^[A-Za-z0-9_-]{1,32}$/.test(number) || name.length > 64) {
    throw new Refusal(`--school, --role and --number say whom\n  ${USAGE}`);
  }
  return { school, role, number, name: name.trim() || number, url };
};

/** @throws Refusal for a school that is unknown, and for somebody who is suspended or has left */
export const inviteStaff = async (database: DataSource, keys: KeyRing, staff: WishedStaff): Promise<Invited> => {
  const admission = staffAdmission(database, keys);
  const [school]: { id: string }[] = await database.query('SELECT id FROM schools WHERE code = $1', [staff.school]);
  if (!school) {
    throw new Refusal(`there is no school "${staff.school}"`);
  }
  try {
    return await database.transaction((tx) => admission.invite(tx, school.id, staff));
  } catch (error) {
    throw error instanceof DomainError ? new Refusal(`${staff.number} is not active at "${staff.school}"`) : error;
  }
};

if (require.main === module) {
  runCommand('staff:invite', async (env, args) => {
    const staff = wishedStaff(args);
    const { token, expiresAt } = await withDatabase(env, (database) => inviteStaff(database, ringOf(env), staff));
    console.log(
      `${staff.number}, ${staff.role}: one-time link, good until ${expiresAt.toISOString()}, shown only now:\n  ${invitationLink(staff.url, token)}`,
    );
  });
}
