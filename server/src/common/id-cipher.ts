import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing } from './key-ring';

const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** ID numbers and TOTP secrets at rest: AES-256-GCM, and a keyed hash where equality must be asked. */
@Injectable()
export class IdCipher {
  constructor(private readonly keys: KeyRing) {}

  /** key id (4) ‖ nonce (12) ‖ tag (16) ‖ ciphertext */
  seal(plain: string): Buffer {
    const key = this.keys.current('id_cipher');
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key.secret, nonce);
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from(key.id, 'hex'), nonce, cipher.getAuthTag(), body]);
  }

  open(sealed: Buffer): string {
    const keyId = sealed.subarray(0, KEY_ID_BYTES).toString('hex');
    const key = this.keys.all('id_cipher').find(({ id }) => id === keyId);
    if (!key) {
      throw new Error(`the key ${keyId} that sealed this value is not in the key file`);
    }
    const nonceEnd = KEY_ID_BYTES + NONCE_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', key.secret, sealed.subarray(KEY_ID_BYTES, nonceEnd));
    decipher.setAuthTag(sealed.subarray(nonceEnd, nonceEnd + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(nonceEnd + TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  /** Same number, same school, same hash; nothing can be read from it. */
  lookup(schoolId: string, idNumber: string): Buffer {
    const { secret } = this.keys.current('id_lookup');
    return createHmac('sha256', secret).update(`${schoolId}\n${idNumber.toUpperCase()}`).digest();
  }
}
