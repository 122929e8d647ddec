import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A device that tells more than a gate sees is an alarm of its own. */
export class DevicesThatTellTooMuch1700000000017 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE terminal_alarms DROP CONSTRAINT terminal_alarms_kind_check,
        ADD CONSTRAINT terminal_alarms_kind_check CHECK (
          kind IN ('sequence_forked', 'boot_forked', 'clock_off', 'events_quarantined', 'events_over_limit'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM terminal_alarms WHERE kind = 'events_over_limit';
      ALTER TABLE terminal_alarms DROP CONSTRAINT terminal_alarms_kind_check,
        ADD CONSTRAINT terminal_alarms_kind_check CHECK (
          kind IN ('sequence_forked', 'boot_forked', 'clock_off', 'events_quarantined'));
    `);
  }
}
