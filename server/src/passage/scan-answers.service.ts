import { Injectable } from '@nestjs/common';
import { maskedNameOf } from '@shared/pass';
import type { ScanAnswer } from '@shared/terminal';
import { isAdmitted, PASSBACK_WARNING, VERDICT_WORDS } from '@shared/verdict';
import type { KnownTerminal } from '../common/terminal';
import { UploadService } from '../upload/upload.service';
import { goesTwice, recognises, showsFace, type Judged } from './passage.rules';
import type { SeenScan } from './scan-facts.service';

/** What the screen of a gate shows: a masked name, a face where the pass came with one, and nothing about health. */
@Injectable()
export class ScanAnswers {
  constructor(private readonly uploads: UploadService) {}

  of(terminal: KnownTerminal, { row, facts }: SeenScan, { verdict, direction, keptUntil }: Judged): ScanAnswer {
    const isWarned = terminal.antiPassback === 'warn' && goesTwice(facts, direction) && isAdmitted(verdict);
    const face = showsFace(verdict) ? row.photo_upload_id : null;
    return {
      ...{ verdict, admitted: isAdmitted(verdict), direction, keptUntil: keptUntil?.toISOString() ?? null },
      words: isWarned ? PASSBACK_WARNING : VERDICT_WORDS[verdict],
      maskedName: row.name !== null && recognises(verdict) ? maskedNameOf(row.name) : null,
      photo: face && this.uploads.addressAt(terminal.terminalId, face),
    };
  }
}
