import { parseArgs } from 'node:util';
import { DIRECTIONS, type Direction } from '@shared/gate';

export const COMMANDS = ['enrol', 'run', 'scan', 'flush', 'rotate', 'status'] as const;
export type Command = (typeof COMMANDS)[number];

export const USAGE = `npm run terminal -- <command> [--home FOLDER]
  enrol --server URL --code CODE      makes a key and hands it over
  run                                 serves until the input ends: one line a person, a code or
                                      the path of a picture, "number NUMBER [in|out]", "face NUMBER …", or a
                                      temperature
  scan [CODE|PICTURE|-]               one person; "-" reads the code from the input
       [--number NUMBER | --face NUMBER] [--direction in|out] [--temperature 36.5]
  flush                               sends what is kept
  rotate                              a new key in the place of this one
  status                              what the device knows
  --lane in|out                       serve one way only
  to misbehave: --lose-acks 0.1  --skew=SECONDS  --power-cut-after LINES  --offline`;

/** A wish that cannot be understood: told with the usage. */
export class UnknownWish extends Error {}

export interface Wish {
  command: Command;
  home: string;
  server: string;
  code: string;
  shown: string | null;
  number: string | null;
  /** the number of whom the device has recognised */
  face: string | null;
  direction: Direction | null;
  lane: Direction | null;
  temperatureTenths: number | null;
  loseAcks: number;
  skewSeconds: number;
  powerCutAfter: number | null;
  offline: boolean;
}

const TEMPERATURE = /^\d{2}(?:\.\d)?$/;

/** 36.5 → 365; null for anything that is no temperature in degrees Celsius with at most one decimal. */
export const tenthsOf = (text: string): number | null =>
  TEMPERATURE.test(text) ? Math.round(Number(text) * 10) : null;

const directionOf = (text: string | undefined): Direction | null => {
  if (text === undefined) {
    return null;
  }
  const direction = DIRECTIONS.find((one) => one === text);
  if (!direction) {
    throw new UnknownWish(`"${text}" is neither in nor out`);
  }
  return direction;
};

const figureOf = (name: string, text: string | undefined): number | null => {
  if (text === undefined) {
    return null;
  }
  if (text.trim() === '' || !Number.isFinite(Number(text))) {
    throw new UnknownWish(`--${name} takes a number`);
  }
  return Number(text);
};

const temperatureOf = (text: string | undefined): number | null => {
  const tenths = text === undefined ? null : tenthsOf(text);
  if (text !== undefined && tenths === null) {
    throw new UnknownWish('--temperature takes degrees Celsius, e.g. 36.5');
  }
  return tenths;
};

const text = { type: 'string' } as const;

/** @throws UnknownWish */
export const wishOf = (args: string[]): Wish => {
  const { values, positionals } = parsed(args);
  const [name, shown = null] = positionals;
  const command = COMMANDS.find((one) => one === name);
  if (!command) {
    throw new UnknownWish(name ? `there is no command "${name}"` : 'which command?');
  }
  const { home = '.data/terminal', server = '', code = '', number = null, face = null } = values;
  if (command === 'enrol' && (!URL.canParse(server) || code === '')) {
    throw new UnknownWish('enrol takes --server and --code');
  }
  if (command === 'scan' && [shown, number, face].filter((one) => one !== null).length !== 1) {
    throw new UnknownWish('scan takes a code, a picture, --number or --face');
  }
  return {
    command,
    home,
    server,
    code,
    shown,
    number,
    face,
    direction: directionOf(values.direction),
    lane: directionOf(values.lane),
    temperatureTenths: temperatureOf(values.temperature),
    loseAcks: figureOf('lose-acks', values['lose-acks']) ?? 0,
    skewSeconds: figureOf('skew', values.skew) ?? 0,
    powerCutAfter: figureOf('power-cut-after', values['power-cut-after']),
    offline: values.offline ?? false,
  };
};

const parsed = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...{
          home: text,
          server: text,
          code: text,
          number: text,
          face: text,
          direction: text,
          lane: text,
          temperature: text,
        },
        ...{ 'lose-acks': text, skew: text, 'power-cut-after': text, offline: { type: 'boolean' } },
      },
    });
  } catch (error) {
    throw new UnknownWish((error as Error).message);
  }
};
