import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Platform, SessionView, Tokens } from '@shared/identity';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { NoticeService } from '../notice/notice.service';
import { ACCESS_SECONDS, DEVICE_PEOPLE, refreshVerdict, sessionEnd } from './session.rules';
import type { EndReason, NewSession } from './session.types';
import { refreshHash, TokenService } from './token.service';

const DAY_MS = 86_400_000;

interface RefreshRow {
  school_id: string;
  refresh_hash: Buffer;
  previous_refresh_hash: Buffer | null;
  refreshed_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

/** Signed-in devices: opened, refreshed, listed, ended. */
@Injectable()
export class SessionService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly tokens: TokenService,
    private readonly notices: NoticeService,
    private readonly clock: Clock,
  ) {}

  /** A session and its first tokens; tells the person when the device is a new one. */
  async open(tx: EntityManager, session: NewSession): Promise<{ tokens: Tokens; newDevice: boolean }> {
    const { schoolId, personId, platform, device } = session;
    const now = this.clock.now();
    const id = newId();
    const newDevice = await this.isNewDevice(tx, session);
    const refreshToken = this.tokens.newRefreshToken(id);
    await tx.query(
      `INSERT INTO sessions (school_id, id, person_id, platform, device_id, device_name, staff_verified, refresh_hash,
         refreshed_at, expires_at, created_at, last_seen_at, shared_device)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9, $9, $11)`,
      [
        schoolId,
        id,
        personId,
        platform,
        device.id,
        device.name,
        session.staffVerified,
        refreshHash(refreshToken),
        now,
        sessionEnd(platform, now),
        session.isCrowded ?? false,
      ],
    );
    await this.markSharedDevice(tx, device.id, now);
    if (newDevice) {
      await this.notices.add(tx, {
        schoolId,
        personId,
        kind: 'session.new_device',
        params: { deviceName: device.name, at: now.toISOString() },
        dedupeKey: `session.new_device/${id}`,
      });
    }
    return { tokens: this.tokensOf(id, refreshToken), newDevice };
  }

  /**
   * Rotates the refresh token.
   * @throws DomainError SESSION_ENDED, REFRESH_REUSED (and the session is over)
   */
  async refresh(refreshToken: string): Promise<Tokens> {
    const known = this.tokens.readRefreshToken(refreshToken);
    if (!known) {
      throw new DomainError('SESSION_ENDED');
    }
    const outcome = await this.database.transaction(async (tx) => {
      const [row] = (await tx.query(
        `SELECT school_id, refresh_hash, previous_refresh_hash, refreshed_at, expires_at, ended_at
         FROM sessions WHERE id = $1 FOR UPDATE`,
        [known.sessionId],
      )) as RefreshRow[];
      const isCurrent = row?.refresh_hash.equals(known.hash) ?? false;
      const isPrevious = row?.previous_refresh_hash?.equals(known.hash) ?? false;
      if (!row || (!known.isGenuine && !isCurrent && !isPrevious)) {
        return 'ended';
      }
      const facts = {
        isCurrent,
        isPrevious,
        refreshedAt: row.refreshed_at,
        expiresAt: row.expires_at,
        endedAt: row.ended_at,
      };
      const verdict = refreshVerdict(facts, this.clock.now());
      if (verdict === 'reused') {
        await this.end(tx, known.sessionId, 'refresh_reused');
      }
      return verdict === 'rotate' ? this.rotate(tx, known.sessionId, known.hash) : verdict;
    });
    if (typeof outcome === 'string') {
      throw new DomainError(outcome === 'reused' ? 'REFRESH_REUSED' : 'SESSION_ENDED');
    }
    return outcome;
  }

  async listOf(caller: Caller): Promise<SessionView[]> {
    const rows: { id: string; platform: Platform; device_name: string; created_at: Date; last_seen_at: Date }[] =
      await this.database.query(
        `SELECT id, platform, device_name, created_at, last_seen_at FROM sessions
         WHERE school_id = $1 AND person_id = $2 AND ended_at IS NULL AND expires_at > $3
         ORDER BY last_seen_at DESC LIMIT 100`,
        [caller.schoolId, caller.personId, this.clock.now()],
      );
    return rows.map((row) => ({
      id: row.id,
      platform: row.platform,
      deviceName: row.device_name,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      current: row.id === caller.sessionId,
    }));
  }

  /** @throws DomainError NOT_FOUND for a session that is not the caller's or is over */
  async endOwn(caller: Caller, sessionId: string, reason: EndReason): Promise<void> {
    const [rows] = (await this.database.query(
      `UPDATE sessions SET ended_at = $4, ended_reason = $5
       WHERE school_id = $1 AND person_id = $2 AND id = $3 AND ended_at IS NULL RETURNING id`,
      [caller.schoolId, caller.personId, sessionId, this.clock.now(), reason],
    )) as [unknown[], number];
    if (rows.length === 0) {
      throw new DomainError('NOT_FOUND');
    }
  }

  /** Ends the sessions of people, but `except`; with a platform only those of it. */
  async endAll(
    tx: EntityManager,
    schoolId: string,
    personIds: string[],
    reason: EndReason,
    { except = null, platform = null }: { except?: string | null; platform?: Platform | null } = {},
  ): Promise<void> {
    await tx.query(
      `UPDATE sessions SET ended_at = $3, ended_reason = $4
       WHERE school_id = $1 AND person_id = ANY ($2::uuid[]) AND ended_at IS NULL
         AND ($5::uuid IS NULL OR id <> $5) AND ($6::text IS NULL OR platform = $6)`,
      [schoolId, personIds, this.clock.now(), reason, except, platform],
    );
  }

  /** Sessions of a person no longer count as having passed the second factor: staff roles take a new sign-in. */
  async distrust(tx: EntityManager, schoolId: string, personId: string): Promise<void> {
    await tx.query(
      'UPDATE sessions SET staff_verified = false WHERE school_id = $1 AND person_id = $2 AND staff_verified',
      [schoolId, personId],
    );
  }

  private async end(tx: EntityManager, sessionId: string, reason: EndReason): Promise<void> {
    await tx.query('UPDATE sessions SET ended_at = $2, ended_reason = $3 WHERE id = $1', [
      sessionId,
      this.clock.now(),
      reason,
    ]);
  }

  private async rotate(tx: EntityManager, sessionId: string, usedHash: Buffer): Promise<Tokens> {
    const refreshToken = this.tokens.newRefreshToken(sessionId);
    await tx.query(
      `UPDATE sessions SET previous_refresh_hash = $2, refresh_hash = $3, last_seen_at = $4,
         refreshed_at = CASE WHEN refresh_hash = $2 THEN $4 ELSE refreshed_at END
       WHERE id = $1`,
      [sessionId, usedHash, refreshHash(refreshToken), this.clock.now()],
    );
    return this.tokensOf(sessionId, refreshToken);
  }

  private tokensOf(sessionId: string, refreshToken: string): Tokens {
    return {
      accessToken: this.tokens.sign('api', { sid: sessionId }, ACCESS_SECONDS),
      accessExpiresInSeconds: ACCESS_SECONDS,
      refreshToken,
    };
  }

  private async isNewDevice(tx: EntityManager, { schoolId, personId, device }: NewSession): Promise<boolean> {
    const [row] = (await tx.query(
      `SELECT count(*) > 0 AS has_sessions, coalesce(bool_or(device_id = $3), false) AS is_known
       FROM sessions WHERE school_id = $1 AND person_id = $2`,
      [schoolId, personId, device.id],
    )) as { has_sessions: boolean; is_known: boolean }[];
    return row !== undefined && row.has_sessions && !row.is_known;
  }

  /** More people than a room's on one device within a day: all its sessions say so. */
  private async markSharedDevice(tx: EntityManager, deviceId: string, now: Date): Promise<void> {
    await tx.query(
      `UPDATE sessions SET shared_device = true
       WHERE device_id = $1 AND created_at > $2 AND NOT shared_device
         AND (SELECT count(DISTINCT person_id) FROM sessions WHERE device_id = $1 AND created_at > $2) > $3`,
      [deviceId, new Date(now.getTime() - DAY_MS), DEVICE_PEOPLE],
    );
  }
}
