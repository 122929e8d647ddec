/** Every table, column, constraint, index, function and right, one line each: equal text is an equal schema. */
const LINES = [
  `SELECT 'table ' || c.relname || ' ' || c.relkind::text || ' ' || coalesce(array_to_string(c.reloptions, ','), '') || ' '
     || coalesce((SELECT string_agg(acl::text, ',' ORDER BY acl::text) FROM unnest(c.relacl) acl), '')
   FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace`,
  `SELECT 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
     || a.attnotnull::text || ' ' || a.attidentity::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
   FROM pg_attribute a
   JOIN pg_class c ON c.oid = a.attrelid AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
   LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE a.attnum > 0 AND NOT a.attisdropped`,
  `SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
   FROM pg_constraint WHERE connamespace = 'public'::regnamespace`,
  `SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'`,
  `SELECT 'function ' || pg_get_functiondef(oid) || ' ' || coalesce(proacl::text, '')
   FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
  `SELECT 'default right ' || defaclobjtype::text || ' ' || defaclacl::text FROM pg_default_acl`,
  `SELECT 'migration ' || name FROM migrations`,
];

/** @param {import('pg').Pool} database @returns {Promise<string>} */
export async function schemaOf(database) {
  const lines = [];
  for (const sql of LINES) {
    const { rows } = await database.query({ text: sql, rowMode: 'array' });
    lines.push(...rows.map(([line]) => line));
  }
  return lines.sort().join('\n');
}
