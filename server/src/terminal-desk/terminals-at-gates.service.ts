import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GateUses } from '../gate/gate-uses.service';

/** A gate where a device stands, or is awaited, stays open. */
@Injectable()
export class TerminalsAtGates implements OnModuleInit {
  constructor(private readonly uses: GateUses) {}

  onModuleInit(): void {
    this.uses.register(async (tx, schoolId, gateId) => {
      const there: unknown[] = await tx.query(
        `SELECT FROM terminals WHERE school_id = $1 AND gate_id = $2 AND state <> 'revoked' LIMIT 1`,
        [schoolId, gateId],
      );
      return there.length > 0;
    });
  }
}
