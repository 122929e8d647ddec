import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GateUses } from '../gate/gate-uses.service';

/** A gate that is the door of a venue stays open. */
@Injectable()
export class DoorsAtGates implements OnModuleInit {
  constructor(private readonly uses: GateUses) {}

  onModuleInit(): void {
    this.uses.register(async (tx, schoolId, gateId) => {
      const doors: unknown[] = await tx.query('SELECT FROM venue_doors WHERE school_id = $1 AND gate_id = $2', [
        schoolId,
        gateId,
      ]);
      return doors.length > 0;
    });
  }
}
