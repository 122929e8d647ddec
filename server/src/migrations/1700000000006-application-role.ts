import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the application's database role may do. It owns nothing: the owner role migrates,
 * and the audit log can only be added to and read.
 */
export class ApplicationRole1700000000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const role = applicationRole();
    await db.query(`
      GRANT USAGE ON SCHEMA public TO ${role};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};
      REVOKE UPDATE, DELETE ON audit_entries, audit_seals FROM ${role};
      REVOKE UPDATE ON check_in_report_versions FROM ${role};
      REVOKE ALL ON migrations FROM ${role};
      GRANT SELECT ON migrations TO ${role};
      REVOKE ALL ON FUNCTION ensure_check_in_partitions FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ensure_check_in_partitions TO ${role};
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO ${role};
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    const role = applicationRole();
    await db.query(`
      ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM ${role};
      ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM ${role};
      REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role};
      REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${role};
    `);
  }
}

const applicationRole = (): string => {
  const role = process.env.DATABASE_APP_ROLE ?? 'campus_app';
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(role)) {
    throw new Error('DATABASE_APP_ROLE must be a plain lower-case role name');
  }
  return role;
};
