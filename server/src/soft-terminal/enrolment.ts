import type { EnrolmentAnswer, EnrolmentRequest, KeyRotation, KeyRotationAnswer } from '@shared/terminal';
import { ServerLine } from '@shared/device/server-line';
import { DeviceTime } from '@shared/device/time';
import { newKeyPair } from './device-key';
import type { Home } from './home';
import { signedHeaders } from './signed-headers';
import type { SoftDevice, DeviceWorld } from './soft-device';

const MODEL = 'soft-terminal';
/** What a key signs with before the server has named it. */
const NEW_KEY = 'new';

/**
 * Makes a key and hands its public half over with the administrator's code. What this very terminal has recorded and not
 * told stays: its key has ended, its events have not. @throws NoNetwork, Refused
 */
export const enrol = async (
  home: Home,
  { server, code }: { server: string; code: string },
  { clocks, send }: Pick<DeviceWorld, 'clocks' | 'send'>,
): Promise<EnrolmentAnswer> => {
  const { pem, publicHalf, sign } = newKeyPair();
  const time = new DeviceTime(clocks);
  const line = new ServerLine({ server, time, send, sign: signedHeaders(() => ({ keyId: NEW_KEY, sign })) });
  const request: EnrolmentRequest = { code, key: publicHalf, model: MODEL };
  const answer = await line.post<EnrolmentAnswer>('enrolment', request);
  if (home.readDevice()?.terminalId === answer.terminalId) {
    home.forgetKeysAndStandings();
  } else {
    home.wipe();
  }
  home.writeKey(answer.keyId, pem);
  home.writeConfig(answer.config);
  home.writeDevice({ server, terminalId: answer.terminalId, keyId: answer.keyId });
  return answer;
};

/** A new key in the place of this one, which still signs for some minutes. @throws NoNetwork, Refused */
export const rotateKey = async (device: SoftDevice): Promise<KeyRotationAnswer> => {
  const pair = newKeyPair();
  const answer = await device.line.post<KeyRotationAnswer>('key', { key: pair.publicHalf } satisfies KeyRotation);
  device.takeKey(answer.keyId, pair);
  return answer;
};
