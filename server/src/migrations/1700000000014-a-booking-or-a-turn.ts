import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Nobody waits who has a booking, however either came about: whoever gets one leaves the waiting list in the same
 * transaction, and joins none while it runs. Both take the person's own lock first, so that neither misses the other.
 */
export class ABookingOrATurn1700000000014 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION leave_waiting_list() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended(NEW.person_id::text, 14));
        -- a statement of its own: it sees what the lock has waited for
        DELETE FROM waiting_entries WHERE school_id = NEW.school_id AND person_id = NEW.person_id;
        RETURN NULL;
      END $$;
      CREATE FUNCTION refuse_waiting_beside_a_booking() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended(NEW.person_id::text, 14));
        IF EXISTS (
          SELECT FROM bookings WHERE school_id = NEW.school_id AND person_id = NEW.person_id
            AND state IN ('offered', 'held', 'in_use', 'admitted_late')
        ) THEN
          RAISE EXCEPTION 'a booking runs' USING ERRCODE = 'exclusion_violation', TABLE = TG_TABLE_NAME,
            CONSTRAINT = 'waiting_entries_no_booking';
        END IF;
        RETURN NEW;
      END $$;
      DELETE FROM waiting_entries w USING bookings b
      WHERE b.school_id = w.school_id AND b.person_id = w.person_id
        AND b.state IN ('offered', 'held', 'in_use', 'admitted_late');
      CREATE TRIGGER bookings_or_waiting AFTER INSERT ON bookings
        FOR EACH ROW WHEN (NEW.state IN ('offered', 'held', 'in_use', 'admitted_late'))
        EXECUTE FUNCTION leave_waiting_list();
      CREATE TRIGGER bookings_revived_or_waiting AFTER UPDATE OF state ON bookings
        FOR EACH ROW WHEN (NEW.state IN ('offered', 'held', 'in_use', 'admitted_late')
          AND OLD.state NOT IN ('offered', 'held', 'in_use', 'admitted_late'))
        EXECUTE FUNCTION leave_waiting_list();
      CREATE TRIGGER waiting_or_booked BEFORE INSERT ON waiting_entries
        FOR EACH ROW EXECUTE FUNCTION refuse_waiting_beside_a_booking();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER waiting_or_booked ON waiting_entries;
      DROP TRIGGER bookings_revived_or_waiting ON bookings;
      DROP TRIGGER bookings_or_waiting ON bookings;
      DROP FUNCTION refuse_waiting_beside_a_booking, leave_waiting_list;
    `);
  }
}
