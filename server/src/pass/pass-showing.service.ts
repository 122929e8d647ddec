import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Direction } from '@shared/gate';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { PassDevices } from './pass-device.service';
import { PassReader } from './pass-reader.service';
import type { ShowablePass } from './pass.types';

/** What whoever makes codes asks. */
@Injectable()
export class PassShowing {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly reader: PassReader,
    private readonly devices: PassDevices,
  ) {}

  /**
   * The caller's pass for a code of this phone; the first phone that asks becomes the one that shows them.
   * One statement, two more for a first phone. @throws DomainError PASS_NOT_VALID with the status where there is no pass
   */
  async showable(caller: Caller): Promise<ShowablePass> {
    const { row, status, directions } = await this.reader.read(caller.schoolId, caller.personId);
    if (row.pass_id === null) {
      throw new DomainError('PASS_NOT_VALID', { details: { status } });
    }
    const shown = { passId: row.pass_id, status, directions };
    if (row.device_session_id === caller.sessionId || row.device_lives) {
      return { ...shown, epoch: row.epoch, isThisPhone: row.device_session_id === caller.sessionId };
    }
    const epoch = await this.devices.takeFree(caller, row.device_session_id);
    return epoch === null ? this.afterRace(caller, shown) : { ...shown, epoch, isThisPhone: true };
  }

  /** Another request was first: of another phone, or of this very one. */
  private async afterRace(caller: Caller, shown: Omit<ShowablePass, 'epoch' | 'isThisPhone'>): Promise<ShowablePass> {
    const { row } = await this.reader.read(caller.schoolId, caller.personId);
    return { ...shown, epoch: row.epoch, isThisPhone: row.device_session_id === caller.sessionId };
  }

  /** For which gate a code was shown last: the page begins there next time. */
  async remember(schoolId: string, passId: string, gateId: string, direction: Direction): Promise<void> {
    await this.database.query(
      `UPDATE passes SET last_gate_id = $3, last_direction = $4
       WHERE school_id = $1 AND id = $2 AND (last_gate_id, last_direction) IS DISTINCT FROM ($3::uuid, $4::text)`,
      [schoolId, passId, gateId, direction],
    );
  }
}
