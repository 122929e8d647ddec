import type { DataSource } from 'typeorm';
import { ToldPhones } from '../check-in/told-phones.service';
import { AuditLog } from '../common/audit';
import { SystemClock } from '../common/clock';
import { IdCipher } from '../common/id-cipher';
import type { KeyRing } from '../common/key-ring';
import { CredentialService } from '../credential/credential.service';
import { InvitationService } from '../invitation/invitation.service';
import { StaffAdmission } from '../invitation/staff-admission.service';

/** The application's own, without the application. */
export const staffAdmission = (database: DataSource, keys: KeyRing): StaffAdmission => {
  const [clock, cipher] = [new SystemClock(), new IdCipher(keys)];
  return new StaffAdmission(
    new InvitationService(database, clock),
    cipher,
    new CredentialService(database, cipher, clock, new ToldPhones()),
    new AuditLog(clock, keys),
  );
};
