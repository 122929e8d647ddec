import { SetMetadata } from '@nestjs/common';

/** Job name → payload. Payloads are ids: whatever a person may read or say stays in the database. */
export interface Jobs {
  'check_in.reported': { schoolId: string; reportId: string; day: string; personId: string };
  'check_in.remind': { schoolId: string; day: string; windowId: string; personId: string };
  'case.opened': { schoolId: string; caseId: string };
  'approval.assigned': { schoolId: string; requestId: string };
  'approval.settle': { schoolId: string; decisionId: string };
  'leaving.due': { schoolId: string; leavingId: string };
  'approval.person_left': { schoolId: string; personId: string };
  'return.person_left': { schoolId: string; personId: string };
  'leaving.person_left': { schoolId: string; personId: string };
  /** `at`: the instant of the passage */
  'passage.at_campus': { schoolId: string; personId: string; campusId: string; at: string };
  'passage.forget': { schoolId: string };
  'return.forget': { schoolId: string };
  'exempt_pass.person_left': { schoolId: string; personId: string };
  'exempt_pass.forget': { schoolId: string };
  'temporary_pass.person_left': { schoolId: string; personId: string };
  'temporary_pass.forget': { schoolId: string };
  /** the hall is looked at: whatever the clock has ended there ends */
  'booking.due': { schoolId: string; hallId: string };
  'booking.remind': { schoolId: string; bookingId: string };
  'booking.person_left': { schoolId: string; personId: string };
  'booking.forget': { schoolId: string };
  'audit.seal': { schoolId: string };
  'upkeep.daily': { schoolId: string };
  'upload.collect': { schoolId: string };
}
export type JobName = keyof Jobs;

export const JOB_NAMES = [
  'check_in.reported',
  'check_in.remind',
  'case.opened',
  'approval.assigned',
  'approval.settle',
  'leaving.due',
  'approval.person_left',
  'return.person_left',
  'leaving.person_left',
  'passage.at_campus',
  'passage.forget',
  'return.forget',
  'exempt_pass.person_left',
  'exempt_pass.forget',
  'temporary_pass.person_left',
  'temporary_pass.forget',
  'booking.due',
  'booking.remind',
  'booking.person_left',
  'booking.forget',
  'audit.seal',
  'upkeep.daily',
  'upload.collect',
] as const satisfies readonly JobName[];

export const HANDLES_KEY = 'handles-job';

/** Marks the method that does a job. It may run more than once: its effect must not double. */
export const HandlesJob = <Name extends JobName>(name: Name) =>
  ((
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<(payload: Jobs[Name]) => Promise<void>>,
  ) => SetMetadata(HANDLES_KEY, name)(target, key, descriptor)) as (
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<(payload: Jobs[Name]) => Promise<void>>,
  ) => void;
