import { Module } from '@nestjs/common';
import { EvidenceSlotController } from './evidence-slot.controller';
import { EvidenceSlots } from './evidence-slots.service';

/** Which photos a campaign asks for. */
@Module({
  controllers: [EvidenceSlotController],
  providers: [EvidenceSlots],
  exports: [EvidenceSlots],
})
export class EvidenceModule {}
