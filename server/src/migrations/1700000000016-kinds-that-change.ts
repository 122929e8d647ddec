import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A venue may get another kind: what was booked there before stays with the kind that it had then. */
export class KindsThatChange1700000000016 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE bookings DROP CONSTRAINT bookings_school_id_venue_id_kind_id_fkey,
        ADD FOREIGN KEY (school_id, kind_id) REFERENCES venue_kinds (school_id, id);
      ALTER TABLE booking_breaches DROP CONSTRAINT booking_breaches_school_id_venue_id_kind_id_fkey,
        ADD FOREIGN KEY (school_id, venue_id) REFERENCES venues (school_id, id),
        ADD FOREIGN KEY (school_id, kind_id) REFERENCES venue_kinds (school_id, id);
      ALTER TABLE venues DROP CONSTRAINT venues_school_id_id_kind_id_key;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE bookings b SET kind_id = v.kind_id FROM venues v
      WHERE v.school_id = b.school_id AND v.id = b.venue_id AND v.kind_id <> b.kind_id;
      UPDATE booking_breaches b SET kind_id = v.kind_id FROM venues v
      WHERE v.school_id = b.school_id AND v.id = b.venue_id AND v.kind_id <> b.kind_id;
      ALTER TABLE venues ADD UNIQUE (school_id, id, kind_id);
      ALTER TABLE booking_breaches DROP CONSTRAINT booking_breaches_school_id_kind_id_fkey,
        DROP CONSTRAINT booking_breaches_school_id_venue_id_fkey,
        ADD FOREIGN KEY (school_id, venue_id, kind_id) REFERENCES venues (school_id, id, kind_id);
      ALTER TABLE bookings DROP CONSTRAINT bookings_school_id_kind_id_fkey,
        ADD FOREIGN KEY (school_id, venue_id, kind_id) REFERENCES venues (school_id, id, kind_id);
    `);
  }
}
