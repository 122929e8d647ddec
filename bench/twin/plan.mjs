/**
 * The school's only window and form, read once: this server is started for one day of one school.
 * @param {import('pg').Pool} pool
 */
export async function loadPlan(pool) {
  const { rows } = await pool.query(`
    SELECT w.id AS window_id, w.title, c.id AS campaign_id, t.id AS template_id, t.body AS template,
      (now() AT TIME ZONE s.time_zone)::date::text AS day,
      date_trunc('day', now() AT TIME ZONE s.time_zone) AT TIME ZONE s.time_zone AS midnight,
      w.opens_minute, w.closes_minute, w.late_until_minute
    FROM schools s
    JOIN campaigns c ON c.school_id = s.id AND c.state = 'running'
    JOIN check_in_windows w ON w.school_id = s.id AND w.campaign_id = c.id AND w.removed_at IS NULL
    JOIN check_in_templates t ON t.school_id = s.id AND t.form_key = w.form_key AND t.state = 'published'`);
  const [row] = rows;
  if (rows.length !== 1) {
    throw new Error(`one window is expected, there are ${rows.length}`);
  }
  /** @param {number} daysLater */
  const viewOf = (daysLater) => {
    const at = (/** @type {number} */ minute) =>
      new Date(row.midnight.getTime() + (daysLater * 1440 + minute) * 60_000).toISOString();
    return {
      id: row.window_id,
      title: row.title,
      opensAt: at(row.opens_minute),
      closesAt: at(row.closes_minute),
      lateUntil: at(row.late_until_minute),
    };
  };
  return {
    day: row.day,
    windowId: row.window_id,
    campaignId: row.campaign_id,
    templateId: row.template_id,
    template: row.template,
    opensAt: row.midnight.getTime() + row.opens_minute * 60_000,
    closesAt: row.midnight.getTime() + row.closes_minute * 60_000,
    window: viewOf(0),
    nextWindow: viewOf(1),
  };
}
