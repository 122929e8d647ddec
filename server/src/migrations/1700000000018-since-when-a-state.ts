import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What devices tell late is judged by how people stood then: since when each is in the state that they are in. */
export class SinceWhenAState1700000000018 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- null: since before anybody wrote it down
      ALTER TABLE people ADD COLUMN state_since timestamptz;
      CREATE FUNCTION note_state() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.state_since := NEW.updated_at;
        RETURN NEW;
      END $$;
      CREATE TRIGGER people_note_state BEFORE UPDATE OF state ON people
        FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION note_state();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER people_note_state ON people;
      DROP FUNCTION note_state;
      ALTER TABLE people DROP COLUMN state_since;
    `);
  }
}
