import { randomUUID } from 'node:crypto';
import { fromServer } from '../../bench/rig/from-server.mjs';
import { bearerOf } from '../../bench/rig/report.mjs';

const EDGE = 'edge';
const SIDE = { width: 640, height: 480 };

/**
 * One picture that no other is like.
 * @returns {Promise<Buffer>}
 */
async function drawPicture() {
  const sharp = fromServer('sharp');
  const noise = { type: 'gaussian', mean: 128, sigma: 40 };
  return sharp({ create: { ...SIDE, channels: 3, background: 'white', noise } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/**
 * @typedef {{ key: string, student: number, picture: Buffer, slot: string, statuses: number[], id: string | null }} Upload
 */

/** @param {number} student @returns {Promise<Upload>} */
export const newUpload = async (student) => ({
  key: randomUUID(),
  student,
  picture: await drawPicture(),
  slot: `slot_${randomUUID().slice(0, 8)}`.replaceAll('-', '_'),
  statuses: [],
  id: null,
});

/**
 * One attempt under the upload's key; status 0 where no answer came.
 * @param {import('../../bench/rig/rig.mjs').Rig} rig
 * @param {Upload} upload
 * @returns {Promise<number>}
 */
export async function sendUpload(rig, upload) {
  const form = new FormData();
  form.set('purpose', 'evidence');
  form.set('slot', upload.slot);
  form.set('file', new Blob([new Uint8Array(upload.picture)], { type: 'image/jpeg' }), `${EDGE}.jpg`);
  try {
    const answer = await fetch(`http://127.0.0.1:${rig.port}/api/v1/uploads`, {
      method: 'POST',
      headers: { authorization: bearerOf(rig.keys, upload.student), 'idempotency-key': upload.key },
      body: form,
      signal: AbortSignal.timeout(20_000),
    });
    const { id } = await answer.json();
    upload.id = answer.status === 201 ? id : upload.id;
    upload.statuses.push(answer.status);
    return answer.status;
  } catch {
    upload.statuses.push(0);
    return 0;
  }
}
