import { IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { TERMINAL_STATES, type TerminalInput, type TerminalState } from '@shared/terminal';

/** something must be said, and nothing that the database cannot hold */
const WORDS = /^(?=[^]*\S)[^\0]*$/;

export class TerminalDto implements TerminalInput {
  @IsUUID('all')
  gateId!: string;

  @IsString()
  @Length(1, 64)
  @Matches(WORDS)
  name!: string;
}

export class BoardQuery {
  @IsOptional()
  @IsUUID('all')
  gateId?: string;

  @IsOptional()
  @IsIn(TERMINAL_STATES)
  state?: TerminalState;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}
