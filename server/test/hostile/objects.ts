import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { newId } from '../../src/common/id';
import { fileNames } from '../../src/upload/storage/upload-names';
import { UploadStorage } from '../../src/upload/storage/upload-storage';
import { makeVenueObject, type VenueObject } from './venue-objects';
import type { School } from './world';

/** What a route can be addressed with, made fresh for one attempt; each belongs to `personId`. */
export type ObjectKind =
  | 'person'
  | 'card'
  | 'report'
  | 'case'
  | 'notice'
  | 'session'
  | 'binding'
  | 'correction'
  | 'campaign'
  | 'template'
  | 'import'
  | 'grant'
  | 'upload'
  | 'campus'
  | 'approverRule'
  | 'returnDraft'
  | 'returnApproved'
  | 'leaving'
  | 'temporaryPass'
  | 'exemptPass'
  | 'approval'
  | 'decisionBatch'
  | 'deputy'
  | 'building'
  | 'override'
  | 'gate'
  | 'terminal'
  | VenueObject;

export const ANSWERS = { temperature: 365, symptoms: ['none'] };
export const DAY = '2026-09-07';
let serial = 0;

const insert = async (database: DataSource, table: string, row: Record<string, unknown>): Promise<string> => {
  const columns = Object.keys(row);
  await database.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  );
  return row.id as string;
};

/** A row of its own with everything the table asks for. @returns its id */
export const makeObject = async (school: School, kind: ObjectKind, personId: string): Promise<string> => {
  const { database, clock } = school.harness;
  serial += 1;
  const base = { school_id: school.rows.id, id: newId() };
  const now = clock.now();
  switch (kind) {
    case 'person':
      return personId;
    case 'card':
      return school.rows.card(personId, String(5000 + (serial % 5000)));
    case 'report':
      return makeReport(school, personId);
    case 'case':
      return insert(database, 'cases', {
        ...{ ...base, person_id: personId, source_kind: 'check_in_report', source_id: newId(), source_day: DAY },
        ...{ rule_key: 'fever', title: { zh: '发热', en: 'Fever' }, state: 'open', opened_at: now, due_at: now },
      });
    case 'notice':
      return insert(database, 'notices', {
        ...{ ...base, person_id: personId, kind: 'state.changed', params: '{}', dedupe_key: base.id, created_at: now },
      });
    case 'session':
      return insert(database, 'sessions', {
        ...{ ...base, person_id: personId, platform: 'h5', device_id: base.id, device_name: 'spare phone' },
        ...{ refresh_hash: Buffer.from(base.id), refreshed_at: now, created_at: now, last_seen_at: now },
        expires_at: new Date(now.getTime() + 86_400_000),
      });
    case 'binding':
      await database.query(
        `UPDATE platform_bindings SET unbound_at = $3 WHERE school_id = $1 AND person_id = $2 AND unbound_at IS NULL`,
        [school.rows.id, personId, now],
      );
      return insert(database, 'platform_bindings', {
        ...{ ...base, person_id: personId, platform: 'alipay', app_id: 'sandbox', subject: base.id, bound_at: now },
      });
    case 'correction':
      await database.query(
        `DELETE FROM correction_requests WHERE school_id = $1 AND person_id = $2 AND state = 'open'`,
        [school.rows.id, personId],
      );
      return insert(database, 'correction_requests', {
        ...{
          ...base,
          person_id: personId,
          field: 'name',
          before_value: 'before',
          wished: 'wished',
          reason: 'misspelt',
        },
        created_at: now,
      });
    case 'campaign':
      return school.rows.campaign('draft');
    case 'template':
      return school.rows.template(`form_${serial}`, 'draft');
    case 'import':
      return insert(database, 'imports', {
        ...{ ...base, state: 'checked', file_sha256: Buffer.alloc(32), missing_means: 'keep', faults: '[]' },
        counts: { rows: 0, created: 0, updated: 0, unchanged: 0, missing: 0, faulty: 0 },
        ...{ created_by: school.people.cardStaff.id, created_at: now },
      });
    case 'upload':
      return makeUpload(school, personId);
    case 'grant':
      return school.rows.grant(
        (await school.rows.person('granted', school.units.own.at(-1) ?? '', { kind: 'staff' })).id,
        'card_staff',
      );
    case 'returnDraft':
      return makeReturn(school, personId, 'draft');
    case 'returnApproved':
      return makeReturn(school, personId, 'approved');
    case 'leaving':
      await database.query(
        `UPDATE leaving_applications SET state = 'withdrawn' WHERE school_id = $1 AND person_id = $2 AND state <> 'left'`,
        [school.rows.id, personId],
      );
      return insert(database, 'leaving_applications', {
        ...{ ...base, person_id: personId, state: 'returned', leaves_at: '2026-09-12T00:00:00Z', destination: 'home' },
        ...{ reason: 'ill', approver_id: approverOf(school, personId), submitted_at: now, updated_at: now },
      });
    case 'temporaryPass':
      return insert(database, 'temporary_passes', {
        ...{ ...base, person_id: personId, state: 'returned', reason: 'ill', gate_ids: [school.gateId] },
        ...{ starts_at: '2026-09-12T00:00:00Z', ends_at: '2026-09-12T04:00:00Z' },
        ...{ approver_id: approverOf(school, personId), submitted_at: now, updated_at: now },
      });
    case 'exemptPass':
      await database.query(
        `UPDATE exempt_passes SET state = 'withdrawn' WHERE school_id = $1 AND person_id = $2 AND state <> 'approved'`,
        [school.rows.id, personId],
      );
      return insert(database, 'exempt_passes', {
        ...{ ...base, person_id: personId, state: 'returned', reason: 'lives here' },
        ...{ photo_upload_id: school.idPhotoIds.get(personId), approver_id: approverOf(school, personId) },
        ...{ submitted_at: now, updated_at: now },
      });
    case 'campus':
      return insert(database, 'campuses', {
        ...{ ...base, code: `campus-${serial}`, name: { zh: '校区', en: 'Campus' } },
      });
    case 'approval':
      return makeApproval(school, personId);
    case 'decisionBatch': {
      const effectiveAt = new Date(now.getTime() + 10_000);
      const request = await makeApproval(school, personId, effectiveAt);
      await insert(database, 'approval_decisions', {
        ...{ ...base, request_id: request, applicant_id: personId, batch_id: base.id, outcome: 'approve' },
        ...{ decided_by: approverOf(school, personId), decided_at: now, effective_at: effectiveAt },
      });
      return base.id;
    }
    case 'deputy': {
      const approverId = approverOf(school, personId);
      const { administrator } = school.people;
      return insert(database, 'approval_deputies', {
        ...{ ...base, approver_id: approverId, deputy_id: administrator.id },
        ...{ from_at: now, until_at: new Date(now.getTime() + 86_400_000), ended_at: null },
      });
    }
    case 'terminal':
      return insert(database, 'terminals', {
        ...{ ...base, gate_id: school.gateId, name: 'Lane', state: 'active', digest_key: randomBytes(32) },
        ...{ created_by: school.people.administrator.id, created_at: now },
      });
    case 'override':
      await database.query('DELETE FROM pass_overrides WHERE school_id = $1 AND person_id = $2', [
        school.rows.id,
        personId,
      ]);
      return insert(database, 'pass_overrides', {
        ...{ ...base, person_id: personId, effect: 'hold', reason: 'told by the clinic', proposed_at: now },
        proposed_by: school.people.demoted.id,
      });
    case 'building':
    case 'gate':
      return insert(database, `${kind}s`, {
        ...{ ...base, campus_id: school.rows.campusId, code: base.id.slice(-6), name: { zh: '门', en: 'Gate' } },
        ...{ created_at: now, ...(kind === 'gate' ? { directions: ['in', 'out'] } : {}) },
      });
    case 'venueKind':
    case 'venue':
    case 'venueClosure':
    case 'offer':
    case 'booking':
    case 'use':
    case 'waiting':
      return makeVenueObject(school, kind, personId);
    case 'approverRule': {
      const unitId = (await school.rows.unit(`ruled-${serial}`, 'class', [school.rows.rootUnitId])).at(-1) ?? '';
      await insert(database, 'approver_rules', {
        ...{ school_id: school.rows.id, unit_id: unitId, approver_ids: [school.people.counsellor.id], updated_at: now },
      });
      return unitId;
    }
  }
};

const makeUpload = async ({ harness, rows }: School, ownerId: string): Promise<string> => {
  const id = newId();
  for (const name of fileNames(rows.id, id)) {
    await harness.get(UploadStorage).put(name, Buffer.from('picture'));
  }
  return insert(harness.database, 'uploads', {
    ...{ school_id: rows.id, id, owner_id: ownerId, purpose: 'evidence', slot: 'made', state: 'stored' },
    ...{ width: 480, height: 640, bytes: 14, source_sha256: randomBytes(32), client_key: newId() },
    created_at: harness.clock.now(),
  });
};

/** The only open one of the person. */
const makeReturn = async (school: School, personId: string, state: 'draft' | 'approved'): Promise<string> => {
  const { database, clock } = school.harness;
  await database.query(
    `UPDATE return_applications SET state = 'withdrawn' WHERE school_id = $1 AND person_id = $2 AND state <> 'arrived'`,
    [school.rows.id, personId],
  );
  return insert(database, 'return_applications', {
    ...{ school_id: school.rows.id, id: newId(), campaign_id: school.campaignId, person_id: personId, state },
    ...{ version: state === 'draft' ? 0 : 1, returns_at: `${DAY}T06:00:00Z`, campus_id: school.rows.campusId },
    ...{ approver_id: approverOf(school, personId), created_at: clock.now(), updated_at: clock.now() },
  });
};

/** The counsellor who follows the person. */
const approverOf = ({ people }: School, personId: string): string =>
  personId === people.studentFar.id ? people.counsellorFar.id : people.counsellor.id;

const makeApproval = (school: School, personId: string, settlesAt: Date | null = null): Promise<string> => {
  const { database, clock } = school.harness;
  return insert(database, 'approval_requests', {
    ...{ school_id: school.rows.id, id: newId(), kind: 'return', subject_id: newId(), subject_version: 1 },
    ...{ applicant_id: personId, assignee_id: approverOf(school, personId), state: 'pending', triage: 'clean' },
    ...{ submitted_at: clock.now(), settles_at: settlesAt },
  });
};

const makeReport = async (school: School, personId: string): Promise<string> => {
  const { database, clock } = school.harness;
  const known: { id: string }[] = await database.query(
    'SELECT id FROM check_in_reports WHERE school_id = $1 AND person_id = $2 AND day = $3',
    [school.rows.id, personId, DAY],
  );
  if (known[0]) {
    return known[0].id;
  }
  const id = newId();
  const now = clock.now();
  const common = {
    school_id: school.rows.id,
    day: DAY,
    template_id: school.templateId,
    answers: ANSWERS,
    submitted_at: now,
  };
  await insert(database, 'check_in_reports', {
    ...{ ...common, id, person_id: personId, campaign_id: school.campaignId, window_id: school.windowIds.student },
    ...{ is_abnormal: false, updated_at: now },
  });
  await insert(database, 'check_in_report_versions', { ...common, report_id: id, version: 1, by_proxy: false });
  return id;
};
