import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  APPROVAL_KINDS,
  BATCH_LIMIT,
  INBOX_STATES,
  OUTCOMES,
  QUICK_REASONS,
  TRIAGES,
  type ApprovalKind,
  type ApprovalRef,
  type CommentInput,
  type DecideRequests,
  type InboxState,
  type Outcome,
  type QuickReason,
  type ReassignRequest,
  type TransferRequest,
  type Triage,
  type UndoRequests,
} from '@shared/approval';

/** something must be said, and nothing that the database cannot hold */
const WORDS = /^(?=[^]*\S)[^\0]*$/;
const MAX_REVISION = 2_147_483_647;

export class InboxQuery {
  @IsOptional()
  @IsIn(INBOX_STATES)
  state?: InboxState;

  @IsOptional()
  @IsIn(TRIAGES)
  triage?: Triage;

  @IsOptional()
  @IsIn(APPROVAL_KINDS)
  kind?: ApprovalKind;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

const lowerCase = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

class RequestRefDto implements ApprovalRef {
  @Transform(lowerCase)
  @IsUUID('all')
  id!: string;

  @IsInt()
  @Min(1)
  @Max(MAX_REVISION)
  revision!: number;
}

export class DecisionDto implements DecideRequests {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BATCH_LIMIT)
  @ArrayUnique((request: RequestRefDto | null) => request?.id)
  @ValidateNested({ each: true })
  @Type(() => RequestRefDto)
  requests!: RequestRefDto[];

  @IsIn(OUTCOMES)
  outcome!: Outcome;

  @IsOptional()
  @IsIn(QUICK_REASONS)
  reason?: QuickReason;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  @Matches(WORDS)
  comment?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(/^[a-z][a-z0-9_]{0,40}$/, { each: true })
  slots?: string[];
}

export class UndoDto implements UndoRequests {
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BATCH_LIMIT)
  @IsUUID('all', { each: true })
  requests?: string[];
}

export class ReassignmentDto implements ReassignRequest {
  @IsUUID('all')
  toId!: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  @Matches(WORDS)
  note?: string;
}

export class TransferDto extends ReassignmentDto implements TransferRequest {
  @IsInt()
  @Min(1)
  @Max(MAX_REVISION)
  revision!: number;
}

export class CommentDto implements CommentInput {
  @IsString()
  @MaxLength(500)
  @Matches(WORDS)
  text!: string;
}

export class StrandedQuery {
  /** those whose approver can no longer decide */
  @IsIn(['inactive'])
  assignee!: 'inactive';

  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

export class SubjectQuery {
  @IsIn(APPROVAL_KINDS)
  kind!: ApprovalKind;

  @IsUUID('all')
  subjectId!: string;
}
