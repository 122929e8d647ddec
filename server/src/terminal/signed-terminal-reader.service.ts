import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import type { SignedMessage } from '../common/signed-message';
import { TerminalReader, type KnownTerminal } from '../common/terminal';
import { checkSignature } from './request-signature';
import { TerminalKeys } from './terminal-keys.service';
import { TerminalNonces } from './terminal-nonces.service';

/** Signed request → device. Only who signed rightly learns more, and uses up the nonce. */
@Injectable()
export class SignedTerminalReader extends TerminalReader {
  constructor(
    private readonly clock: Clock,
    private readonly keys: TerminalKeys,
    private readonly nonces: TerminalNonces,
  ) {
    super();
  }

  override async read(message: SignedMessage): Promise<KnownTerminal> {
    const { signatory, nonce } = await checkSignature(message, this.clock.now(), (keyId) => this.keys.find(keyId));
    if (signatory.isRevoked) {
      throw new DomainError('TERMINAL_REVOKED');
    }
    await this.nonces.take(signatory.terminal.terminalId, nonce);
    return signatory.terminal;
  }
}
