import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A booking may run out without anything being missed: somebody stood before the door in time, or a hold refused them. */
export class Excused1700000000020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE bookings DROP CONSTRAINT bookings_ended_by_check,
        ADD CONSTRAINT bookings_ended_by_check CHECK (ended_by IN ('code', 'face', 'number', 'phone', 'timeout',
          'cancelled', 'declined', 'fever', 'venue_closed', 'expired', 'excused', 'person_left'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE bookings SET ended_by = 'expired' WHERE ended_by = 'excused';
      ALTER TABLE bookings DROP CONSTRAINT bookings_ended_by_check,
        ADD CONSTRAINT bookings_ended_by_check CHECK (ended_by IN ('code', 'face', 'number', 'phone', 'timeout',
          'cancelled', 'declined', 'fever', 'venue_closed', 'expired', 'person_left'));
    `);
  }
}
