import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AntiPassback, Direction } from '@shared/gate';
import type { FastifyRequest } from 'fastify';
import type { SignedMessage } from './signed-message';

/** A device whose request was signed with its own key, and the gate where it stands; at most five seconds old. */
export interface KnownTerminal {
  schoolId: string;
  /** as pass codes name the school */
  schoolCode: string;
  timeZone: string;
  terminalId: string;
  gateId: string;
  /** as pass codes name the gate */
  gateCode: string;
  campusId: string;
  buildingId: string | null;
  directions: Direction[];
  antiPassback: AntiPassback;
  important: boolean;
  /** of the last start that the device announced */
  bootId: string | null;
}

export interface CalledByTerminal extends FastifyRequest {
  terminal?: KnownTerminal;
}

/** Finds the device that signed a request; the terminal module provides it to the guard. */
export abstract class TerminalReader {
  /**
   * @throws DomainError TERMINAL_SIGNATURE_INVALID, TERMINAL_CLOCK_OFF, TERMINAL_REVOKED, TERMINAL_REQUEST_REPEATED
   */
  abstract read(message: SignedMessage): Promise<KnownTerminal>;
}

/** The device that calls a route of terminals. */
export const CurrentTerminal = createParamDecorator((_: unknown, context: ExecutionContext): KnownTerminal => {
  const { terminal } = context.switchToHttp().getRequest<CalledByTerminal>();
  if (!terminal) {
    throw new Error('only routes of terminals have a terminal');
  }
  return terminal;
});
