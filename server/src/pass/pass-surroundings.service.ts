import { Injectable } from '@nestjs/common';
import type { PassView } from '@shared/pass';
import type { Caller } from '../common/caller';
import { GateService } from '../gate/gate.service';
import { UploadService } from '../upload/upload.service';
import type { PassRow } from './pass.sql';

/** What the pass page shows around the pass, as others keep it. */
@Injectable()
export class PassSurroundings {
  constructor(
    private readonly uploads: UploadService,
    private readonly gates: GateService,
  ) {}

  async of(caller: Caller, row: PassRow): Promise<Pick<PassView, 'photo' | 'lastGate'>> {
    const [photo, lastGate] = await Promise.all([this.photoOf(caller, row), this.lastGateOf(caller, row)]);
    return { photo, lastGate };
  }

  private async photoOf(caller: Caller, { photo_upload_id: id }: PassRow): Promise<PassView['photo']> {
    return id === null ? null : ((await this.uploads.viewsOf(caller, [id])).get(id)?.addresses ?? null);
  }

  /** One that was closed down, or does not go that way any more, is none. */
  private async lastGateOf(
    { schoolId }: Caller,
    { last_gate_id: gateId, last_direction: direction }: PassRow,
  ): Promise<PassView['lastGate']> {
    const gate = gateId === null ? null : await this.gates.find(schoolId, gateId);
    return gate && direction && gate.directions.includes(direction) ? { gateId: gate.id, direction } : null;
  }
}
