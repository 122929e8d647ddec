import type { Tone } from './tone';

/** Hertz and seconds, one after the other. */
const TUNES: Record<Tone, readonly [hertz: number, seconds: number][]> = {
  good: [
    [660, 0.12],
    [990, 0.2],
  ],
  info: [[660, 0.12]],
  warn: [
    [440, 0.15],
    [440, 0.15],
  ],
  danger: [
    [220, 0.25],
    [180, 0.4],
  ],
};
const LOUDNESS = 0.4;
const GAP_SECONDS = 0.04;

let player: AudioContext | null = null;

/** Browsers play nothing before somebody has touched the page. */
export const allowSound = (): void => {
  player ??= typeof AudioContext === 'undefined' ? null : new AudioContext();
  void player?.resume();
};

export const play = (tone: Tone): void => {
  if (player?.state !== 'running') {
    return;
  }
  let at = player.currentTime;
  for (const [hertz, seconds] of TUNES[tone]) {
    const source = player.createOscillator();
    const volume = player.createGain();
    source.frequency.value = hertz;
    volume.gain.setValueAtTime(LOUDNESS, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
    source.connect(volume).connect(player.destination);
    source.start(at);
    source.stop(at + seconds);
    at += seconds + GAP_SECONDS;
  }
};
