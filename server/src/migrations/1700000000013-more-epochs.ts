import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever signs in anew every day shows the pass on another phone every day, for years: as many as a code can count. */
export class MoreEpochs1700000000013 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE passes DROP CONSTRAINT passes_epoch_check,
        ADD CONSTRAINT passes_epoch_check CHECK (epoch BETWEEN 1 AND 99999);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE pass_standings SET epoch = 999 WHERE epoch > 999;
      UPDATE passes SET epoch = 999 WHERE epoch > 999;
      ALTER TABLE passes DROP CONSTRAINT passes_epoch_check,
        ADD CONSTRAINT passes_epoch_check CHECK (epoch BETWEEN 1 AND 999);
    `);
  }
}
