import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever gives somebody a booking takes the person's own lock before the row is there, and not after: several people at
 * once are locked in one order then. Whoever is held by that time gets none, however long ago anybody asked: a fever at a
 * gate and a wish for a place in the same moment come one after the other.
 */
export class OnePersonAtATime1700000000019 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION alone_with_a_person() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended(NEW.person_id::text, 14));
        -- a statement of its own: it sees what the lock has waited for
        IF TG_OP = 'INSERT' AND EXISTS (
          SELECT FROM pass_holds
          WHERE school_id = NEW.school_id AND person_id = NEW.person_id AND lifted_at IS NULL
        ) THEN
          IF NEW.state = 'offered' THEN
            -- the turn of whoever is next
            RETURN NULL;
          END IF;
          RAISE EXCEPTION 'a hold refuses' USING ERRCODE = 'exclusion_violation', TABLE = TG_TABLE_NAME,
            CONSTRAINT = 'bookings_no_hold';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER bookings_alone BEFORE INSERT ON bookings
        FOR EACH ROW WHEN (NEW.state IN ('offered', 'held', 'in_use', 'admitted_late'))
        EXECUTE FUNCTION alone_with_a_person();
      CREATE TRIGGER bookings_revived_alone BEFORE UPDATE OF state ON bookings
        FOR EACH ROW WHEN (NEW.state IN ('offered', 'held', 'in_use', 'admitted_late')
          AND OLD.state NOT IN ('offered', 'held', 'in_use', 'admitted_late'))
        EXECUTE FUNCTION alone_with_a_person();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER bookings_revived_alone ON bookings;
      DROP TRIGGER bookings_alone ON bookings;
      DROP FUNCTION alone_with_a_person;
    `);
  }
}
