import { readFileSync } from 'node:fs';

export interface DemoPerson {
  key: string;
  number: string;
  name: string;
  password: string;
  /** base32, of staff roles */
  totpSecret?: string;
}

interface DemoFile {
  schools: { code: string; name: { zh: string; en: string }; people: DemoPerson[] }[];
}

const school = () => {
  const { schools } = JSON.parse(readFileSync(process.env.E2E_DEMO_FILE ?? '', 'utf8')) as DemoFile;
  const first = schools[0];
  if (!first) {
    throw new Error('the demo has no school');
  }
  return first;
};

export const demoSchool = (): { zh: string; en: string } => school().name;

/** @param key what the person is there to show, e.g. `student_away` */
export const demoPerson = (key: string): DemoPerson => {
  const person = school().people.find((candidate) => candidate.key === key);
  if (!person) {
    throw new Error(`the demo has nobody for ${key}`);
  }
  return person;
};
