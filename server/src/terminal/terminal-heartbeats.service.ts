import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { TERMINAL_LIMITS, type Heartbeat, type HeartbeatAnswer } from '@shared/terminal';
import { Clock } from '../common/clock';
import type { KnownTerminal } from '../common/terminal';
import { TerminalAlarms } from './terminal-alarms.service';
import { TerminalBoots } from './terminal-boots.service';

/** Signs of life: what waits on the device, and how far its clock is off. */
@Injectable()
export class TerminalHeartbeats {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly boots: TerminalBoots,
    private readonly alarms: TerminalAlarms,
  ) {}

  /** @throws DomainError TERMINAL_BOOT_STALE */
  async beat(terminal: KnownTerminal, { bootId, sentAt, queuedEvents, version }: Heartbeat): Promise<HeartbeatAnswer> {
    await this.boots.demandLive(terminal, bootId);
    const now = this.clock.now();
    const offsetMs = now.getTime() - Date.parse(sentAt);
    await this.database.query(
      `UPDATE terminals SET last_seen_at = $3, queued_events = $4, version = $5, offset_ms = $6
       WHERE school_id = $1 AND id = $2`,
      [terminal.schoolId, terminal.terminalId, now, queuedEvents, version, offsetMs],
    );
    if (Math.abs(offsetMs) > TERMINAL_LIMITS.alarmSkewSeconds * 1000) {
      await this.alarms.raise(terminal, 'clock_off');
    }
    return { serverTime: now.toISOString(), offsetMs };
  }
}
