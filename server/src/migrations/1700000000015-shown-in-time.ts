import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A door without network could not tell whether a place was theirs: whoever stood there in time has missed nothing. */
export class ShownInTime1700000000015 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE bookings ADD COLUMN shown_at timestamptz');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE bookings DROP COLUMN shown_at');
  }
}
