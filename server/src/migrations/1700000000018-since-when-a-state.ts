import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What devices tell late is judged by how people stood then: since when each is in the state that they are in. */
export class SinceWhenAState1700000000018 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // null: since before anybody wrote it down
    await db.query('ALTER TABLE people ADD COLUMN state_since timestamptz');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE people DROP COLUMN state_since');
  }
}
