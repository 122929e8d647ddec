import { ServerLine } from '@shared/device/server-line';
import { DeviceTime } from '@shared/device/time';
import type { EnrolmentAnswer, EnrolmentRequest } from '@shared/terminal';
import { clocks } from './clocks';
import { newDeviceKey } from './device-key';
import type { Kept } from './kept';
import { signedHeaders } from './signed-headers';

const MODEL = 'kiosk';
/** What a key signs with before the server has named it. */
const NEW_KEY = 'new';

/**
 * Makes a key in this browser and hands its public half over with the administrator's code. What this very terminal has
 * recorded and not told stays: its key has ended, its events have not. @throws NoNetwork, Refused
 */
export const enrol = async (kept: Kept, server: string, code: string): Promise<void> => {
  const { privateKey, publicHalf } = await newDeviceKey();
  const time = new DeviceTime(clocks);
  const line = new ServerLine({
    server,
    time,
    send: (...request) => fetch(...request),
    sign: signedHeaders(NEW_KEY, privateKey),
  });
  const { terminalId, keyId, config } = await line.post<EnrolmentAnswer>('enrolment', {
    code,
    key: publicHalf,
    model: MODEL,
  } satisfies EnrolmentRequest);
  await ((await kept.get('device'))?.terminalId === terminalId ? kept.forgetStandings() : kept.wipe());
  await kept.put('config', config);
  await kept.put('device', { terminalId, keyId, privateKey });
};
